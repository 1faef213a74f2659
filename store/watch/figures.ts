import type { Knex } from 'knex';
import { query, queryOne } from '../sql/query';

export interface OpenOrders {
  kind: 'start' | 'signal' | 'export';
  count: number;
  oldestSeconds: number;
}

/** Orders that wait for the engine, by kind and age. */
export const openOrders = (db: Knex): Promise<OpenOrders[]> =>
  query(
    db,
    `select kind, count(*)::int as count,
       extract(epoch from clock_timestamp() - min(created_at))::float as "oldestSeconds"
     from outbox where done_at is null group by kind order by kind`,
  );

export interface Size {
  bytes: number;
  tables: { name: string; bytes: number }[];
}

/** The size of the database, and its largest tables with their indexes. */
export async function databaseSize(db: Knex, largest: number): Promise<Size> {
  const row = await queryOne<Size>(
    db,
    `select pg_database_size(current_database())::float as bytes, (
       select coalesce(jsonb_agg(jsonb_build_object('name', name, 'bytes', bytes) order by bytes desc), '[]') from (
         select coalesce(p.inhparent::regclass::text, c.relname) as name, sum(pg_total_relation_size(c.oid)) as bytes
         from pg_class c left join pg_inherits p on p.inhrelid = c.oid
         where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
         group by 1 order by 2 desc limit :largest
       ) each_table
     ) as tables`,
    { largest },
  );
  return row ?? { bytes: 0, tables: [] };
}

export interface Copies {
  backupAt: Date | null;
  /** The instant of the copy that this installation was restored from. */
  restoredFrom: Date | null;
  /** When this installation began: it may have no copy since then. */
  since: Date;
}

/** The last copy made of this installation. */
export async function copies(db: Knex): Promise<Copies> {
  const row = await queryOne<Copies>(
    db,
    `select (select max(state_at) from copy_note where kind = 'backup') as "backupAt",
       (select state_at from copy_note where kind = 'restore' order by id desc limit 1) as "restoredFrom",
       (select since from watch_round) as since`,
  );
  if (!row) throw new Error('An aggregate always has a row');
  return row;
}

export async function databaseSchema(db: Knex): Promise<{ last: string; count: number }> {
  const sql = `select max(name) as last, count(*)::int as count from migration`;
  return (await queryOne<{ last: string; count: number }>(db, sql)) ?? { last: '', count: 0 };
}
