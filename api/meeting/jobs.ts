import type { MeetingResult } from '../../law/meeting/inspection/check';
import { bufferOf } from '../heavy/unpack';
import { judged, type TypedMeeting } from './check/typed';
import { rollSheet, type SheetFacts } from './follow/roll-sheet';

/** What meetings compute outside the main thread. */
export const meetingJobs = {
  meeting: ({ typed, file }: { typed: TypedMeeting; file: Uint8Array | null }): MeetingResult =>
    judged(typed, file && bufferOf(file)),

  roll: ({ data, day }: { data: SheetFacts; day: string }): Promise<Buffer> => rollSheet(data, day),
};
