import { addDays, weekday, type Day } from '../base/day';
import { clockText, endOfDay, HOUR_MS, instantOf, localOf, startOfDay } from '../base/zone';
import { absenceNames, type AbsenceWhy, type Span } from './roster';

export interface Entry extends Span {
  id: string;
  kind: 'work' | 'absence';
  why: AbsenceWhy | null;
}

const WEEK = 7;

export const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));
export const weekDays = (monday: Day): Day[] => Array.from({ length: WEEK }, (_, place) => addDays(monday, place));

/** The span of a week of the place: a day there may begin at another instant than its neighbour's plus 24 hours. */
export const weekSpan = (monday: Day, zone: string): Span => ({
  from: startOfDay(monday, zone),
  to: startOfDay(addDays(monday, WEEK), zone),
});

/** What stands in one day of the grid. */
export interface Piece {
  id: string;
  kind: Entry['kind'];
  text: string;
  /** It began on an earlier day. */
  goesOn: boolean;
  /** A shift that an absence lies over. */
  off: boolean;
}

const overlap = (a: Span, b: Span): number =>
  Math.max(0, Math.min(a.to.getTime(), b.to.getTime()) - Math.max(a.from.getTime(), b.from.getTime()));

/** A shift over midnight stands whole on the day it begins, and on the next one by its end. */
export function piecesOf(entries: readonly Entry[], day: Day, zone: string): Piece[] {
  const span = { from: startOfDay(day, zone), to: endOfDay(day, zone) };
  const absences = entries.filter(({ kind }) => kind === 'absence');
  return entries
    .filter((one) => overlap(one, span) > 0)
    .map((one) => ({
      id: one.id,
      kind: one.kind,
      text: textOf(one, span, zone),
      goesOn: one.from < span.from,
      off: one.kind === 'work' && absences.some((absence) => overlap(absence, one) > 0),
    }));
}

function textOf(one: Entry, day: Span, zone: string): string {
  const hours = hoursText(one, day, zone);
  if (one.kind === 'work') return hours ?? 'весь день';
  const name = absenceNames[one.why ?? 'other'];
  return hours ? `${name}, ${hours}` : name;
}

/** «20:00–08:00», «до 08:00» of what began before; null of a whole day. */
function hoursText({ from, to }: Span, day: Span, zone: string): string | null {
  const [start, end] = [clockText(localOf(from, zone).time), endText(to, zone)];
  if (from >= day.from) return from > day.from || to < day.to ? `${start}–${end}` : null;
  return to < day.to ? `до ${end}` : null;
}

/** Midnight still belongs to the day it ends. */
function endText(to: Date, zone: string): string {
  const { time } = localOf(to, zone);
  return time === 0 ? '24:00' : clockText(time);
}

/** Hours of work within a span, without those that an absence takes. */
export function hoursWithin(entries: readonly Entry[], span: Span): number {
  const work = entries.filter(({ kind }) => kind === 'work');
  const absences = entries.filter(({ kind }) => kind === 'absence');
  const total = work.reduce((sum, one) => {
    const own = clipped(one, span);
    return sum + overlap(one, span) - absences.reduce((lost, absence) => lost + overlap(absence, own), 0);
  }, 0);
  return Math.round((total / HOUR_MS) * 10) / 10;
}

const clipped = (one: Span, { from, to }: Span): Span => ({
  from: one.from > from ? one.from : from,
  to: one.to < to ? one.to : to,
});

/** The same hours of the wall a week later. */
export function weekLater({ from, to }: Span, zone: string): Span {
  const later = (at: Date): Date => {
    const { day, time } = localOf(at, zone);
    return instantOf({ day: addDays(day, WEEK), time }, zone);
  };
  return { from: later(from), to: later(to) };
}
