import { outcomeTitles } from '../../law/appeal/words';
import { capitalised, dayAndMonth } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { liveAnswer } from './deadlines';
import { phaseWords } from './line';
import type { AppealShape } from './shape';

type Stage = { title: string; when?: string; state: 'done' | 'now' | 'ahead' | 'off' };

const ENDS: readonly string[] = ['forwarded', 'withdrawn'];

/** The stages of an appeal, with the current one marked. */
export function shownAppealStages(data: AppealShape): Stage[] {
  const { phase, openedAt, closedAt, answer, anonymous, zone } = data;
  const day = (at: string): string => dayAndMonth(localOf(new Date(at), zone).day);
  const first: Stage = {
    title: phase === 'received' ? 'Получено' : 'Зарегистрировано',
    when: day(openedAt),
    state: phase === 'received' ? 'now' : 'done',
  };
  if (ENDS.includes(phase)) {
    const title = capitalised(phaseWords(data));
    return [first, { title, when: closedAt ? day(closedAt) : undefined, state: 'done' }];
  }
  if (anonymous) {
    return [first, { title: 'Рассмотрение', state: closedAt ? 'done' : 'now' }, closing(data, day)];
  }
  const answered = phase === 'answered' || phase === 'closed';
  const due = liveAnswer(data.deadlines);
  const work: Stage = {
    title: WORK[phase] ?? 'Готовится ответ',
    state: phase === 'received' ? 'ahead' : answered ? 'done' : 'now',
    when: due?.lastDay ? `до ${dayAndMonth(due.lastDay)}` : undefined,
  };
  const given: Stage = {
    title: answered ? 'Ответ дан' : 'Ответ',
    state: answered ? 'done' : 'ahead',
    when: answered && answer ? day(answer.at) : undefined,
  };
  return [first, work, given, phase === 'answered' ? { title: 'Оценка', state: 'now' } : closing(data, day)];
}

const WORK: Readonly<Record<string, string>> = {
  registered: 'Ждёт исполнителя',
  extended: 'Готовится ответ, срок продлён',
  reopened: 'Готовится новый ответ',
  split: 'Ответы по вопросам',
};

function closing({ closedAt, outcome }: AppealShape, day: (at: string) => string): Stage {
  if (!closedAt) return { title: 'Закрыто', state: 'ahead' };
  const title = outcome === 'complained' ? outcomeTitles.complained : 'закрыто';
  return { title: capitalised(title), when: day(closedAt), state: 'done' };
}
