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

/** What these organisations keep for this house and for all of theirs; removed ones for as long as they may come back. */
export async function contactsKept(
  db: Knex,
  { buildingId, organisations, now }: { buildingId: string; organisations: readonly string[]; now: Date },
): Promise<HouseContact[]> {
  return query<HouseContact>(
    db,
    `select ${columns} from house_contact k
     where (k.building_id = :buildingId or k.building_id is null) and k.organisation_id = any(:organisations)
       and (k.removed_at is null or k.removed_at > :now::timestamptz - interval '1 day')
     order by k.removed_at is not null, k.building_id is null, k.kind, k.title, k.id`,
    { buildingId, organisations, now },
  );
}

export async function readContact(db: Knex, id: string): Promise<HouseContact | null> {
  return (await query<HouseContact>(db, `select ${columns} from house_contact k where k.id = :id`, { id }))[0] ?? null;
}

export interface ContactWords {
  kind: ContactKind;
  service: Service | null;
  title: string;
  phone: string;
  hours: string | null;
  buildingId: string | null;
}

export async function addContact(
  db: Knex,
  contact: ContactWords & { id: string; organisationId: string; madeBy: string },
): Promise<void> {
  await query(
    db,
    `insert into house_contact (id, organisation_id, building_id, kind, service, title, phone, hours, made_by)
     values (:id, :organisationId, :buildingId, :kind, :service, :title, :phone, :hours, :madeBy)
     on conflict (id) do nothing`,
    { ...contact },
  );
}

export async function changeContact(db: Knex, id: string, contact: ContactWords): Promise<void> {
  await query(
    db,
    `update house_contact set building_id = :buildingId, kind = :kind, service = :service, title = :title,
       phone = :phone, hours = :hours where id = :id`,
    { id, ...contact },
  );
}

/** With a person it is taken away, without one it is back. */
export async function removeContact(db: Knex, id: string, by: string | null): Promise<void> {
  await query(
    db,
    `update house_contact set removed_by = :by, removed_at = case when :by::uuid is not null then domovoy_now() end
     where id = :id`,
    { id, by },
  );
}
