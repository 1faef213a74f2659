import type { CaseDeadline } from '../../store/case/deadlines';
import { shownDeadline, type ShownDeadline } from '../case/deadlines';

/** What each deadline requires, in the words people use. */
const WHAT: Readonly<Record<string, string>> = {
  registration: 'Зарегистрировать',
  answer: 'Ответить заявителю',
  forward: 'Переслать, если вопрос не свой',
  rate: 'Оценить ответ, возобновить или обжаловать',
  look: 'Рассмотреть обращение без подписи',
};

/**
 * A deadline replaced by another one is shown to nobody; a missed one to everybody, and so is one that ended with the
 * case.
 */
const isShown = (
  { name, droppedAt, missedAt, metAt }: CaseDeadline,
  insider: boolean,
  closedAt: Date | null,
): boolean =>
  (insider || name !== 'forward') &&
  (droppedAt === null || missedAt !== null || metAt !== null || droppedAt.getTime() === closedAt?.getTime());

export const deadlinesShown = (
  deadlines: readonly CaseDeadline[],
  insider: boolean,
  closedAt: Date | null,
  zone: string,
  now: Date,
): ShownDeadline[] =>
  deadlines
    .filter((one) => isShown(one, insider, closedAt))
    .map((one) => ({ ...shownDeadline(one, zone, now), title: WHAT[one.name] ?? one.title }));

const live =
  (wanted: string) =>
  (deadlines: readonly ShownDeadline[]): ShownDeadline | undefined =>
    deadlines.find(({ name, metAt, droppedAt }) => name === wanted && !metAt && !droppedAt);
export const liveAnswer = live('answer');
export const liveWindow = live('rate');
