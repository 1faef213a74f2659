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
  return { near, outages: [] };
}
