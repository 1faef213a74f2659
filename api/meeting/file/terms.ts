import { NAMED_BY_INSPECTORATE } from '../../../law/meeting/vote/clock';
import { z } from 'zod';
import { normMark } from '../../../law/base/mark';
import { applies, dueOf } from '../../../law/base/timing';
import { stepsAfter } from '../../../law/meeting/protocol/after';
import { lawOf } from '../../../store/meeting/law';
import type { MeetingFile } from '../../../store/meeting/read';
import { norm } from '../../../law/base/norm';
import { counted } from '../../../law/base/russian';
import type { Deadline } from '../../../law/base/terms';
import type { CaseDeadline } from '../../../store/case/deadlines';
import { shownDeadline, type ShownDeadline } from '../../case/deadlines';
import { deadlineView, type DeadlineView } from '../../view/deadline';

const WHAT: Readonly<Record<string, string>> = {
  protocol: 'Составить и подписать протокол',
  place: 'Разместить протокол в системе',
  inform: 'Сообщить итоги собственникам',
  'hand-over': 'Передать подлинники управляющей организации',
  file: 'Направить подлинники в ГЖИ',
  appeal: 'Обжаловать решение в суде',
  archive: 'Хранить подлинники',
};

/** After a return the same duty has a new term set by the inspectorate; the title tells them apart. */
const titleOf = ({ name, citation, title }: CaseDeadline): string =>
  citation === NAMED_BY_INSPECTORATE ? 'Исправить замечания и направить подлинники снова' : (WHAT[name] ?? title);

/** The deadlines that begin with the close, in the words people use. */
export function termsAfter(rows: readonly CaseDeadline[], zone: string, now: Date): ShownDeadline[] {
  return rows
    .filter(({ name, droppedAt }) => name in WHAT && !droppedAt)
    .map((row) => ({ ...shownDeadline(row, zone, now), title: titleOf(row) }));
}

export interface Published {
  publishedAt: string | null;
  law: { readonly drawn: string };
  zone: string;
}

const CHALLENGES: Readonly<Record<string, string>> = {
  'P-17': 'Обжаловать решение в суде, если вы узнали о нём в день публикации',
  'P-18': 'Обжаловать решение в любом случае',
};

/**
 * P-17, P-18: how long the decision may be challenged in court. The six months start for each person on the day they
 * learned of it, so the page uses the day of publication; the two years end for everyone.
 */
export function challengeTerms({ publishedAt, law: { drawn: on }, zone }: Published): Deadline[] {
  if (!publishedAt) return [];
  return Object.keys(CHALLENGES)
    .filter((id) => applies(id, on))
    .map((id) => dueOf(id, new Date(publishedAt), { zone, on }));
}

export const challengeViews = (terms: readonly Deadline[], now: Date): DeadlineView[] =>
  terms.map((deadline) => deadlineView({ deadline, duty: false, what: CHALLENGES[deadline.norm] }, now));

/** What a decision asks for after the meeting, with its norm and how sure that is. */
export const stepShape = z.object({
  norm: z.string(),
  says: z.string(),
  citation: z.string(),
  mark: z.string().optional(),
});

type Decided = readonly { readonly kind: string; readonly passed: boolean }[];

export function stepsOf({ meeting, file: { zone } }: Pick<MeetingFile, 'meeting' | 'file'>, results: Decided) {
  if (!meeting.closesAt) return [];
  const law = lawOf(meeting, zone);
  const kinds = results.filter(({ passed }) => passed).map(({ kind }) => kind);
  return stepsAfter({ kinds, closesAt: meeting.closesAt, law, zone }).map((one) => ({
    ...one,
    mark: normMark(one.norm, law.drawn),
  }));
}

/** P-15: «Подлинники 3 года хранит жилищная инспекция»; empty when the law of that day says nothing. */
export function keepingWords(on: string): string {
  if (!applies('P-15', on)) return '';
  const { value, citation } = norm('P-15', on);
  return `Подлинники ${counted(Number(value), ['год', 'года', 'лет'])} хранит жилищная инспекция (${citation}).`;
}
