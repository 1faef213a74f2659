import type { Knex } from 'knex';
import type { ContactKind } from '../../law/dispatch/house';
import type { Day } from '../../law/base/day';
import type { Service } from '../../law/registry/words';
import { heldOn, query } from '../sql/query';

export interface HouseContact {
  id: string;
  organisationId: string;
  /** Null: of all houses of the organisation. */
  buildingId: string | null;
  kind: ContactKind;
  service: Service | null;
  title: string;
  phone: string;
  hours: string | null;
  removedAt: Date | null;
}

const columns = `k.id, k.organisation_id as "organisationId", k.building_id as "buildingId", k.kind, k.service, k.title,
  k.phone, k.hours, k.removed_at as "removedAt"`;

/** Whom to ring about the house: what its managers keep, for this house first. */
export async function contactsOfHouse(db: Knex, buildingId: string, day: Day): Promise<HouseContact[]> {
  return query<HouseContact>(
    db,
    `select ${columns} from house_contact k
     where k.removed_at is null and (k.building_id = :buildingId or k.building_id is null)
       and k.organisation_id in (select ob.organisation_id from organisation_building ob
         where ob.building_id = :buildingId and ob.part = 'manages' and ${heldOn('ob')})
     order by k.building_id is null, array_position(array['gas','lift','supplier','intercom','security','other'], k.kind),
       k.title, k.id`,
    { buildingId, day },
  );
}
