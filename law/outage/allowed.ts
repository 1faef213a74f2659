import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { counted, type Forms } from '../base/russian';
import { onceNorms } from '../dispatch/interruption';
import type { OffService } from '../dispatch/off';
import type { OutageCause } from './words';

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;

export interface Allowed {
  norm: string;
  hours: number;
  citation: string;
}

/** How long this service may be off in one piece (ПП РФ 354, приложение 1); null where the law names no hours. */
export function allowedBreak(service: OffService, cause: OutageCause, on: Day): Allowed | null {
  if (service === 'lift') return null;
  const id = service === 'hot-water' && cause === 'prophylaxis' ? 'INT-GVS.prophylaxis' : onceNorms[service];
  const { value, unit, citation } = norm(id, on);
  return { norm: id, hours: Number(value) * (unit === 'cd' ? DAY_HOURS : 1), citation };
}

const HOURS: Forms = ['час', 'часа', 'часов'];
const DAYS: Forms = ['день', 'дня', 'дней'];
const spanOf = (hours: number): string =>
  hours > 2 * DAY_HOURS ? counted(Math.floor(hours / DAY_HOURS), DAYS) : counted(hours, HOURS);

/** «нет 5 часов, можно 4 часа» for one service of one house. */
export function breakWords(beganAt: Date, until: Date, allowed: Allowed | null): { say: string; over: boolean } {
  const off = Math.max(0, until.getTime() - beganAt.getTime());
  const gone = off < HOUR_MS ? 'меньше часа' : spanOf(Math.floor(off / HOUR_MS));
  if (!allowed) return { say: gone, over: false };
  return { say: `${gone}, по норме можно ${spanOf(allowed.hours)}`, over: off > allowed.hours * HOUR_MS };
}
