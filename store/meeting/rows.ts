import type { InitiatorKind } from '../../law/meeting/call/calling';
import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { MeetingForm } from '../../law/meeting/forms';
import type { LawRule } from '../../law/meeting/stages-of-law';
import type { NoticeCheck } from '../../law/meeting/call/before-notice-check';
import { renameCase } from '../case/topic';

/** The meeting's row of a case, as in migrations/0007_meeting.ts. */
export interface Meeting {
  caseId: string;
  buildingId: string;
  form: MeetingForm;
  annual: boolean;
  title: string;
  initiatorKind: InitiatorKind;
  initiatorPersonId: string | null;
  initiatorOrganisationId: string | null;
  /** Who collects written decisions; null: the initiator (K-19). */
  administratorPersonId: string | null;
  administratorOrganisationId: string | null;
  opensAt: Date | null;
  closesAt: Date | null;
  discussionAt: Date | null;
  discussionPlace: string | null;
  paperAddress: string | null;
  /** «10:00»: hours in which paper is accepted; null: not set. */
  paperFrom: string | null;
  paperTo: string | null;
  paperWeekends: boolean;
  materialsPlace: string | null;
  storagePlace: string | null;
  directManagement: boolean;
  firstElectronic: boolean;
  /** Where in the house notices are posted, and the protocol of the earlier meeting that chose the place (N-04). */
  postingPlace: string | null;
  postingDecidedBy: string | null;
  repeatsId: string | null;
  chairId: string | null;
  secretaryId: string | null;
  counterIds: string[];
  /** V_all as stated, «9379.30»; null until it is stated. */
  total: string | null;
  totalBasis: string | null;
  /** The day of the notice; before it, the day the draft began. What it decides, `lawRule` says (law.ts). */
  lawDay: Day;
  lawRule: LawRule;
  requestedAt: Date | null;
  noticedAt: Date | null;
  frozenAt: Date | null;
  openedAt: Date | null;
  sealedAt: Date | null;
  handedAt: Date | null;
  filedAt: Date | null;
  publishedAt: Date | null;
  systemNumber: string | null;
  /** The law check when the notice was given. */
  noticeChecks: NoticeCheck[] | null;
}

const names: Readonly<Record<keyof Meeting, string>> = {
  caseId: 'case_id',
  buildingId: 'building_id',
  form: 'form',
  annual: 'annual',
  title: 'title',
  initiatorKind: 'initiator_kind',
  initiatorPersonId: 'initiator_person_id',
  initiatorOrganisationId: 'initiator_organisation_id',
  administratorPersonId: 'administrator_person_id',
  administratorOrganisationId: 'administrator_organisation_id',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
  discussionAt: 'discussion_at',
  discussionPlace: 'discussion_place',
  paperAddress: 'paper_address',
  paperFrom: 'paper_from',
  paperTo: 'paper_to',
  paperWeekends: 'paper_weekends',
  materialsPlace: 'materials_place',
  storagePlace: 'storage_place',
  directManagement: 'direct_management',
  firstElectronic: 'first_electronic',
  postingPlace: 'posting_place',
  postingDecidedBy: 'posting_decided_by',
  repeatsId: 'repeats_id',
  chairId: 'chair_id',
  secretaryId: 'secretary_id',
  counterIds: 'counter_ids',
  total: 'total',
  totalBasis: 'total_basis',
  lawDay: 'law_day',
  lawRule: 'law_rule',
  requestedAt: 'requested_at',
  noticedAt: 'noticed_at',
  frozenAt: 'frozen_at',
  openedAt: 'opened_at',
  sealedAt: 'sealed_at',
  handedAt: 'handed_at',
  filedAt: 'filed_at',
  publishedAt: 'published_at',
  systemNumber: 'system_number',
  noticeChecks: 'notice_checks',
};

export async function meetingRow(db: Knex, caseId: string): Promise<Meeting | null> {
  return (await db('meeting').where({ case_id: caseId }).first<Meeting | undefined>(names)) ?? null;
}

export async function mustHaveMeeting(db: Knex, caseId: string): Promise<Meeting> {
  const row = await meetingRow(db, caseId);
  if (!row) throw new Error(`Case ${caseId} has no meeting row`);
  return row;
}

/** The database wants a list of checks as JSON, a list of ids as an array. */
const column = (value: unknown): unknown =>
  Array.isArray(value) && typeof value[0] === 'object' ? JSON.stringify(value) : value;

export type MeetingChange = Partial<Omit<Meeting, 'caseId' | 'buildingId'>>;

/** Writes what a step decided; what the notice said is protected by a trigger. The title is the topic of the case. */
export async function changeMeeting(trx: Knex, caseId: string, change: MeetingChange): Promise<void> {
  const entries = Object.entries(change).map(([key, value]) => [names[key as keyof Meeting], column(value)]);
  if (entries.length > 0) await trx('meeting').where({ case_id: caseId }).update(Object.fromEntries(entries));
  if (change.title !== undefined) await renameCase(trx, caseId, change.title);
}

export async function insertMeeting(
  trx: Knex,
  row: Partial<Meeting> & Pick<Meeting, 'caseId' | 'buildingId' | 'lawDay'>,
): Promise<void> {
  const entries = Object.entries(row).map(([key, value]) => [names[key as keyof Meeting], value]);
  await trx('meeting').insert(Object.fromEntries(entries));
}
