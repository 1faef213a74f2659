import type { StoredArea } from '../case/area';
import { appealLetterFacts, type AppealLetterFacts } from './letter-facts';
import { appealSight } from './sight';
import { appealFromRows, appealFromEvents } from './evidence';

/** What the kernel needs from appeals. */
export const appealArea: StoredArea<AppealLetterFacts> = {
  sight: appealSight,
  assigned: 'a.routed_to = :self::uuid',
  topic: async (db, caseId) => (await db('appeal').where({ case_id: caseId }).first('subject'))?.subject ?? null,
  fromRows: appealFromRows,
  fromEvents: appealFromEvents,
  letterDuty: 'answer',
  letterFacts: appealLetterFacts,
};
