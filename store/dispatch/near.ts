import type { Knex } from 'knex';
import { faultKind } from '../../law/dispatch/kinds';
import { heldOn, query } from '../sql/query';
import type { FoundPlace } from './find';

/** A request that stands open in the house. */
export interface RequestNear {
  caseId: string;
  number: string;
  kind: string;
  title: string;
  /** Of the flat; null: of the house. */
  premises: string | null;
  at: Date;
}

const NEAR_MOST = 20;

/** Open requests of the house, the newest first; those of the same flat before all. */
export async function requestsNear(
  db: Knex,
  { buildingId, premisesId }: { buildingId: string; premisesId: string | null },
): Promise<RequestNear[]> {
  const rows = await query<Omit<RequestNear, 'title'>>(
    db,
    `select f.id as "caseId", f.number, q.kind, r.number as premises, f.opened_at as at
     from case_file f join request q on q.case_id = f.id left join premises r on r.id = q.premises_id
     where f.area = 'request' and f.building_id = :buildingId and f.closed_at is null
     order by q.premises_id is not distinct from :premisesId::uuid desc, f.opened_at desc limit ${NEAR_MOST}`,
    { buildingId, premisesId },
  );
  return rows.map((row) => ({ ...row, title: faultKind(row.kind).title }));
}

const ASKED_MOST = 5;

/** Places about which somebody has asked from a number that ends so, the last first. */
export const placesAsked = (db: Knex, organisations: readonly string[], phoneEnd: string): Promise<FoundPlace[]> =>
  query<FoundPlace>(
    db,
    `select distinct on (b.id, r.id) b.id as "buildingId", r.id as "premisesId", b.address, r.number, r.entrance, r.floor,
       null as "personId", q.caller_name as name, false as owns, 'asked' as by, q.registered_at as at
     from request q join case_file f on f.id = q.case_id join building b on b.id = f.building_id
       left join premises r on r.id = q.premises_id
     where q.caller_phone like '%' || :phoneEnd and exists (select from organisation_building ob
       where ob.building_id = b.id and ob.part = 'manages' and ob.organisation_id = any(:organisations)
         and ${heldOn('ob', 'domovoy_now()::date')})
     order by b.id, r.id, q.registered_at desc limit ${ASKED_MOST}`,
    { organisations, phoneEnd },
  );
