import type { Knex } from 'knex';
import type { AddresseeKind, AppealChannel, AppealOrigin, ApplicantKind } from '../../law/appeal/words';
import { likeText, pageOf, pageSql, query, queryOne, type Bindings, type Page, type Paging } from '../registry/query';

/** What a reader may see: any one of these is enough. Nothing given, nothing seen. */
export interface AppealScope {
  everything?: boolean;
  regions?: readonly string[];
  /** Of the addressee, or of the organisation that wrote. */
  organisations?: readonly string[];
  /** Wrote it, joined it or has it on the desk. */
  personId?: string;
  /** Collective appeals of these houses are open to the neighbours. */
  houses?: readonly string[];
}

export interface AppealFilter {
  scope: AppealScope;
  organisationId?: string;
  buildingId?: string;
  phases?: readonly string[];
  open?: boolean;
  /** The answer is owed and its day has passed. */
  overdue?: boolean;
  subject?: string;
  channel?: AppealChannel;
  outcome?: string;
  routedTo?: string;
  collective?: boolean;
  /** Part of the human number. */
  number?: string;
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
  routedTo: string | null;
  rating: number | null;
  reopened: number;
  origin: AppealOrigin | null;
  parentId: string | null;
  overdue: boolean;
  /** Some duty of it was not done in time, now or earlier. */
  late: boolean;
}

type Row = AppealLine & { openedKey: string; dueKey: string };

const columns: Readonly<Record<AppealSort, string>> = { opened: '"openedKey"', due: '"dueKey"', number: 'number' };

/** One page of appeals by keyset, with the number of all that fit the filter. */
export async function listAppeals(
  db: Knex,
  filter: AppealFilter,
  paging: Paging<AppealSort>,
  now: Date,
): Promise<Page<AppealLine>> {
  const conditions = conditionsOf(filter);
  const bindings = { ...bindingsOf(filter), now };
  const page = pageSql(columns, paging);
  const [rows, total] = await Promise.all([
    query<Row>(db, `select * from (${select} where ${conditions}) found where ${page.where} ${page.order}`, {
      ...bindings,
      ...page.bindings,
    }),
    queryOne<{ count: number }>(db, `select count(*)::int as count ${from} where ${conditions}`, bindings),
  ]);
  const sort = paging.sort.replace(/^-/, '');
  const key = (row: Row): string => (sort === 'due' ? row.dueKey : sort === 'number' ? row.number : row.openedKey);
  const { rows: lines, ...rest } = pageOf(rows, total?.count ?? 0, key, paging);
  return { ...rest, rows: lines.map(({ openedKey: _, dueKey: __, ...line }) => line) };
}

const from = `from appeal a join case_file f on f.id = a.case_id join organisation o on o.id = f.organisation_id
  left join building b on b.id = f.building_id`;

// Keys of the cursor are texts that sort as the instants do, to the microsecond.
const keyText = (instant: string): string => `to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')`;

const select = `select f.id, f.number, f.phase, f.outcome, f.opened_at as "openedAt", f.closed_at as "closedAt",
    f.due_at as "dueAt", f.zone, f.organisation_id as "organisationId", o.short_name as organisation,
    a.addressee_kind as "addresseeKind", f.building_id as "buildingId", b.address, a.subject, a.summary, a.channel,
    a.applicant_kind as "applicantKind", a.anonymous, a.collective, a.routed_to as "routedTo", a.rating, a.reopened,
    a.origin, f.parent_id as "parentId",
    (select count(*)::int from case_party p where p.case_id = f.id and p.part = 'joiner') as joiners,
    f.closed_at is null and coalesce(f.due_at <= :now, false) as overdue,
    exists (select from case_deadline d where d.case_id = f.id and d.duty
      and (d.missed_at is not null or d.met_at >= d.due_at)) as late,
    ${keyText('f.opened_at')} as "openedKey",
    coalesce(${keyText('f.due_at')}, '9999') as "dueKey"
  ${from}`;

const scopeSql = `(:everything or f.region = any(:regions) or f.organisation_id = any(:organisations::uuid[])
  or a.routed_to = :personId::uuid
  or (a.collective and f.building_id = any(:houses::uuid[]))
  or exists (select from case_party p where p.case_id = f.id
    and (p.person_id = :personId::uuid or p.organisation_id = any(:organisations::uuid[]))))`;

/** Each condition stands in the query only when it is asked for. */
const narrowings: Readonly<Record<Exclude<keyof AppealFilter, 'scope'>, string>> = {
  organisationId: 'f.organisation_id = :organisationId',
  buildingId: 'f.building_id = :buildingId',
  phases: 'f.phase = any(:phases)',
  open: '(f.closed_at is null) = :open',
  overdue: '(f.closed_at is null and coalesce(f.due_at <= :now, false)) = :overdue',
  subject: 'exists (select from appeal_subject s where s.case_id = f.id and s.subject = :subject)',
  channel: 'a.channel = :channel',
  outcome: 'f.outcome = :outcome',
  routedTo: 'a.routed_to = :routedTo',
  collective: 'a.collective = :collective',
  number: 'lower(f.number) like :numberLike',
  from: 'f.opened_at >= :from',
  to: 'f.opened_at < :to',
};

function conditionsOf({ scope: _, ...filter }: AppealFilter): string {
  const asked = Object.entries(narrowings).filter(([name]) => filter[name as keyof typeof filter] !== undefined);
  return [scopeSql, ...asked.map(([, sql]) => sql)].join(' and ');
}

function bindingsOf({ scope, number, ...filter }: AppealFilter): Bindings {
  const { everything = false, regions = [], organisations = [], houses = [], personId = null } = scope;
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return {
    everything,
    regions,
    organisations,
    houses,
    personId,
    ...asked,
    ...(number !== undefined && { numberLike: `%${likeText(number)}%` }),
  };
}
