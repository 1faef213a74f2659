import type { Knex } from 'knex';
import { unfinished } from '../../law/request/lifecycle';
import { query } from '../sql/query';

export interface Near {
  near: { id: string; number: string; kind: string }[];
  outages: { id: string; number: string }[];
}

/** What is open in the same house: requests to merge with, outages to belong to. */
export async function openNear(db: Knex, ask: { buildingId: string; except: string }): Promise<Near> {
  const near = await query<Near['near'][number]>(
    db,
    `select f.id, f.number, q.kind from case_file f join request q on q.case_id = f.id
     where f.building_id = :buildingId and f.id <> :except and f.phase = any(:phases) order by f.opened_at desc limit 50`,
    { ...ask, phases: [...unfinished] },
  );
  const outages = await query<Near['outages'][number]>(
    db,
    `select f.id, f.number from outage_house h join outage ou on ou.plan_id = h.plan_id
       join case_file f on f.id = ou.case_id
     where h.building_id = :buildingId and f.closed_at is null and ou.restored_at is null order by f.opened_at desc`,
    { buildingId: ask.buildingId },
  );
  return { near, outages };
}
