import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { unfinished } from '../../law/request/lifecycle';
import { heldOn, query, queryOne } from '../sql/query';

export interface DeskPlace {
  buildingId: string;
  /** The one of the desk's organisations that manages the house. */
  organisationId: string;
  zone: string;
}

/** A house these organisations manage on that day; null as well for a house of others: whose it is, is not told. */
export const deskPlace = (
  db: Knex,
  ask: { organisations: readonly string[]; buildingId: string; premisesId: string | null; day: Day },
): Promise<DeskPlace | null> =>
  queryOne<DeskPlace>(
    db,
    `select b.id as "buildingId", ob.organisation_id as "organisationId", b.zone
     from building b join organisation_building ob on ob.building_id = b.id
     where b.id = :buildingId and ob.part = 'manages' and ob.organisation_id = any(:organisations) and ${heldOn('ob')}
       and (:premisesId::uuid is null or exists (select from premises r
         where r.id = :premisesId::uuid and r.building_id = b.id))
     order by ob.organisation_id limit 1`,
    ask,
  );

/** Whether the person holds or lives in anything these organisations manage: only such people a desk may name. */
export async function knownAtDesk(
  db: Knex,
  ask: { personId: string; organisations: readonly string[]; day: Day },
): Promise<boolean> {
  const row = await queryOne<{ id: string }>(
    db,
    `select h.premises_id as id from (
       select w.premises_id from ownership w where w.person_id = :personId::uuid and ${heldOn('w')}
       union all select l.premises_id from residence l where l.person_id = :personId::uuid and ${heldOn('l')}
     ) h join premises r on r.id = h.premises_id
       join organisation_building ob on ob.building_id = r.building_id and ob.part = 'manages' and ${heldOn('ob')}
     where ob.organisation_id = any(:organisations) limit 1`,
    ask,
  );
  return row !== null;
}

const LAST_SEEN = 500;

/** What this desk is asked about most, by its last requests: codes of kinds, the most frequent first. */
export async function usualKinds(db: Knex, organisations: readonly string[], most: number): Promise<string[]> {
  const rows = await query<{ kind: string }>(
    db,
    `select q.kind from (
       select f.id from case_file f where f.organisation_id = any(:organisations) and f.area = 'request'
       order by f.opened_at desc limit ${LAST_SEEN}
     ) f join request q on q.case_id = f.id
     group by q.kind order by count(*) desc, q.kind limit :most`,
    { organisations, most },
  );
  return rows.map(({ kind }) => kind);
}

/** An open request of the house that others may be calling about. */
export interface OpenInHouse {
  id: string;
  number: string;
  kind: string;
  common: boolean;
  premises: string | null;
  entrance: number | null;
  at: Date;
  /** The applicant and everyone who joined. */
  people: string[];
}

const NEAR_MOST = 50;

/** Open requests of the house since then, the newest first. */
export const openInHouse = (db: Knex, ask: { buildingId: string; since: Date }): Promise<OpenInHouse[]> =>
  query<OpenInHouse>(
    db,
    `select f.id, f.number, q.kind, q.common, r.number as premises, coalesce(q.entrance, r.entrance) as entrance,
       f.opened_at as at, array(select p.person_id from case_party p
         where p.case_id = f.id and p.part in ('applicant', 'joiner') and p.person_id is not null) as people
     from case_file f join request q on q.case_id = f.id left join premises r on r.id = q.premises_id
     where f.area = 'request' and f.building_id = :buildingId and f.opened_at >= :since and f.phase = any(:phases)
     order by f.opened_at desc limit ${NEAR_MOST}`,
    { ...ask, phases: [...unfinished] },
  );

/** Takes the person's turn, so that many forms sent at once are counted one after another; how many stand open. */
export async function countUnfinished(trx: Knex, personId: string): Promise<number> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`requests:${personId}`]);
  const row = await queryOne<{ count: number }>(
    trx,
    `select count(*)::int as count from case_party p join case_file f on f.id = p.case_id
     where p.person_id = :personId and p.part = 'applicant' and f.area = 'request' and f.phase = any(:phases)`,
    { personId, phases: [...unfinished] },
  );
  return row?.count ?? 0;
}

/** Of a flat: what a form would have to ask again. */
export const placeOfFlat = (
  db: Knex,
  premisesId: string,
): Promise<{ entrance: number | null; floor: number | null } | null> =>
  queryOne(db, 'select entrance, floor from premises where id = :premisesId', { premisesId });

/** Whom a resident calls: the manager of the house with its telephone. */
export const managerPhone = (
  db: Knex,
  buildingId: string,
  day: Day,
): Promise<{ name: string; phone: string | null } | null> =>
  queryOne(
    db,
    `select o.short_name as name, o.phone from organisation_building ob join organisation o on o.id = ob.organisation_id
     where ob.building_id = :buildingId and ob.part = 'manages' and ${heldOn('ob')}
     order by o.phone is null, o.kind <> 'manager', o.id limit 1`,
    { buildingId, day },
  );
