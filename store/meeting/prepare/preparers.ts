import type { Knex } from 'knex';
import { preparing } from '../../../law/meeting/lifecycle';
import { query } from '../../sql/query';

/** Who prepares a meeting of a house, and since when. */
export interface Preparer {
  personId: string;
  since: Date;
  zone: string;
}

export async function preparersOf(db: Knex, buildingId: string): Promise<Preparer[]> {
  return query<Preparer>(
    db,
    `
    select m.initiator_person_id as "personId", f.opened_at as since, f.zone
    from meeting m join case_file f on f.id = m.case_id
    where m.building_id = :buildingId and m.initiator_person_id is not null and f.phase = any(:preparing)`,
    { buildingId, preparing },
  );
}
