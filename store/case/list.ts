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

/** At least one duty was missed, now or earlier. */
export const wasLate = `exists (select from case_deadline d where d.case_id = f.id and d.duty
  and (d.missed_at is not null or d.met_at >= d.due_at))`;

/** What the list of every area can be narrowed by. */
export const caseNarrowings = {
  organisationId: 'f.organisation_id = :organisationId',
  phases: 'f.phase = any(:phases)',
  open: '(f.closed_at is null) = :open',
  overdue: `(${isOverdue}) = :overdue`,
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
  const asked = Object.entries<string>(narrowings).filter(([name]) => filter[name as keyof Filter] !== undefined);
  const where = [sight.seen, ...asked.map(([, sql]) => sql)].join(' and ');
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

function bindingsOf({ scope, number, ...filter }: CaseFilter): Bindings {
  const asked = Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
  return { ...readerBindings(scope), ...asked, ...(number !== undefined && { numberLike: `%${likeText(number)}%` }) };
}
