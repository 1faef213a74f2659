import { meetingLifecycle } from '../../law/meeting/lifecycle';
import type { MeetingForm } from '../../law/meeting/forms';
import type { MeetingFilter } from '../../store/meeting/list';
import { caseFilter, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { phasesAwaiting } from '../case/sentences';
import { inspectedRegions, readerOf } from '../security/reader';
import { meetingSentences } from './sentences';

/** Beside those of an office or a region: meetings that the inspectorate must act on. */
export const AWAITING = 'inspection';

const awaited = phasesAwaiting(meetingSentences, meetingLifecycle.phases, 'watch');

/** The same meetings as wait for the inspectorate on its first page. */
const awaiting = (actor: Actor, phase?: string): Partial<MeetingFilter> => ({
  open: true,
  phases: phase ? awaited.filter((one) => one === phase) : awaited,
  inRegions: inspectedRegions(actor),
});

interface Asked extends CasesAsked {
  form?: MeetingForm;
  house?: string;
}

/** What the list of meetings shows to a query, and what a counter on the first page counts by it. */
export const meetingFilter = (actor: Actor, asked: Asked, now: Date): MeetingFilter => ({
  ...caseFilter(asked, actor, now),
  ...(asked.whose === AWAITING && awaiting(actor, asked.phase)),
  scope: readerOf(actor),
  form: asked.form,
  buildingId: asked.house,
});
