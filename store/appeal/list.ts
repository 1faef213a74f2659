import type { Knex } from 'knex';
import type { AddresseeKind, AppealChannel, AppealOrigin, ApplicantKind } from '../../law/appeal/words';
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
import { appealInsiders, appealSight } from './sight';

export interface AppealFilter extends CaseNarrowing {
  scope: CaseReader;
  buildingId?: string;
  subject?: string;
  channel?: AppealChannel;
  outcome?: string;
  routedTo?: string;
  collective?: boolean;
  /** Opened at or after / before. */
  from?: Date;
  to?: Date;
}

export type AppealSort = 'opened' | 'due' | 'number';

export interface AppealLine {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  openedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  zone: string;
  organisationId: string;
  organisation: string;
  addresseeKind: AddresseeKind;
  buildingId: string | null;
  address: string | null;
  subject: string;
  summary: string;
  channel: AppealChannel;
  applicantKind: ApplicantKind;
  anonymous: boolean;
  collective: boolean;
  joiners: number;
  /** The executor; hidden from readers who only live in the house. */
  routedTo: string | null;
  rating: number | null;
  reopened: number;
  origin: AppealOrigin | null;
  parentId: string | null;
  overdue: boolean;
  /** At least one duty was missed, now or earlier. */
  late: boolean;
}

const sql: CaseList<AppealFilter, AppealSort> = {
  columns: `f.id, f.number, f.phase, f.outcome, f.opened_at as "openedAt", f.closed_at as "closedAt",
    f.due_at as "dueAt", f.zone, f.organisation_id as "organisationId", o.short_name as organisation,
    a.addressee_kind as "addresseeKind", f.building_id as "buildingId", b.address, a.subject, a.summary, a.channel,
    a.applicant_kind as "applicantKind", a.anonymous, a.collective, a.rating, a.reopened,
    case when ${appealInsiders} then a.routed_to end as "routedTo",
    a.origin, f.parent_id as "parentId",
    (select count(*)::int from case_party p where p.case_id = f.id and p.part = 'joiner') as joiners,
    ${isOverdue} as overdue,
    ${wasLate} as late`,
  from: `from appeal a join case_file f on f.id = a.case_id join organisation o on o.id = f.organisation_id
    left join building b on b.id = f.building_id`,
  sight: appealSight,
  narrowings: {
    ...caseNarrowings,
    buildingId: 'f.building_id = :buildingId',
    subject: 'exists (select from appeal_subject s where s.case_id = f.id and s.subject = :subject)',
    channel: 'a.channel = :channel',
    outcome: 'f.outcome = :outcome',
    routedTo: 'a.routed_to = :routedTo',
    collective: 'a.collective = :collective',
    from: 'f.opened_at >= :from',
    to: 'f.opened_at < :to',
  },
  sorts: { opened: instantKey('f.opened_at'), due: instantKey('f.due_at'), number: 'f.number' },
};

/** One page of appeals, with the total number that match the filter. */
export const listAppeals = (
  db: Knex,
  filter: AppealFilter,
  paging: Paging<AppealSort>,
  now: Date,
): Promise<Page<AppealLine>> => listCases(db, sql, filter, paging, now);

export const countAppeals = (db: Knex, filters: readonly AppealFilter[], now: Date): Promise<number[]> =>
  countEach(db, sql, filters, now);
