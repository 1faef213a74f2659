import type { Knex } from 'knex';
import type { OffService } from '../../law/dispatch/off';
import type { OutageCause, OutageKind } from '../../law/outage/words';
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
import { outageSight } from './sight';

export interface OutageFilter extends CaseNarrowing {
  scope: CaseReader;
  buildingId?: string;
  service?: OffService;
  kind?: OutageKind;
  /** Houses of the reader: residents look for their own. */
  ownHouses?: readonly string[];
  /** A notice was late or never given. */
  lateNotice?: boolean;
  /** Its promised end has passed by then. */
  overrunBy?: Date;
  /** Its planned or real time touches these instants. */
  from?: Date;
  to?: Date;
}

export type OutageSort = 'opened' | 'start' | 'number';

export interface OutageLine {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
  openedAt: Date;
  closedAt: Date | null;
  dueAt: Date | null;
  zone: string;
  organisation: string;
  kind: OutageKind;
  services: OffService[];
  from: Date;
  until: Date | null;
  cause: OutageCause;
  danger: boolean;
  beganAt: Date | null;
  restoredAt: Date | null;
  version: number;
  houses: number;
  /** The first house by address. */
  address: string;
  requests: number;
  overdue: boolean;
  late: boolean;
}

const start = 'coalesce(ou.began_at, p.planned_from)';
const end = `coalesce(ou.restored_at, p.planned_to, 'infinity')`;

const sql: CaseList<OutageFilter, OutageSort> = {
  columns: `f.id, f.number, f.phase, f.outcome, f.opened_at as "openedAt", f.closed_at as "closedAt",
    f.due_at as "dueAt", f.zone, g.short_name as organisation, ou.kind, ou.services, p.planned_from as "from",
    p.planned_to as until, p.cause, p.danger, ou.began_at as "beganAt", ou.restored_at as "restoredAt", ou.version,
    (select count(*)::int from outage_house h where h.plan_id = ou.plan_id) as houses,
    (select min(b.address) from outage_house h join building b on b.id = h.building_id where h.plan_id = ou.plan_id) as address,
    (select count(*)::int from outage_request q where q.case_id = f.id) as requests,
    ${isOverdue} as overdue, ${wasLate} as late`,
  from: `from outage ou join case_file f on f.id = ou.case_id join outage_plan p on p.id = ou.plan_id
    join organisation g on g.id = f.organisation_id`,
  sight: outageSight,
  narrowings: {
    ...caseNarrowings,
    buildingId: 'exists (select from outage_house h where h.plan_id = ou.plan_id and h.building_id = :buildingId)',
    service: ':service = any(ou.services)',
    kind: 'ou.kind = :kind',
    ownHouses:
      'exists (select from outage_house h where h.plan_id = ou.plan_id and h.building_id = any(:ownHouses::uuid[]))',
    lateNotice: `(${wasLate}) = :lateNotice`,
    overrunBy: 'p.planned_to < :overrunBy',
    from: `${end} >= :from`,
    to: `${start} < :to`,
  },
  sorts: { opened: instantKey('f.opened_at'), start: instantKey(start), number: 'f.number' },
};

/** One page of outages, with the total number that match the filter. */
export const listOutages = (
  db: Knex,
  filter: OutageFilter,
  paging: Paging<OutageSort>,
  now: Date,
): Promise<Page<OutageLine>> => listCases(db, sql, filter, paging, now);

export const countOutages = (db: Knex, filters: readonly OutageFilter[], now: Date): Promise<number[]> =>
  countEach(db, sql, filters, now);
