import type { StoredArea } from '../case/area';
import { meetingLetterFacts, type MeetingLetterFacts } from './letter-facts';
import { meetingSight } from './sight';
import { meetingFromRows, meetingFromEvents } from './evidence';

/** What the kernel needs from meetings. */
export const meetingArea: StoredArea<MeetingLetterFacts> = {
  sight: meetingSight,
  topic: async (db, caseId) => (await db('meeting').where({ case_id: caseId }).first('title'))?.title ?? null,
  fromRows: meetingFromRows,
  fromEvents: meetingFromEvents,
  letterFacts: meetingLetterFacts,
};
