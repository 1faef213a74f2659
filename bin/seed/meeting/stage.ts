import { addDays } from '../../../law/base/day';
import { HOUR_MS, instantOf, localOf } from '../../../law/base/zone';
import type { LivingRegion } from '../living';
import type { SeedMeeting } from './plan';
import type { SeedHouse } from '../registry/places';

/** One meeting in progress, with everybody involved. */
export interface MeetingStage extends LivingRegion {
  plan: SeedMeeting;
  id: string;
  house: SeedHouse;
  zone: string;
  initiator: string;
  owners: readonly string[];
  head: string;
  inspector: string;
  until: Date;
}

/** Ten in the morning or three in the afternoon, in house time. */
export function instantBefore(
  { until, zone }: Pick<MeetingStage, 'until' | 'zone'>,
  daysBefore: number,
  hour: number,
): Date {
  return instantOf({ day: addDays(localOf(until, zone).day, -daysBefore), time: hour * HOUR_MS }, zone);
}
