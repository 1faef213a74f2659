import type { Knex } from 'knex';
import { z } from 'zod';
import { addDays } from '../../law/base/day';
import { dueWords, momentWords } from '../../law/base/russian';
import { CAPITAL_ZONE, clockText, localOf, startOfDay } from '../../law/base/zone';
import { jobsOf } from '../../store/request/jobs';
import type { RequestLine } from '../../store/request/list';
import type { Actor } from '../security/actor';
import { readerOf } from '../security/reader';
import type { Status } from '../view/deadline';
import { faultTitle, requestLeft, requestLines, requestLineShape, requestPlace } from './line';

/** When a job is to be done: it is in hand, it is for today, for another day, or it was done today. */
const groups = ['now', 'next', 'later', 'done'] as const;

export const jobLineShape = requestLineShape.extend({
  visitTo: z.string().nullable(),
  fixedAt: z.string().nullable(),
  group: z.enum(groups),
});
export type JobLine = z.infer<typeof jobLineShape>;

/** The list of a worker: what is in hand first, then by the hour. */
export async function jobLines(db: Knex, actor: Actor, now: Date): Promise<JobLine[]> {
  const today = localOf(now, CAPITAL_ZONE).day;
  const rows = await jobsOf(db, readerOf(actor), startOfDay(today, CAPITAL_ZONE), now);
  const lines = await requestLines(db, rows);
  const tonight = startOfDay(addDays(today, 1), CAPITAL_ZONE);
  const grouped = lines.map((line, place): JobLine => {
    const { visitTo, fixedAt } = rows[place] as RequestLine;
    const more = { visitTo: visitTo?.toISOString() ?? null, fixedAt: fixedAt?.toISOString() ?? null };
    return { ...line, ...more, group: groupOf(line, tonight) };
  });
  if (grouped.some(({ group }) => group === 'now')) return grouped;
  // Nothing is in hand: the soonest of today is.
  const first = grouped.find(({ group }) => group === 'next');
  return grouped.map((line) => (line === first ? { ...line, group: 'now' } : line));
}

function groupOf({ phase, visitFrom, dueAt }: Omit<JobLine, 'group' | 'visitTo' | 'fixedAt'>, tonight: Date) {
  if (phase === 'fixed' || phase === 'closed') return 'done';
  if (phase === 'arrived' || phase === 'localised') return 'now';
  const at = visitFrom ?? dueAt;
  return at !== null && Date.parse(at) < tonight.getTime() ? 'next' : 'later';
}

/** «14:24» today, «27 декабря» or «18 января, 10:00» on another day. */
export function hourWords(at: string, zone: string, now: Date): string {
  const { day, time } = localOf(new Date(at), zone);
  return day === localOf(now, zone).day ? clockText(time) : dueWords(at, zone, now);
}

function statusOf(line: JobLine, now: Date): Status {
  const { visitFrom, visitTo, zone, dueAt, phase, fixedAt } = line;
  if (fixedAt && line.group === 'done') return { kind: 'ok', word: hourWords(fixedAt, zone, now) };
  if (phase === 'assigned') return { kind: 'wait', word: 'ждёт ответа' };
  if (visitFrom && visitTo) {
    const until = clockText(localOf(new Date(visitTo), zone).time);
    const today = localOf(new Date(visitFrom), zone).day === localOf(now, zone).day;
    return {
      kind: 'ok',
      word: today ? `${hourWords(visitFrom, zone, now)}–${until}` : momentWords(visitFrom, zone, now),
    };
  }
  const { kind } = requestLeft(line, now).status;
  return dueAt ? { kind, word: `до ${hourWords(dueAt, zone, now)}` } : { kind: 'plain', word: 'без срока' };
}

const lineView = (line: JobLine, now: Date) => ({
  id: line.id,
  place: requestPlace(line),
  say: `${(line.summary ?? faultTitle(line)).replace(/[.…]+$/, '')}. ${line.number}`,
  status: statusOf(line, now),
});

/** The lists under the job, or the whole page; `except`: the job that is shown in full. */
export function jobListView(lines: readonly JobLine[], now: Date, except?: string) {
  const of = (...wanted: JobLine['group'][]) => {
    const found = lines.filter(({ id, group }) => wanted.includes(group) && id !== except);
    return found.length > 0 ? found.map((line) => lineView(line, now)) : undefined;
  };
  return { current: of('now'), next: of('next'), later: of('later'), done: of('done') };
}
