import type { Knex } from 'knex';
import type { Day } from '../../law/day';
import { heldOn, query, queryOne } from '../registry/query';

const owners = `from ownership w join premises r on r.id = w.premises_id join person p on p.id = w.person_id
  where r.building_id = :buildingId and ${heldOn('w')}`;

/** Owners of a house by name: whom the initiator may propose as chair, secretary or administrator. */
export async function holdersOf(db: Knex, buildingId: string, day: Day): Promise<{ id: string; name: string }[]> {
  return query(
    db,
    `
    select distinct p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name ${owners} order by 2, 1`,
    { buildingId, day },
  );
}

export async function isHolder(db: Knex, buildingId: string, personId: string, day: Day): Promise<boolean> {
  const row = await queryOne(db, `select true as held ${owners} and p.id = :personId limit 1`, {
    buildingId,
    personId,
    day,
  });
  return row !== null;
}
