import type { StoredArea } from '../case/area';
import { meetingLetterFacts, type MeetingLetterFacts } from './letter-facts';
import { meetingSight } from './sight';
import { meetingKept, meetingTold } from './told';

/** What the kernel needs from meetings. */
export const meetingArea: StoredArea<MeetingLetterFacts> = {
  sight: meetingSight,
  topic: async (db, caseId) => (await db('meeting').where({ case_id: caseId }).first('title'))?.title ?? null,
  kept: meetingKept,
  told: meetingTold,
  letterFacts: meetingLetterFacts,
};
