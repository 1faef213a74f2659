import type { Knex } from 'knex';
import { hasBuildings, insertRegistry, noRows, type RegistryRows } from '../../../store/registry/rows';
import { fillRollHouse, type SheetVote } from './roll';
import { Crowd } from './crowd';
import { addDemoPeople } from '../demo';
import { fillHouses, premisesId } from './houses';
import { type SeedRegion } from './households';
import { Random } from '../random';
import { fillBuildings, fillPlaces, organisationId } from '../region';
import { hold, live } from './rights';
import { fillStaff } from './staff';

const SEED = 2_024_0416;

/** The whole demo region in memory, the same at every call. */
export function demoRegion(): { rows: RegistryRows; sheetVotes: SheetVote[] } {
  const rows = noRows();
  const random = new Random(SEED);
  const region: SeedRegion = { rows, random, crowd: new Crowd(rows, random) };
  fillPlaces(rows);
  fillBuildings(rows);
  const demo = addDemoPeople(region.crowd);
  const sheetVotes = fillRollHouse(region, demo);
  fillHouses(region);
  fillStaff(region, demo);
  moveIn(region, demo);
  return { rows, sheetVotes };
}

/** A second home in another time zone for the owner, a municipal flat for the tenant. */
function moveIn({ rows }: SeedRegion, demo: ReadonlyMap<string, string>): void {
  const [owner, tenant] = [demo.get('owner'), demo.get('tenant')];
  if (owner) sell(rows, premisesId('builders-44', '117'), owner);
  const flats = new Set(rows.premises.filter(({ kind }) => kind === 'living').map(({ id }) => id));
  const municipal = rows.ownership.find(
    (right) =>
      right.organisation_id === organisationId('hall-testovo') && right.to_day === null && flats.has(right.premises_id),
  );
  if (municipal && tenant) live(rows, tenant, municipal.premises_id, municipal.from_day);
}

const SOLD_ON = '2025-12-10';

/** The previous owners and residents leave; the buyer holds alone from the next day. */
function sell(rows: RegistryRows, premises: string, buyer: string): void {
  for (const row of [...rows.ownership, ...rows.residence]) {
    if (row.premises_id === premises) row.to_day ??= SOLD_ON;
  }
  hold(
    rows,
    premises,
    { person: buyer },
    { kind: 'sole', share: '1', from: '2025-12-11', number: '96:01:0010108:217-96/021/2025-2' },
  );
}

/** Fills an empty region; a region with houses is left as it is. */
export async function seedRegistry(db: Knex): Promise<boolean> {
  if (await hasBuildings(db)) return false;
  await db.transaction((transaction) => insertRegistry(transaction, demoRegion().rows));
  return true;
}
