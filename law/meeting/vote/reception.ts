import { addDays, type Day } from '../../base/day';
import { isWorkingDay } from '../../base/calendar';
import { HOUR_MS, instantOf, localOf, MINUTE_MS } from '../../base/zone';

/** Hours in which written decisions are collected, in the house's local time. */
export interface Reception {
  readonly from: string;
  readonly to: string;
  readonly weekends: boolean;
}

/** «10:00–17:00, кроме выходных» */
export function receptionWords({ from, to, weekends }: Reception): string {
  return `${from}–${to}, ${weekends ? 'без выходных' : 'кроме выходных'}`;
}

/** More days off in a row than any Russian calendar has had. */
const LONGEST_REST_DAYS = 30;

/** What a meeting says about the place that collects paper. */
export interface ReceptionPlace {
  readonly paperAddress: string | null;
  readonly paperFrom: string | null;
  readonly paperTo: string | null;
  readonly paperWeekends: boolean;
}

/** «кв. 1, 10:00–17:00, кроме выходных»; null when no place is given. */
export function receptionPlace({ paperAddress, paperFrom, paperTo, paperWeekends }: ReceptionPlace): string | null {
  if (!paperAddress || !paperFrom || !paperTo) return paperAddress;
  return `${paperAddress}, ${receptionWords({ from: paperFrom, to: paperTo, weekends: paperWeekends })}`;
}

const clock = (text: string): number => Number(text.slice(0, 2)) * HOUR_MS + Number(text.slice(3)) * MINUTE_MS;

/**
 * The last instant when somebody is there to accept a decision: the legal limit, or the end of reception hours before
 * it.
 */
export function lastReception(until: Date, { from, to, weekends }: Reception, zone: string): Date {
  const limit = localOf(until, zone);
  for (let back = 0; back < LONGEST_REST_DAYS; back += 1) {
    const day: Day = addDays(limit.day, -back);
    if (!weekends && !isWorkingDay(day)) continue;
    const [opens, closes] = [from, to].map((text) => instantOf({ day, time: clock(text) }, zone)) as [Date, Date];
    if (opens <= until) return closes < until ? closes : until;
  }
  return until;
}
