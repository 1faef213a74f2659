import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';

/**
 * Values by name; a list becomes a Postgres array. No name may be the name of a type: knex would take a cast for it.
 */
export type Bindings = Readonly<Record<string, string | number | boolean | null | Date | readonly string[]>>;

export async function query<Row>(db: Knex, sql: string, bindings: Bindings = {}): Promise<Row[]> {
  const { rows } = await db.raw<{ rows: Row[] }>(sql, bindings as Record<string, Knex.RawBinding>);
  return rows;
}

export async function queryOne<Row>(db: Knex, sql: string, bindings: Bindings = {}): Promise<Row | null> {
  return (await query<Row>(db, sql, bindings))[0] ?? null;
}

/** Current on a day, which is given in SQL: from its first day to its last, both included. */
export const heldOn = (alias: string, day = ':day'): string =>
  `${alias}.from_day <= ${day} and coalesce(${alias}.to_day, 'infinity') >= ${day}`;

/** «12», «12а», «Н1» in the order people expect. */
export const byNumber = (alias: string): string =>
  `${alias}.kind, coalesce(substring(${alias}.number from '\\d+'), '0')::bigint, ${alias}.number`;

/** What a reader may see of the registry: any one of these is enough. */
export interface Scope {
  everything: boolean;
  regions: readonly string[];
  /** Managers and suppliers see the houses they serve, an administration those of its municipality. */
  organisations: readonly string[];
  houses: readonly string[];
}

/** Condition over `building b join municipality m`; needs :day beside the values of scopeBindings. */
export const inScope = `(
  :everything or b.id = any(:houses) or m.region = any(:regions)
  or exists (select from organisation_building part where part.building_id = b.id
    and part.organisation_id = any(:organisations) and ${heldOn('part')})
  or b.municipality_id in (select municipality_id from organisation
    where id = any(:organisations) and kind = 'municipality')
)`;

export const scopeBindings = ({ everything, regions, organisations, houses }: Scope): Bindings => ({
  everything,
  regions,
  organisations,
  houses,
});

/** Every word of :words stands in the text, in any order. */
export const hasWords = (text: string): string =>
  `(select coalesce(bool_and(${text} like '%' || word || '%'), true) from unnest(:words::text[]) word)`;

/** The words of an address as a person types it, for `hasWords`. */
export const addressWords = (typed: string): string[] =>
  typed
    .split(/[\s,.]+/)
    .filter(Boolean)
    .map(likeText);

/** A text for «like», with the pattern's own characters escaped. */
export const likeText = (text: string): string => text.toLowerCase().replace(/[\\%_]/g, '\\$&');

export type Sort<Key extends string> = Key | `-${Key}`;
export type Cursor = readonly [key: string | number, id: string];

/** A sort order: its expression and the type of its values, so that a cursor of another order is recognised. */
export interface SortColumn {
  by: string;
  is: 'text' | 'integer';
}

const fits = ({ is }: SortColumn, key: string | number): boolean => (typeof key === 'number') === (is === 'integer');

export interface Paging<Key extends string> {
  sort: Sort<Key>;
  after?: Cursor;
  before?: Cursor;
  limit: number;
}

/** The end of a keyset query over `(key, id)`; one extra row shows whether there is another page. */
export function pageSql<Key extends string>(
  columns: Readonly<Record<Key, SortColumn>>,
  paging: Paging<Key>,
): { where: string; order: string; bindings: Bindings } {
  const { sort, after, before, limit } = paging;
  const descending = sort.startsWith('-');
  const column = columns[sort.replace(/^-/, '') as Key];
  const backward = before !== undefined;
  const down = descending !== backward;
  const cursor = before ?? after;
  if (cursor && !fits(column, cursor[0])) {
    const say = 'Страница списка устарела. Откройте список заново.';
    throw new Refusal('fields-wrong', say, 422, { [before ? 'before' : 'after']: say });
  }
  return {
    where: cursor ? `(${column.by}, id) ${down ? '<' : '>'} (:cursorKey::${column.is}, :cursorId::uuid)` : 'true',
    order: `order by ${column.by} ${down ? 'desc' : 'asc'}, id ${down ? 'desc' : 'asc'} limit :rowsPlusOne`,
    bindings: { rowsPlusOne: limit + 1, ...(cursor && { cursorKey: cursor[0], cursorId: cursor[1] }) },
  };
}

export interface Page<Row> {
  rows: Row[];
  count: number;
  newer?: Cursor;
  older?: Cursor;
}

/** Removes the extra row and returns where the neighbouring pages begin. */
export function pageOf<Row extends { id: string }, Key extends string>(
  found: Row[],
  count: number,
  key: (row: Row) => string | number,
  { after, before, limit }: Paging<Key>,
): Page<Row> {
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (before) rows.reverse();
  const [first, last] = [rows[0], rows.at(-1)];
  const cursor = (row: Row | undefined): Cursor | undefined => row && [key(row), row.id];
  return {
    rows,
    count,
    newer: (before ? more : after !== undefined) ? cursor(first) : undefined,
    older: (before ? true : more) ? cursor(last) : undefined,
  };
}

/** Words of our own code as a list of SQL; never anything that somebody typed. */
export const listOf = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ');
