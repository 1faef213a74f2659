import type { SeedArea } from './agenda';
import { seedAppeals } from './appeal';
import { seedMeetings } from './meeting';
import { seedRequestLives } from './request';
import { seedOutages } from './outage';

/** The areas whose cases are seeded. */
export const areaSeeds: Readonly<Record<string, SeedArea>> = {
  appeal: seedAppeals,
  meeting: seedMeetings,
  request: seedRequestLives,
  outage: seedOutages,
};
