import { topicOf } from '../../law/outage/words';
import type { StoredArea } from '../case/area';
import { outageFromEvents, outageFromRows } from './evidence';
import { outageLetterFacts, type OutageLetterFacts } from './letter-facts';
import { outageSight } from './sight';

/** What the kernel needs from outages. */
export const outageArea: StoredArea<OutageLetterFacts | null> = {
  sight: outageSight,
  topic: async (db, caseId) => {
    const row = await db('outage').where({ case_id: caseId }).first('kind', 'services');
    return row ? topicOf(row.kind, row.services) : null;
  },
  fromRows: outageFromRows,
  fromEvents: outageFromEvents,
  letterDuty: 'notice',
  letterFacts: outageLetterFacts,
};
