import type { Knex } from 'knex';
import type { NoteKind } from '../../law/dispatch/house';
import type { Day } from '../../law/base/day';
import { query } from '../sql/query';

export interface HouseNote {
  id: string;
  buildingId: string;
  premisesId: string | null;
  /** Number of the flat. */
  number: string | null;
  entrance: number | null;
  kind: NoteKind;
  words: string;
  since: Date;
  /** Last day on which it is true. */
  till: Day | null;
  madeBy: string;
  removedAt: Date | null;
}

const columns = `n.id, n.building_id as "buildingId", n.premises_id as "premisesId", r.number, n.entrance, n.kind, n.words,
  n.since, n.till, concat_ws(' ', p.given_name, p.family_name) as "madeBy", n.removed_at as "removedAt"`;
const tables = 'house_note n join person p on p.id = n.made_by left join premises r on r.id = n.premises_id';

/** Notes of the house that are true now, those of this flat first, then what is dangerous. */
export async function notesOf(
  db: Knex,
  place: { buildingId: string; premisesId: string | null },
  day: Day,
): Promise<HouseNote[]> {
  return query<HouseNote>(
    db,
    `select ${columns} from ${tables}
     where n.building_id = :buildingId and n.removed_at is null and coalesce(n.till, 'infinity') >= :day
     order by (n.premises_id is not distinct from :premisesId::uuid) desc, n.kind = 'danger' desc, n.since desc, n.id`,
    { ...place, day },
  );
}

/** Every note of the house, also those of other flats; removed ones for as long as they may come back. */
export async function notesKept(db: Knex, buildingId: string, now: Date): Promise<HouseNote[]> {
  return query<HouseNote>(
    db,
    `select ${columns} from ${tables}
     where n.building_id = :buildingId and (n.removed_at is null or n.removed_at > :now::timestamptz - interval '1 day')
     order by n.removed_at is not null, n.kind = 'danger' desc, n.since desc, n.id`,
    { buildingId, now },
  );
}

export async function readNote(db: Knex, id: string): Promise<HouseNote | null> {
  return (await query<HouseNote>(db, `select ${columns} from ${tables} where n.id = :id`, { id }))[0] ?? null;
}

export interface NoteWords {
  kind: NoteKind;
  words: string;
  premisesId: string | null;
  entrance: number | null;
  till: Day | null;
}

export async function addNote(
  db: Knex,
  note: NoteWords & { id: string; buildingId: string; madeBy: string },
): Promise<void> {
  await query(
    db,
    `insert into house_note (id, building_id, premises_id, entrance, kind, words, till, made_by)
     values (:id, :buildingId, :premisesId, :entrance, :kind, :words, :till, :madeBy) on conflict (id) do nothing`,
    { ...note },
  );
}

export async function changeNote(db: Knex, id: string, note: NoteWords): Promise<void> {
  await query(
    db,
    `update house_note set kind = :kind, words = :words, premises_id = :premisesId, entrance = :entrance, till = :till
     where id = :id`,
    { id, ...note },
  );
}

/** With a person it is taken away, without one it is back. */
export async function removeNote(db: Knex, id: string, by: string | null): Promise<void> {
  await query(
    db,
    `update house_note set removed_by = :by, removed_at = case when :by::uuid is not null then domovoy_now() end
     where id = :id`,
    { id, by },
  );
}

/** The flat of a house by its number as people write it; null: there is none. */
export async function flatOf(db: Knex, buildingId: string, number: string): Promise<string | null> {
  const rows = await query<{ id: string }>(
    db,
    `select id from premises where building_id = :buildingId and lower(number) = lower(:number)
     order by kind = 'living' desc, id limit 1`,
    { buildingId, number },
  );
  return rows[0]?.id ?? null;
}
