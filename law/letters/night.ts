import { addDays, type Day } from '../base/day';
import { norm } from '../base/norm';
import { HOUR_MS, instantOf, localOf, MINUTE_MS } from '../base/zone';

/**
 * When a message that makes a phone ring may leave: at once by day; at night, when the night ends (LT-P1). Hours are
 * local. The first instant of the night belongs to the night, the first instant after it to the day.
 */
export function mayRingAt(at: Date, zone: string): Date {
  const { day, time } = localOf(at, zone);
  const [from, to] = [hourOf('LT-P1.from', day), hourOf('LT-P1.to', day)];
  const evening = time >= from;
  const morning = time < to;
  // When the night does not cross midnight, it begins and ends on the same day.
  const night = from < to ? evening && morning : evening || morning;
  return night ? instantOf({ day: morning ? day : addDays(day, 1), time: to }, zone) : at;
}

/** How long sending a letter is retried (LT-P2), counted from when it was written. */
export const triedForMs = (on: Day): number => Number(norm('LT-P2', on).value) * HOUR_MS;

function hourOf(id: string, day: Day): number {
  const [hours = 0, minutes = 0] = String(norm(id, day).value).split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}
