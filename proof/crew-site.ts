import { crewRoutes } from '../api/dispatch/crews/routes';
import { demoRegion } from '../bin/seed/registry';
import { demoCrews } from '../bin/seed/registry/crews';
import { organisationId } from '../bin/seed/region';
import { readClock } from '../store/clock/clock';
import { insertCrews } from '../store/dispatch/rows';
import { insertRegistry, type RegistryRows } from '../store/registry/rows';
import { testSite, type Browser, type Site } from './site';

/** The pages of masters and shifts over the demo region, and its people of several organisations. */
export interface CrewSite extends Site {
  rows: RegistryRows;
  now: Date;
  /** The first holder of a post in an organisation of the seed, or the one at a place. */
  holder(organisation: string, role: string, place?: number): string;
  as(personId: string): Promise<Browser>;
}

export async function crewSite(): Promise<CrewSite> {
  const site = await testSite(crewRoutes);
  const { rows } = demoRegion();
  await insertRegistry(site.db, rows);
  const { now } = await readClock(site.db);
  await insertCrews(site.db, demoCrews(rows, now));
  const browsers = new Map<string, Browser>();
  return {
    ...site,
    rows,
    now,
    holder: (organisation, role, place = 0) =>
      rows.staff.filter((post) => post.organisation_id === organisationId(organisation) && post.role === role)[place]
        ?.person_id ?? '',
    as: async (personId) => {
      const held = browsers.get(personId) ?? (await site.browser(personId));
      browsers.set(personId, held);
      return held;
    },
  };
}
