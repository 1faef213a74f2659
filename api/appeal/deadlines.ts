import type { Deadline } from '../../law/base/terms';
import { isoIn } from '../../law/base/zone';
import { deadlineView, type DeadlineView } from '../view/deadline';
import type { DeadlineShape } from './shape';

/** What each deadline asks, as its people say it. */
const WHAT: Readonly<Record<string, string>> = {
  registration: 'Зарегистрировать',
  answer: 'Ответить заявителю',
  forward: 'Переслать, если вопрос не свой',
  rate: 'Оценить ответ, возобновить или обжаловать',
  look: 'Рассмотреть обращение без подписи',
};

/** A stored deadline as the law made it. Value and unit stay in the derivation: a page does not count again. */
export function asDeadline(one: DeadlineShape, zone: string): Deadline {
  const { norm, citation, confidence, lastDay, provisional, derivation } = one;
  return {
    norm,
    citation,
    confidence,
    lastDay,
    provisional,
    derivation,
    zone,
    title: WHAT[one.name] ?? one.title,
    value: '',
    unit: '',
    direction: 'forward',
    event: isoIn(new Date(one.eventAt), zone),
    dueAt: isoIn(new Date(one.dueAt), zone),
  };
}

export function deadlineViews(deadlines: readonly DeadlineShape[], zone: string, now: Date): DeadlineView[] {
  return deadlines.map((one) => {
    const date = (at: string | null): Date | null => (at ? new Date(at) : null);
    return deadlineView(
      { deadline: asDeadline(one, zone), metAt: date(one.metAt), droppedAt: date(one.droppedAt), duty: one.duty },
      now,
    );
  });
}

export const liveAnswer = (deadlines: readonly DeadlineShape[]): DeadlineShape | undefined =>
  deadlines.find(({ name, metAt, droppedAt }) => name === 'answer' && !metAt && !droppedAt);

export const liveWindow = (deadlines: readonly DeadlineShape[]): DeadlineShape | undefined =>
  deadlines.find(({ name, metAt, droppedAt }) => name === 'rate' && !metAt && !droppedAt);
