import { dayNumber, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, HOUR_MS, instantOf, MINUTE_MS } from '../../law/base/zone';

/** All people of the seed act by Moscow time: fewer instants mean fewer stops of the clock. */
export const HOURS = [10, 15] as const;
export type Hour = (typeof HOURS)[number];

/** In the morning or afternoon of a day, some minutes after the hour. */
export function actingAt(day: Day, hour: Hour): Date {
  const minute = (dayNumber(day) * 7) % 47;
  return instantOf({ day, time: hour * HOUR_MS + minute * MINUTE_MS }, CAPITAL_ZONE);
}
