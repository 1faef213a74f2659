import type { Knex } from 'knex';
import { areaTables, caseSeen } from '../areas';
import { readerBindings, type CaseReader } from '../case/sight';
import { query, queryOne } from '../sql/query';
import type { TroubleKind } from './kinds';

export interface TroubleLine {
  kind: TroubleKind;
  count: number;
  since: Date;
}

/** What the last round has found. */
export const lines = (db: Knex): Promise<TroubleLine[]> => query(db, 'select kind, count, since from watch_line');

export interface Example {
  kind: TroubleKind;
  subject: string;
  /** Number of the case, or another name of the thing. */
  name: string;
  since: Date;
  problem: string | null;
  nudges: number;
  asked: boolean;
  /** Only where the reader may see the case. */
  seen: { id: string; area: string } | null;
}

/** The oldest few of each kind. A reader who may not see a case gets its number and no more. */
export async function examples(db: Knex, reader: CaseReader, each: number): Promise<Example[]> {
  return query<Example>(
    db,
    `select w.kind, w.subject, w.name, w.since, w.problem, w.nudges, w.asked_at is not null as asked,
       (select jsonb_build_object('id', f.id, 'area', f.area) from case_file f ${areaTables}
        where f.id = w.case_id and ${caseSeen}) as seen
     from (select *, row_number() over (partition by kind order by since, subject) as place from watch_finding) w
     where w.place <= :each order by w.kind, w.place`,
    { ...readerBindings(reader), each },
  );
}

export interface Watched {
  /** null: no round yet. */
  lookedAt: Date | null;
  tookMs: number | null;
  /** Seconds since the last round. */
  silentSeconds: number;
  standing: number;
}

/** When the last round was, and how much it found. */
export async function watched(db: Knex): Promise<Watched> {
  const row = await queryOne<Watched>(
    db,
    `select looked_at as "lookedAt", took_ms as "tookMs",
       extract(epoch from clock_timestamp() - coalesce(looked_at, since))::float as "silentSeconds",
       (select coalesce(sum(count), 0)::int from watch_line) as standing
     from watch_round`,
  );
  if (!row) throw new Error('The database has no row of the watch: run the migrations.');
  return row;
}

/** After this long without a round nobody is watching: rounds are a minute apart. */
export const SILENT_SECONDS = 180;

/** How many kinds of trouble there are now; a missing watch counts as one more. */
export async function troubleCount(db: Knex): Promise<number> {
  const row = await queryOne<{ count: number }>(
    db,
    `select (select count(*) from watch_line)::int
       + (coalesce(looked_at, since) < clock_timestamp() - make_interval(secs => :silent))::int as count
     from watch_round`,
    { silent: SILENT_SECONDS },
  );
  return row?.count ?? 0;
}
