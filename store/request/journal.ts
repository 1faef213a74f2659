import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { heldOn, query } from '../sql/query';

export interface JournalHouse {
  id: string;
  address: string;
  zone: string;
  organisationId: string;
}

/** The houses these organisations manage. */
export const managedHouses = (db: Knex, organisations: readonly string[], day: Day): Promise<JournalHouse[]> =>
  query<JournalHouse>(
    db,
    `select distinct on (b.id) b.id, b.address, b.zone, ob.organisation_id as "organisationId"
     from organisation_building ob join building b on b.id = ob.building_id
     where ob.organisation_id = any(:organisations) and ob.part = 'manages' and ${heldOn('ob')}
     order by b.id, ob.organisation_id`,
    { organisations, day },
  );

/** Flats by house and number. */
export const flatsNamed = (
  db: Knex,
  asked: readonly { building: string; number: string }[],
): Promise<{ id: string; building: string; number: string }[]> =>
  query(
    db,
    `select r.id, r.building_id as building, lower(r.number) as number
     from jsonb_to_recordset(:asked::jsonb) a (building uuid, number text)
     join premises r on r.building_id = a.building and lower(r.number) = lower(a.number) and r.kind <> 'parking'`,
    { asked: JSON.stringify(asked) },
  );

/** Which of these cases are there already: the same line of a journal is entered once. */
export async function casesThere(db: Knex, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await query<{ id: string }>(db, 'select id from case_file where id = any(:ids::uuid[])', { ids });
  return new Set(rows.map(({ id }) => id));
}
