import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';

/** How much of a training region's past has been played through; null once it is complete. */
export interface Past {
  fromAt: Date;
  untilAt: Date;
  /** Everything up to this instant has been done. */
  doneTo: Date;
  /** 0 to 1. */
  share: number;
  /** Real time left; null while it cannot be estimated. */
  leftMs: number | null;
  /** Why it makes no progress. */
  problem: string | null;
}

/** The share of the work after which its pace predicts the end. */
const TELLING_SHARE = 0.02;
/** A past without progress for this long has no process working on it, whatever its row says. */
const ABANDONED_SECONDS = 120;
const ABANDONED =
  'Его проживание прервалось. Остановите Домовой (Ctrl-C) и запустите npm start снова: регион продолжит с этого дня.';

/** Null: the past is complete, or there never was one. */
export async function readPast(db: Knex): Promise<Past | null> {
  const { rows } = await db.raw<{ rows: Past[] }>(
    `select from_at as "fromAt", until_at as "untilAt", done_to as "doneTo", share,
       case when share - run_share >= ${TELLING_SHARE} then greatest(0, 1000 * (extract(epoch from beat_at - run_at)
         * (1 - share) / (share - run_share) - extract(epoch from clock_timestamp() - beat_at)))::float8 end as "leftMs",
       coalesce(problem, case when beat_at < clock_timestamp() - interval '${ABANDONED_SECONDS} seconds'
         then '${ABANDONED}' end) as problem
     from past where ended_at is null`,
  );
  return rows[0] ?? null;
}

export interface Begun {
  untilAt: Date;
  doneTo: Date;
}

/**
 * Begins the past, or continues an interrupted one towards its original end. Null: it is complete. A new past ends at
 * `until`; a region whose clock is already near `until` has none.
 */
export async function beginPast(db: Knex, until: Date, nearMs: number): Promise<Begun | null> {
  await db.raw(
    `insert into past (from_at, until_at, done_to) select domovoy_now(), :until::timestamptz, domovoy_now()
     where domovoy_now() < :until::timestamptz - make_interval(secs => :near) on conflict do nothing`,
    { until, near: nearMs / 1_000 },
  );
  const { rows } = await db.raw<{ rows: Begun[] }>(
    `update past set run_at = clock_timestamp(), run_share = share, beat_at = clock_timestamp(), problem = null
     where ended_at is null returning until_at as "untilAt", done_to as "doneTo"`,
  );
  return rows[0] ?? null;
}

export async function notePast(db: Knex, { doneTo, share }: { doneTo: Date; share: number }): Promise<void> {
  await db.raw(
    `update past set done_to = greatest(done_to, ?::timestamptz), share = greatest(share, least(?::float8, 1)), beat_at = clock_timestamp()
     where ended_at is null`,
    [doneTo, share],
  );
}

/** Records why it stopped; it can be continued later. */
export async function failPast(db: Knex, problem: string): Promise<void> {
  await db('past').whereNull('ended_at').update({ problem });
}

export async function endPast(db: Knex): Promise<void> {
  await db.raw(
    `update past set share = 1, done_to = greatest(done_to, until_at), problem = null, ended_at = clock_timestamp()
     where ended_at is null`,
  );
}

/** Moving the clock meanwhile would skip events that still have to happen. */
export async function mustHaveFinishedPast(db: Knex): Promise<void> {
  const past = await readPast(db);
  if (past && !past.problem)
    throw new Refusal(
      'past-going-on',
      'Регион ещё проживает своё прошлое и сам переводит часы. Переведите их, когда он дойдёт до сегодняшнего дня.',
      409,
    );
}
