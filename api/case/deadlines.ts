import { z } from 'zod';
import { iso } from '../../law/base/instant';
import type { Deadline } from '../../law/base/terms';
import { shortMoment } from '../../law/base/russian';
import { verdict } from '../../law/base/verdict';
import { isoIn } from '../../law/base/zone';
import type { CaseDeadline } from '../../store/case/deadlines';
import type { CaseEvent } from '../../store/case/events';
import { deadlineView, type DeadlineView } from '../view/deadline';
import { calendarOf } from '../view/ics';

/** A deadline of a case, JSON-safe; its verdict is computed from the facts at the given instant. */
export const deadlineShape = z.object({
  name: z.string(),
  title: z.string(),
  norm: z.string(),
  citation: z.string(),
  confidence: z.string(),
  event: z.string(),
  lastDay: z.string().nullable(),
  dueAt: z.string(),
  provisional: z.boolean(),
  duty: z.boolean(),
  derivation: z.array(z.string()),
  setAt: z.string(),
  metAt: z.string().nullable(),
  droppedAt: z.string().nullable(),
  missedAt: z.string().nullable(),
  verdict: z.enum(['in-time', 'late', 'missed', 'running', 'dropped']),
});
export type ShownDeadline = z.infer<typeof deadlineShape>;

export function shownDeadline(row: CaseDeadline, zone: string, now: Date): ShownDeadline {
  const { name, title, norm, citation, confidence, lastDay, provisional, duty, derivation } = row;
  return {
    name,
    title,
    norm,
    citation,
    confidence,
    lastDay,
    provisional,
    duty,
    derivation,
    event: isoIn(row.eventAt, zone),
    dueAt: isoIn(row.dueAt, zone),
    setAt: row.setAt.toISOString(),
    metAt: iso(row.metAt),
    droppedAt: iso(row.droppedAt),
    missedAt: iso(row.missedAt),
    verdict: verdict(row, now).kind,
  };
}

/** The norm's value and unit are already used to compute the day, so pages and calendars do not need them. */
const asDeadline = (shown: ShownDeadline, zone: string): Deadline => ({
  ...shown,
  zone,
  value: '',
  unit: '',
  direction: 'forward',
});

/** Deadlines still running, for a person's calendar. */
export const runningFile = (
  { number, zone, deadlines }: { number: string; zone: string; deadlines: readonly ShownDeadline[] },
  now: Date,
) => ({
  name: `${number}.ics`,
  type: 'text/calendar; charset=utf-8',
  bytes: calendarOf(
    deadlines.filter(({ verdict: kind }) => kind === 'running').map((one) => asDeadline(one, zone)),
    now,
    number,
  ),
});

/**
 * What became of a recorded miss when we heard later that the work had been done in time; null when it stays a miss.
 */
export function keptAfterAll(
  { at, facts }: Pick<CaseEvent, 'at' | 'facts'>,
  deadlines: readonly ShownDeadline[],
  zone: string,
): string | null {
  const found = deadlines.find(
    ({ name, missedAt, verdict: kind }) =>
      kind === 'in-time' && missedAt === at.toISOString() && (facts['deadline'] ?? name) === name,
  );
  if (!found?.metAt) return null;
  return `Сделано вовремя, ${shortMoment(new Date(found.metAt), zone)}; сообщение пришло позже срока.`;
}

const date = (text: string | null): Date | null => (text ? new Date(text) : null);

export const factsOf = (shown: ShownDeadline) => ({
  dueAt: new Date(shown.dueAt),
  metAt: date(shown.metAt),
  droppedAt: date(shown.droppedAt),
});

/** How the case ended, in words; null while it goes on. */
interface Ending {
  closedAt: string | null;
  why: string | null;
}

/** A duty that ended with its case, before its day: nobody kept it, and nobody missed it. */
export const endedWith = ({ duty, verdict: kind, droppedAt }: ShownDeadline, closedAt: string | null): boolean =>
  duty && kind === 'dropped' && closedAt !== null && droppedAt === closedAt;

/** A duty that another one replaced in time is not shown to people; one that ended with the case says why. */
export function deadlineViews(
  list: readonly ShownDeadline[],
  zone: string,
  now: Date,
  { closedAt, why }: Ending = { closedAt: null, why: null },
): DeadlineView[] {
  return list
    .filter((one) => one.verdict !== 'dropped' || endedWith(one, closedAt))
    .map((shown) => {
      const facts = { metAt: date(shown.metAt), droppedAt: date(shown.droppedAt), duty: shown.duty };
      const view = deadlineView({ ...facts, deadline: asDeadline(shown, zone) }, now);
      return shown.verdict === 'dropped' ? { ...view, status: { kind: 'plain', word: goneWords(why) } } : view;
    });
}

/** «срок снят: перенаправлено» */
export const goneWords = (why: string | null): string => (why ? `срок снят: ${why}` : 'срок снят');
