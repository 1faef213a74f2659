import { Agenda } from './agenda';
import { areaSeeds } from './areas';
import { castOf } from './cast';
import type { Diary, LivingRegion } from './living';
import { demoRegion } from './registry';
import { seedCrews } from './registry/crews';

/**
 * Plays the region's last months through with the same intake, commands and travel as people use. After an interruption
 * it continues with what was not done yet.
 */
export async function seedMonths(region: LivingRegion, until: Date, diary: Diary, areas = areaSeeds): Promise<void> {
  await seedCrews(region.db, until);
  const agenda = new Agenda(region, diary);
  const living = { region, cast: castOf(demoRegion().rows), agenda, diary };
  for (const begin of Object.values(areas)) await begin(living, until);
  await agenda.runUntil(until);
}
