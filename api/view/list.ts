import { isDay } from '../../law/base/day';
import { counted, dayDigits, type Forms } from '../../law/base/russian';
import type { Link } from '../../templates/engine/shell';

/** One cell: text, or a status with its word; `due` lets the page keep counting the time. */
export interface Cell {
  text?: string;
  href?: string;
  note?: string;
  status?: { kind: 'ok' | 'soon' | 'late' | 'wait' | 'plain'; word: string };
  due?: string;
}

export interface Column<Row> {
  title: string;
  /** The name by which this column may be sorted; without it the header is no link. */
  sort?: string;
  number?: boolean;
  cell: (row: Row) => Cell | string;
}

export interface Option {
  value: string;
  title: string;
}

export interface Filter {
  kind: 'text' | 'select' | 'date';
  name: string;
  label: string;
  options?: readonly Option[];
  /** The text of «any» in a select. */
  blank?: string;
}

export interface Empty {
  title: string;
  say?: string;
  link?: Link;
}

export interface ListSpec<Row> {
  title: string;
  path: string;
  /** обращение, обращения, обращений */
  noun: Forms;
  columns: readonly Column<Row>[];
  filters?: readonly Filter[];
  /** Shown when there is nothing at all. When a filter hides everything, the list says so itself. */
  empty: Empty;
  action?: Link;
  exports?: readonly ('csv' | 'xlsx')[];
  dense?: boolean;
}

export interface ListPage<Row> {
  rows: readonly Row[];
  count: number;
  /** Query parameters (keyset cursor) of the neighbouring pages. */
  newer?: Record<string, string>;
  older?: Record<string, string>;
}

/** A page of rows in the order of their keys, as the answer tells it (api/http/paging.ts). */
export const listPage = <Row>(
  rows: readonly Row[],
  { count, after, before }: { count: number; after: string | null; before: string | null },
): ListPage<Row> => ({ rows, count, older: after ? { after } : undefined, newer: before ? { before } : undefined });

export type Query = Readonly<Record<string, string | undefined>>;

const CURSORS = ['after', 'before'];
const EXPORT_TITLES = { csv: 'CSV', xlsx: 'XLSX' };

/** The same address with some parameters changed; an empty value drops the parameter. */
export function hrefWith(path: string, query: Query, change: Query): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...change })) if (value) params.set(name, value);
  const text = params.toString();
  return text ? `${path}?${text}` : path;
}

/** After a change of filter or order the list starts from the first page. */
const fromStart = (query: Query): Query =>
  Object.fromEntries(Object.entries(query).filter(([name]) => !CURSORS.includes(name)));

const titleOf = (filter: Filter, value: string): string =>
  filter.options?.find((option) => option.value === value)?.title ??
  (filter.kind === 'date' && isDay(value) ? dayDigits(value) : value);

function filterView(path: string, filters: readonly Filter[], query: Query) {
  const names = filters.map((filter) => filter.name);
  const active = filters.filter((filter) => query[filter.name]);
  const kept = Object.entries(fromStart(query)).filter(([name, value]) => value && !names.includes(name));
  const cleared = Object.fromEntries(names.map((name) => [name, undefined]));
  const clear = hrefWith(path, fromStart(query), cleared);
  return {
    filter: {
      action: path,
      open: active.length > 0,
      clear,
      kept: kept.map(([name, value]) => ({ name, value })),
      fields: filters.map((filter) => ({ ...filter, value: query[filter.name] ?? '' })),
    },
    chips: active.map((filter) => ({
      title: `${filter.label}: ${titleOf(filter, query[filter.name] ?? '')}`,
      href: hrefWith(path, fromStart(query), { [filter.name]: undefined }),
    })),
    hidden: active.length > 0 ? clear : undefined,
  };
}

function columnView<Row>(spec: ListSpec<Row>, column: Column<Row>, query: Query) {
  const { title, number, sort } = column;
  if (!sort) return { title, number };
  const sorted = query['sort'] === sort ? 'ascending' : query['sort'] === `-${sort}` ? 'descending' : undefined;
  const next = sorted === 'ascending' ? `-${sort}` : sort;
  return { title, number, sorted, sort: hrefWith(spec.path, fromStart(query), { sort: next }) };
}

function rowView<Row>(columns: readonly Column<Row>[], row: Row) {
  const cells = columns.map((column) => {
    const cell = column.cell(row);
    return { ...(typeof cell === 'string' ? { text: cell } : cell), label: column.title, number: column.number };
  });
  return { cells };
}

/** Everything the shared `list` partial shows, made from one description and one page of rows. */
export function listView<Row>(spec: ListSpec<Row>, page: ListPage<Row>, query: Query) {
  const { path, columns, empty, exports = [] } = spec;
  const { filter, chips, hidden } = filterView(path, spec.filters ?? [], query);
  const nothing: Empty = hidden
    ? {
        title: 'Под этот фильтр ничего не подошло',
        say: 'Уберите одно из условий или сбросьте фильтр.',
        link: { href: hidden, title: 'Сбросить фильтр' },
      }
    : empty;
  return {
    title: spec.title,
    countWords: counted(page.count, spec.noun),
    action: spec.action,
    dense: spec.dense,
    filter: spec.filters?.length ? filter : undefined,
    chips,
    columns: columns.map((column) => columnView(spec, column, query)),
    rows: page.rows.map((row) => rowView(columns, row)),
    newer: page.newer && hrefWith(path, fromStart(query), page.newer),
    older: page.older && hrefWith(path, fromStart(query), page.older),
    exports: exports.map((as) => ({ title: EXPORT_TITLES[as], href: hrefWith(path, fromStart(query), { as }) })),
    empty: nothing,
  };
}
