import type { Knex } from 'knex';
import {
  likeText,
  pageOf,
  pageSql,
  query,
  queryOne,
  type Bindings,
  type Page,
  type Paging,
  type SortColumn,
} from '../sql/query';
import { readerBindings, type CaseReader, type Sight } from './sight';

interface CaseFilter {
  scope: CaseReader;
  /** Part of the case number. */
  number?: string;
}

/** What the list of every area can be narrowed by, as caseNarrowings says it in SQL. */
export interface CaseNarrowing {
  organisationId?: string;
  phases?: readonly string[];
  open?: boolean;
  owed?: boolean;
  overdue?: boolean;
  soonBy?: Date;
  closedSince?: Date;
  answering?: readonly string[];
  inRegions?: readonly string[];
  number?: string;
}

/** How an area lists its cases: `case_file f` must be in `from`; the SQL may use :now. */
export interface CaseList<Filter extends CaseFilter, Sort extends string> {
  columns: string;
  from: string;
  sight: Sight;
  /** Each condition is added to the query only when its filter is set. */
  narrowings: Readonly<Record<Exclude<keyof Filter, 'scope'>, string>>;
  /** The sort key of each order, as text. */
  sorts: Readonly<Record<Sort, string>>;
}

/** The answer is owed and its day has passed. */
export const isOverdue = 'f.closed_at is null and coalesce(f.due_at <= :now, false)';

/** A duty of somebody stands in it. */
export const isOwed = 'f.closed_at is null and f.due_at is not null';

/**
 * Nobody kept the duty `d`, as law/base/verdict says. A miss that was recorded before we heard that the work had been
 * done in time is none: when it was done decides, not when the message came.
 */
export const isBroken = '(case when d.met_at is null then d.missed_at is not null else d.met_at >= d.due_at end)';

/** At least one duty was missed, now or earlier. */
export const wasLate = `exists (select from case_deadline d where d.case_id = f.id and d.duty and ${isBroken})`;

export const caseNarrowings = {
  organisationId: 'f.organisation_id = :organisationId',
  phases: 'f.phase = any(:phases)',
  open: '(f.closed_at is null) = :open',
  owed: `(${isOwed}) = :owed`,
  overdue: `(${isOverdue}) = :overdue`,
  /** Due by then, and not overdue yet. */
  soonBy: 'f.closed_at is null and f.due_at > :now and f.due_at <= :soonBy',
  closedSince: 'f.closed_at >= :closedSince',
  /** The organisations that must answer; the regions where the case is. */
  answering: 'f.organisation_id = any(:answering)',
  inRegions: 'f.region = any(:inRegions)',
  number: 'lower(f.number) like :numberLike',
} as const;

/** A text that sorts like the instant, to the microsecond; cases without one come last. */
export const instantKey = (instant: string): string =>
  `coalesce(to_char(${instant} at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'), '9999')`;

/** One page of cases by keyset, with the total number that match the filter. */
export async function listCases<Line extends { id: string }, Filter extends CaseFilter, Sort extends string>(
  db: Knex,
  { columns, from, sight, narrowings, sorts }: CaseList<Filter, Sort>,
  filter: Filter,
  paging: Paging<Sort>,
  now: Date,
): Promise<Page<Line>> {
  const where = whereOf({ sight, narrowings }, filter);
  const bindings = { ...bindingsOf(filter), now };
  const sort = paging.sort.replace(/^-/, '') as Sort;
  const page = pageSql({ [sort]: { by: 'key', is: 'text' } } as Record<Sort, SortColumn>, paging);
  const select = `select ${columns}, ${sorts[sort]} as key ${from} where ${where}`;
  const [rows, total] = await Promise.all([
    query<Line & { key: string }>(db, `select * from (${select}) found where ${page.where} ${page.order}`, {
      ...bindings,
      ...page.bindings,
    }),
    queryOne<{ count: number }>(db, `select count(*)::int as count ${from} where ${where}`, bindings),
  ]);
  const { rows: lines, ...rest } = pageOf(rows, total?.count ?? 0, (row) => row.key, paging);
  return { ...rest, rows: lines.map(({ key: _, ...line }) => line as unknown as Line) };
}

function whereOf<Filter extends CaseFilter>(
  { sight, narrowings }: Pick<CaseList<Filter, string>, 'sight' | 'narrowings'>,
  filter: Filter,
): string {
  const asked = Object.entries<string>(narrowings).filter(([name]) => filter[name as keyof Filter] !== undefined);
  return [sight.seen, ...asked.map(([, sql]) => sql)].join(' and ');
}

/** How many rows the list has under each of these filters, in one round trip. */
export async function countEach<Filter extends CaseFilter>(
  db: Knex,
  list: CaseList<Filter, string>,
  filters: readonly Filter[],
  now: Date,
): Promise<number[]> {
  if (filters.length === 0) return [];
  const bindings: Record<string, Bindings[string]> = {};
  const counts = filters.map((filter, place) => {
    const given = { ...bindingsOf(filter), now };
    for (const [name, value] of Object.entries(given)) bindings[`${name}${place}`] = value;
    // A cast (`::uuid`) is no value.
    const where = whereOf(list, filter).replaceAll(/(?<!:):([a-zA-Z]\w*)/g, `:$1${place}`);
    return `(select count(*)::int ${list.from} where ${where})`;
  });
  const row = await queryOne<{ counts: number[] }>(db, `select array[${counts.join(', ')}] as counts`, bindings);
  return row?.counts ?? [];
}

function bindingsOf({ scope, number, ...filter }: CaseFilter): Bindings {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return { ...readerBindings(scope), ...asked, ...(number !== undefined && { numberLike: `%${likeText(number)}%` }) };
}
