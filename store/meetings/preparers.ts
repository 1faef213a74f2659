import type { Knex } from 'knex';
import { preparing } from '../../law/meeting/lifecycle';
import { query } from '../registry/query';

/** People who are preparing a meeting of a house: where nobody manages it, they put its register right. */
export async function preparersOf(db: Knex, buildingId: string): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `
    select distinct m.initiator_person_id as id from meeting m join case_file f on f.id = m.case_id
    where m.building_id = :buildingId and m.initiator_person_id is not null and f.phase = any(:preparing)`,
    { buildingId, preparing },
  );
  return rows.map(({ id }) => id);
}
