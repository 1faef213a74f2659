import type { StoredArea } from '../case/area';
import { requestFromEvents, requestFromRows } from './evidence';
import { requestLetterFacts, type RequestLetterFacts } from './letter-facts';
import { requestSight } from './sight';

/** What the kernel needs from requests. */
export const requestArea: StoredArea<RequestLetterFacts> = {
  sight: requestSight,
  assigned: 'q.master_id = :self::uuid',
  topic: async (db, caseId) => (await db('request').where({ case_id: caseId }).first('kind'))?.kind ?? null,
  fromRows: requestFromRows,
  fromEvents: requestFromEvents,
  letterDuty: 'fix',
  letterFacts: requestLetterFacts,
};
