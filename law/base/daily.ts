import { daysInMonth, makeDay } from './day';
import { instantOf } from './zone';

/**
 * The local hour at which a region's daily work begins: after the night's clock changes and before office hours. House
 * policy.
 */
const DAILY_HOUR = 5;

/** The instants of a month's daily work after `after`. `month` is YYYY-MM. */
export function dailyInstants(month: string, zone: string, after: Date): string[] {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return Array.from({ length: daysInMonth(year, number) }, (_, index) =>
    instantOf({ day: makeDay(year, number, index + 1), time: DAILY_HOUR * 3_600_000 }, zone),
  )
    .filter((instant) => instant > after)
    .map((instant) => instant.toISOString());
}

export function nextMonth(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}
