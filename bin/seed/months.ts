import { Agenda, type SeedArea } from './agenda';
import { areaSeeds } from './areas';
import { castOf } from './cast';
import { seedDispatch } from './dispatch';
import type { Diary, LivingRegion } from './living';
import { demoRegion } from './registry';
import { seedCrews } from './registry/crews';

/** The areas with cases, and what stands around them without being one. */
const seeds: Readonly<Record<string, SeedArea>> = { ...areaSeeds, dispatch: seedDispatch };

/**
 * Plays the region's last months through with the same intake, commands and travel as people use. After an interruption
 * it continues with what was not done yet.
 */
export async function seedMonths(region: LivingRegion, until: Date, diary: Diary, areas = seeds): Promise<void> {
  await seedCrews(region.db, until);
  const agenda = new Agenda(region, diary);
  const living = { region, cast: castOf(demoRegion().rows), agenda, diary };
  for (const begin of Object.values(areas)) await begin(living, until);
  await agenda.runUntil(until);
}
