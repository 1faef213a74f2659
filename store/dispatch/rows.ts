import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { AbsenceWhy } from '../../law/dispatch/roster';
import type { Permit, Trade } from '../../law/dispatch/trades';

interface Of {
  person_id: string;
  organisation_id: string;
}

/** Rows as in the tables of migrations/0091_crews.ts. */
export interface CrewRows {
  crew_trade: (Of & { trade: Trade })[];
  crew_permit: (Of & { permit: Permit; until_day: Day })[];
  crew_place: (Of & { building_id: string })[];
  crew_shift: (Of & {
    id: string;
    from_at: Date;
    to_at: Date;
    kind: 'work' | 'absence';
    why: AbsenceWhy | null;
    made_by: string;
  })[];
  contract: {
    id: string;
    organisation_id: string;
    contractor_id: string;
    trades: Trade[];
    phone: string;
    from_day: Day;
    to_day: Day | null;
  }[];
  contract_house: { contract_id: string; building_id: string }[];
}

/** Tables that others refer to come first. */
const tables = [
  'crew_trade',
  'crew_permit',
  'crew_place',
  'crew_shift',
  'contract',
  'contract_house',
] as const satisfies readonly (keyof CrewRows)[];

const CHUNK = 1_000;

/** Writes what is not there yet, so that a seed that was interrupted may be run again. */
export async function insertCrews(db: Knex, rows: CrewRows): Promise<void> {
  for (const table of tables) {
    const list: readonly object[] = rows[table];
    for (let start = 0; start < list.length; start += CHUNK) {
      await db(table)
        .insert(list.slice(start, start + CHUNK))
        .onConflict()
        .ignore();
    }
  }
}
