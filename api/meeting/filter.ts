import type { MeetingForm } from '../../law/meeting/forms';
import type { MeetingFilter } from '../../store/meeting/list';
import { caseFilter, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { readerOf } from '../security/reader';

interface Asked extends CasesAsked {
  form?: MeetingForm;
  house?: string;
}

/** What the list of meetings shows to a query, and what a counter on the first page counts by it. */
export const meetingFilter = (actor: Actor, asked: Asked, now: Date): MeetingFilter => ({
  ...caseFilter(asked, actor, now),
  scope: readerOf(actor),
  form: asked.form,
  buildingId: asked.house,
});
