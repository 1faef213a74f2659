import { movesOf } from '../../../law/base/lifecycle';
import { meetingLifecycle } from '../../../law/meeting/lifecycle';
import type { MeetingFile } from '../../../store/meeting/read';
import type { FilingPart } from './access';

export const filingActs = ['hand-over', 'file', 'return', 'register', 'publish'] as const;
export type FilingAct = (typeof filingActs)[number];

/** Who does an act; where the owners manage the house themselves, the initiator files the protocol (P-12). */
export const partFor = (act: FilingAct, direct: boolean): FilingPart => {
  if (act === 'hand-over' || act === 'publish') return 'runner';
  if (act === 'file') return direct ? 'runner' : 'manager';
  return 'inspector';
};

/** What the phase allows and the person may do, so that the page offers nothing that would be refused. */
export function allows(
  { file, meeting }: Pick<MeetingFile, 'file' | 'meeting'>,
  parts: Record<FilingPart, boolean>,
  completeAt: Date | null,
): FilingAct[] {
  const direct = meeting.directManagement;
  return filingActs.filter((act) => {
    if (!parts[partFor(act, direct)] || movesOf(meetingLifecycle, file.phase, act).length === 0) return false;
    if (act === 'publish') return meeting.publishedAt === null && completeAt !== null;
    if (act === 'hand-over') return !direct;
    return act !== 'file' || direct || file.phase !== 'protocol';
  });
}
