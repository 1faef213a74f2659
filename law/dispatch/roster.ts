import type { Permit } from './trades';
import { localOf } from '../base/zone';
import type { Day } from '../base/day';

export interface Span {
  from: Date;
  to: Date;
}

export const absenceNames = {
  holiday: 'отпуск',
  illness: 'больничный',
  training: 'учёба',
  leave: 'отгул',
  other: 'отсутствует',
} as const;
export type AbsenceWhy = keyof typeof absenceNames;
export const absenceWhys = Object.keys(absenceNames) as [AbsenceWhy, ...AbsenceWhy[]];

export interface Held {
  permit: Permit;
  /** The last day on which it still stands. */
  until: Day;
}

export const covers = ({ from, to }: Span, at: Date): boolean => from <= at && at < to;

/** Until when somebody is on duty who is so now: shifts that follow one another count as one, an absence cuts it. */
export function onDutyUntil(shifts: readonly Span[], absences: readonly Span[], at: Date): Date | null {
  if (absences.some((one) => covers(one, at))) return null;
  let until = shifts.find((one) => covers(one, at))?.to;
  if (!until) return null;
  for (let next; (next = shifts.find((one) => covers(one, until as Date)));) until = next.to;
  const cut = absences.filter(({ from }) => from > at && from < (until as Date)).map(({ from }) => from.getTime());
  return cut.length > 0 ? new Date(Math.min(...cut)) : until;
}

/** When somebody who is off duty begins next, as far as the shifts at hand say. */
export function nextDuty(shifts: readonly Span[], absences: readonly Span[], at: Date): Date | null {
  const begins = shifts
    .filter(({ to }) => to > at)
    .map(({ from, to }) => startOutside({ from: from > at ? from : at, to }, absences))
    .filter((one) => one !== null)
    .map((one) => one.getTime());
  return begins.length > 0 ? new Date(Math.min(...begins)) : null;
}

/** The first instant of a span that no absence covers. */
function startOutside({ from, to }: Span, absences: readonly Span[]): Date | null {
  let start = from;
  for (let over; (over = absences.find((one) => covers(one, start)));) start = over.to;
  return start < to ? start : null;
}

/** A permit stands through the whole of its last day, by the clock of the place of work. */
export const stands = ({ until }: Held, at: Date, zone: string): boolean => localOf(at, zone).day <= until;
