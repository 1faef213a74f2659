import type { NoticeCheck, MendingTask } from '../../../law/meeting/call/before-notice-check';
import type { Status } from '../../view/deadline';
import type { CardShape } from '../load';

type Check = CardShape['checks'][number];
type Checked = Pick<CardShape, 'checks' | 'case'>;

const TASKS: readonly { task: MendingTask; title: string; leaf: string }[] = [
  { task: 'questions', title: 'Вопросы', leaf: 'agenda' },
  { task: 'terms', title: 'Форма и сроки', leaf: 'terms' },
  { task: 'register', title: 'Реестр', leaf: 'register' },
  { task: 'materials', title: 'Материалы', leaf: 'materials' },
];

/** Where to correct what a check found, if not on the page of its task. */
const FIXES: Readonly<Record<string, string>> = {
  'agenda-empty': 'agenda#new-question',
  'venue-missing': 'terms#form',
  'dates-missing': 'terms#opens',
  'opens-in-past': 'terms#opens',
  'notice-late': 'terms#opens',
  'notice-literal': 'terms#opens',
  'proof-tight': 'terms#opens',
  'dates-order': 'terms#closes',
  'voting-length': 'terms#closes',
  'annual-term': 'terms#opens',
  'administrator-appointed': 'terms#administrator',
  'administrator-not-told': '',
  'total-missing': 'terms#total',
  'total-too-small': 'terms#total',
  'act-ends': 'terms#closes',
  'fee-proposal-missing': 'materials',
  'request-not-handed': 'petition',
  'counters-missing': 'terms#chair',
  'materials-place-missing': 'terms#materialsPlace',
  'paper-address-missing': 'terms#paperAddress',
  'discussion-missing': 'terms#discussion',
  'signers-missing': 'terms#chair',
};

export const LAW_CHECK = 'Проверка закона';

/** The page, and the field on it, where the finding of a check is corrected. */
export function fixOf(id: string, { code, task }: Pick<Check, 'code' | 'task'>): string {
  const leaf = FIXES[code] ?? TASKS.find((one) => one.task === task)?.leaf ?? 'terms';
  return leaf === '' ? `/meetings/${id}` : `/meetings/${id}/${leaf}`;
}

function stateOf(checks: readonly Check[]): Status {
  if (checks.some(({ verdict }) => verdict === 'problem')) return { kind: 'late', word: 'нужно исправить' };
  if (checks.some(({ verdict }) => verdict === 'person')) return { kind: 'soon', word: 'решите сами' };
  return { kind: 'ok', word: 'готово' };
}

interface TaskView {
  title: string;
  /** Absent when the law does not allow the task yet. */
  href?: string;
  state: Status;
  says: string[];
}

/** The six tasks of the preparation, each with its state and its page. */
export function tasksOf({ checks, case: { id } }: Checked): TaskView[] {
  const href = (leaf: string): string => `/meetings/${id}/${leaf}`;
  const prepared = TASKS.map(({ task, title, leaf }) => {
    const mine = checks.filter((one) => one.task === task);
    const open = mine.filter(({ verdict }) => verdict !== 'ok');
    return { title, href: href(leaf), state: stateOf(mine), says: open.map(({ says }) => says) };
  });
  const ready = !checks.some(({ verdict }) => verdict === 'problem');
  const notices: TaskView = ready
    ? { title: 'Уведомления', href: href('notices'), state: { kind: 'wait', word: 'можно сообщать' }, says: [] }
    : {
        title: 'Уведомления',
        state: { kind: 'plain', word: 'пока нельзя' },
        says: ['Сообщить можно, когда проверка закона не находит нарушений.'],
      };
  return [...prepared, notices, { title: LAW_CHECK, href: href('lawcheck'), state: stateOf(checks), says: [] }];
}

const VERDICTS: Readonly<Record<NoticeCheck['verdict'], Status>> = {
  ok: { kind: 'ok', word: 'верно' },
  problem: { kind: 'late', word: 'нарушение' },
  person: { kind: 'soon', word: 'решает человек' },
};

/** One rule on a page: what it says, its norm, and a link to correct it while that is still possible. */
export const checkView = (id: string, check: Check, open: boolean) => ({
  says: check.says,
  norm: check.norm,
  state: VERDICTS[check.verdict],
  href: open && check.verdict !== 'ok' ? fixOf(id, check) : undefined,
});
