import type { Knex } from 'knex';
import { query } from '../sql/query';

export interface GatheredRequest {
  id: string;
  number: string;
  phase: string;
  at: Date;
}

/** Requests of residents that this outage explains, the newest last. */
export const gatheredRequests = (db: Knex, caseId: string): Promise<GatheredRequest[]> =>
  query<GatheredRequest>(
    db,
    `select f.id, f.number, f.phase, g.at from outage_request g join case_file f on f.id = g.request_id
     where g.case_id = :caseId order by g.at, f.number`,
    { caseId },
  );

/** False: it has joined before. */
export async function gatherRequest(trx: Knex, caseId: string, requestId: string, at: Date): Promise<boolean> {
  const written = await trx('outage_request')
    .insert({ case_id: caseId, request_id: requestId, at })
    .onConflict()
    .ignore()
    .returning('request_id');
  return written.length > 0;
}
