import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { StaffRole } from '../../law/registry/words';
import { heldOn, query, queryOne } from '../sql/query';

/** Whether the person holds a post in the organisation. */
export async function worksAt(db: Knex, personId: string, organisationId: string, day: Day): Promise<boolean> {
  const row = await queryOne<{ id: string }>(
    db,
    `select s.id from staff s where s.person_id = :personId::uuid and s.organisation_id = :organisationId and ${heldOn('s')} limit 1`,
    { personId, organisationId, day },
  );
  return row !== null;
}

/** The people who hold this post in an organisation. */
export async function holdersOf(db: Knex, organisationId: string, role: StaffRole, day: Day): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `select distinct s.person_id as id from staff s
     where s.organisation_id = :organisationId and s.role = :role and ${heldOn('s')} order by 1`,
    { organisationId, role, day },
  );
  return rows.map(({ id }) => id);
}

/** The people responsible for an organisation's answers. */
export const headsOf = (db: Knex, organisationId: string, day: Day): Promise<string[]> =>
  holdersOf(db, organisationId, 'head', day);

/** Whether the person owns or lives in the house: only a neighbour may join. */
export async function livesIn(db: Knex, personId: string, buildingId: string, day: Day): Promise<boolean> {
  const row = await queryOne<{ id: string }>(
    db,
    `select r.id from premises r where r.building_id = :buildingId and (
       exists (select from ownership w where w.premises_id = r.id and w.person_id = :personId::uuid and ${heldOn('w')})
       or exists (select from residence l where l.premises_id = r.id and l.person_id = :personId::uuid and ${heldOn('l')})
     ) limit 1`,
    { personId, buildingId, day },
  );
  return row !== null;
}
