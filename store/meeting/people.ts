import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { byNumber, heldOn, query } from '../sql/query';

const owners = `from ownership w join premises r on r.id = w.premises_id join person p on p.id = w.person_id
  where r.building_id = :buildingId and ${heldOn('w')}`;

/** An owner of a house with the numbers of the premises, to tell people of the same name apart. */
export interface HouseOwner {
  id: string;
  name: string;
  numbers: string[];
}

/** Owners of a house by name, to propose as chair, secretary or administrator. */
export async function holdersOf(db: Knex, buildingId: string, day: Day): Promise<HouseOwner[]> {
  return query<HouseOwner>(
    db,
    `
    select h.id, h.name, array_agg(h.number order by h.place) as numbers from (
      select distinct p.id, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as name, r.number,
        dense_rank() over (order by ${byNumber('r')}) as place ${owners}
    ) h group by h.id, h.name order by h.name, h.id`,
    { buildingId, day },
  );
}
