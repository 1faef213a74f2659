import type { Knex } from 'knex';
import type { MeetingForm } from '../../law/meeting/forms';
import {
  caseNarrowings,
  countEach,
  instantKey,
  isOverdue,
  listCases,
  wasLate,
  type CaseList,
  type CaseNarrowing,
} from '../case/list';
import type { CaseReader } from '../case/sight';
import type { Page, Paging } from '../sql/query';
import { meetingSight } from './sight';
import type { InitiatorKind } from '../../law/meeting/call/calling';

export interface MeetingFilter extends CaseNarrowing {
  scope: CaseReader;
  buildingId?: string;
  form?: MeetingForm;
}

export type MeetingSort = 'opened' | 'closes' | 'due' | 'number';

export interface MeetingLine {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  title: string;
  form: MeetingForm;
  initiatorKind: InitiatorKind;
  zone: string;
  buildingId: string;
  address: string;
  organisationId: string | null;
  organisation: string | null;
  openedAt: Date;
  opensAt: Date | null;
  closesAt: Date | null;
  dueAt: Date | null;
  dueName: string | null;
  questions: number;
  total: string | null;
  /** Of the sealed count; null until the close. */
  participating: string | null;
  quorum: boolean | null;
  repeatsId: string | null;
  overdue: boolean;
  late: boolean;
}

const sql: CaseList<MeetingFilter, MeetingSort> = {
  columns: `f.id, f.number, f.phase, f.outcome, m.title, m.form, m.initiator_kind as "initiatorKind", f.zone,
    m.building_id as "buildingId", b.address, f.organisation_id as "organisationId", o.short_name as organisation,
    f.opened_at as "openedAt", m.opens_at as "opensAt", m.closes_at as "closesAt", f.due_at as "dueAt", f.due_name as "dueName",
    (select count(*)::int from meeting_question q where q.case_id = m.case_id) as questions, m.total, c.participating, c.quorum,
    m.repeats_id as "repeatsId", ${isOverdue} as overdue,
    ${wasLate} as late`,
  from: `from meeting m join case_file f on f.id = m.case_id join building b on b.id = m.building_id
  left join organisation o on o.id = f.organisation_id left join meeting_count c on c.case_id = m.case_id`,
  sight: meetingSight,
  narrowings: { ...caseNarrowings, buildingId: 'm.building_id = :buildingId', form: 'm.form = :form' },
  sorts: {
    opened: instantKey('f.opened_at'),
    closes: instantKey('m.closes_at'),
    due: instantKey('f.due_at'),
    number: 'f.number',
  },
};

/** One page of meetings, with the total number that match the filter. */
export const listMeetings = (
  db: Knex,
  filter: MeetingFilter,
  paging: Paging<MeetingSort>,
  now: Date,
): Promise<Page<MeetingLine>> => listCases(db, sql, filter, paging, now);

export const countMeetings = (db: Knex, filters: readonly MeetingFilter[], now: Date): Promise<number[]> =>
  countEach(db, sql, filters, now);
