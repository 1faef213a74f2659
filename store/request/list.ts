import type { Knex } from 'knex';
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
import { requestInsiders, requestSight } from './sight';

export interface RequestFilter extends CaseNarrowing {
  scope: CaseReader;
  buildingId?: string;
  kind?: string;
  masterId?: string;
  contractorId?: string;
  emergency?: boolean;
  /** Nobody has it in hand. */
  unassigned?: boolean;
  /** Opened at or after / before. */
  from?: Date;
  to?: Date;
}

export type RequestSort = 'opened' | 'due' | 'number';

export interface RequestLine {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  openedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  dueName: string | null;
  /** When the term that ends first began. */
  dueFrom: Date | null;
  zone: string;
  organisationId: string;
  organisation: string;
  buildingId: string;
  address: string;
  /** Of the flat and the words of the applicant neighbours learn nothing. */
  premises: string | null;
  entrance: number | null;
  kind: string;
  emergency: boolean;
  common: boolean;
  summary: string | null;
  source: string;
  masterId: string | null;
  contractor: string | null;
  visitFrom: Date | null;
  visitTo: Date | null;
  assignedAt: Date | null;
  fixedAt: Date | null;
  outageId: string | null;
  joiners: number;
  reopened: number;
  rating: number | null;
  acknowledged: boolean;
  pausedUntil: Date | null;
  /** The last thing that happened to it. */
  lastAt: Date;
  lastKind: string;
  overdue: boolean;
  late: boolean;
}

const inside = (column: string): string => `case when ${requestInsiders} then ${column} end`;

/** How requests are listed, for the list, the board and the tiles. */
export const requestList: CaseList<RequestFilter, RequestSort> = {
  columns: `f.id, f.number, f.phase, f.outcome, f.opened_at as "openedAt", f.closed_at as "closedAt",
    f.due_at as "dueAt", f.due_name as "dueName", due.event_at as "dueFrom", f.zone,
    f.organisation_id as "organisationId", o.short_name as organisation,
    f.building_id as "buildingId", b.address, ${inside('r.number')} as premises, q.entrance, q.kind, q.emergency, q.common,
    ${inside('q.summary')} as summary, q.source, ${inside('q.master_id')} as "masterId",
    ${inside('c.short_name')} as contractor, q.visit_from as "visitFrom", q.visit_to as "visitTo",
    q.assigned_at as "assignedAt", q.fixed_at as "fixedAt", q.outage_id as "outageId", q.reopened, q.rating,
    q.acknowledged_at is not null as acknowledged, q.paused_until as "pausedUntil",
    (select count(*)::int from case_party p where p.case_id = f.id and p.part = 'joiner') as joiners,
    last.at as "lastAt", last.kind as "lastKind",
    ${isOverdue} as overdue, ${wasLate} as late`,
  from: `from request q join case_file f on f.id = q.case_id join organisation o on o.id = f.organisation_id
    join building b on b.id = f.building_id left join premises r on r.id = q.premises_id
    left join organisation c on c.id = q.contractor_id
    left join case_event last on last.case_id = f.id and last.seq = f.seq
    left join lateral (select d.event_at from case_deadline d where d.case_id = f.id and d.name = f.due_name
      and d.met_at is null and d.dropped_at is null limit 1) due on true`,
  sight: requestSight,
  narrowings: {
    ...caseNarrowings,
    buildingId: 'f.building_id = :buildingId',
    kind: 'q.kind = :kind',
    masterId: 'q.master_id = :masterId',
    contractorId: 'q.contractor_id = :contractorId',
    emergency: 'q.emergency = :emergency',
    unassigned: "(f.phase = 'registered') = :unassigned",
    from: 'f.opened_at >= :from',
    to: 'f.opened_at < :to',
  },
  sorts: { opened: instantKey('f.opened_at'), due: instantKey('f.due_at'), number: 'f.number' },
};

/** One page of requests, with the total number that match the filter. */
export const listRequests = (
  db: Knex,
  filter: RequestFilter,
  paging: Paging<RequestSort>,
  now: Date,
): Promise<Page<RequestLine>> => listCases(db, requestList, filter, paging, now);

export const countRequests = (db: Knex, filters: readonly RequestFilter[], now: Date): Promise<number[]> =>
  countEach(db, requestList, filters, now);
