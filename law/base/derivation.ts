import type { Calendar } from './calendar';
import { addDays, type Day, daysBetween } from './day';
import { dayDigits, dayDigitsWithWeekday as dated } from './russian';

/** Up to this many days are listed one by one; longer runs are listed as ranges. */
const ONE_BY_ONE = 15;

interface Run {
  first: Day;
  last: Day;
  /** Numbers of the counted days; absent for days that do not count. */
  from?: number;
  to?: number;
}

/** The days from `first` to `last` in either direction, numbered; without a calendar every day counts. */
export function dayLines(first: Day, last: Day, calendar: Calendar | undefined): string[] {
  const step = last < first ? -1 : 1;
  const span = daysBetween(first, last) * step;
  if (span < 0 || (step < 0 && first === last)) return [];
  const long = span >= ONE_BY_ONE;
  return runs(first, last, step, calendar, long).map((run) => runLine(run, calendar));
}

function runs(first: Day, last: Day, step: 1 | -1, calendar: Calendar | undefined, long: boolean): Run[] {
  const found: Run[] = [];
  let number = 0;
  for (let day = first; ; day = addDays(day, step)) {
    const counts = !calendar || calendar.kind(day) === 'working';
    if (counts) number += 1;
    const open = found.at(-1);
    const joins = open && (open.from !== undefined) === counts && (!counts || long);
    if (open && joins) Object.assign(open, { last: day, ...(counts ? { to: number } : {}) });
    else found.push({ first: day, last: day, ...(counts ? { from: number, to: number } : {}) });
    if (day === last) return found;
  }
}

function runLine({ first, last, from, to }: Run, calendar: Calendar | undefined): string {
  if (from === undefined) return skipped(first, last, calendar);
  if (first === last) return `${dated(first)} — день ${from}.`;
  return `${between(first, last)} — дни ${from}–${to ?? from}.`;
}

function between(first: Day, last: Day): string {
  return first === last ? dated(first) : `${dayDigits(first)}–${dayDigits(last)}`;
}

function skipped(first: Day, last: Day, calendar: Calendar | undefined): string {
  if (first === last && calendar) return `${dated(first)} — ${calendar.why(first)}, не считается.`;
  return `${between(first, last)} — нерабочие дни, не считаются.`;
}

/** «31.12.2026–10.01.2027 (нерабочие)»; the days a last day is moved over. */
export function runText(first: Day, last: Day, calendar: Calendar): string {
  return first === last ? `${dated(first)} (${calendar.why(first)})` : `${dayDigits(first)}–${dayDigits(last)}`;
}
