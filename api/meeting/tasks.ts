import type { Task } from '../../law/meeting/ready';
import type { CardShape } from './load';

const TASKS: readonly { task: Task; title: string; leaf: string }[] = [
  { task: 'questions', title: 'Вопросы', leaf: 'agenda' },
  { task: 'terms', title: 'Форма и сроки', leaf: 'terms' },
  { task: 'register', title: 'Реестр', leaf: 'register' },
  { task: 'materials', title: 'Материалы', leaf: 'terms' },
];

/** The six tasks of the preparation, each with its state and the page that mends it. */
export function tasksOf({ checks, case: { id } }: CardShape) {
  return TASKS.map(({ task, title, leaf }) => {
    const mine = checks.filter((one) => one.task === task);
    const problems = mine.filter(({ verdict }) => verdict === 'problem');
    const state =
      problems.length > 0
        ? { kind: 'late', word: 'нужно исправить' }
        : mine.some(({ verdict }) => verdict === 'person')
          ? { kind: 'soon', word: 'решите сами' }
          : { kind: 'ok', word: 'готово' };
    return { title, href: `/meetings/${id}/${leaf}`, state, says: problems.map(({ says }) => says) };
  });
}

const VERDICTS = {
  ok: { kind: 'ok', word: 'верно' },
  problem: { kind: 'late', word: 'нарушение' },
  person: { kind: 'soon', word: 'решает человек' },
} as const;

export const checksOf = ({ checks, case: { id } }: CardShape) =>
  checks.map(({ verdict, says, norm, task }) => ({
    says,
    norm,
    state: VERDICTS[verdict],
    href: verdict === 'ok' ? undefined : `/meetings/${id}/${TASKS.find((one) => one.task === task)?.leaf ?? 'terms'}`,
  }));
