import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';

/** How far a region has come in living its past; there is none once it has. */
export interface Past {
  fromAt: Date;
  untilAt: Date;
  /** Whatever happens up to then has been done. */
  doneTo: Date;
  /** 0 to 1. */
  share: number;
  /** Real time; null while nothing can be told of it yet. */
  leftMs: number | null;
  /** Why it does not come further. */
  problem: string | null;
}

/** From this much of the work on, its pace tells when it will be over. */
const TELLING_SHARE = 0.02;
/** A past that has not come further for so long has nobody who lives it, whatever its row says. */
const ABANDONED_SECONDS = 120;
const ABANDONED =
  'Его проживание прервалось. Остановите Домовой (Ctrl-C) и запустите npm start снова: регион продолжит с этого дня.';

/** Null: the region has lived up to now, or never had to. */
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
 * Begins the past, or takes up one that was interrupted, with the end it was begun with. Null: it is over. What has
 * not been begun ends at `until`; a region whose clock stands near it has none.
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

/** Why it stands, until somebody takes it up again. */
export async function failPast(db: Knex, problem: string): Promise<void> {
  await db('past').whereNull('ended_at').update({ problem });
}

export async function endPast(db: Knex): Promise<void> {
  await db.raw(
    `update past set share = 1, done_to = greatest(done_to, until_at), problem = null, ended_at = clock_timestamp()
     where ended_at is null`,
  );
}

/** Whoever moved the clock meanwhile would push the region past what still has to happen. */
export async function mustHaveLived(db: Knex): Promise<void> {
  const past = await readPast(db);
  if (past && !past.problem)
    throw new Refusal(
      'past-going-on',
      'Регион ещё проживает своё прошлое и сам переводит часы. Переведите их, когда он дойдёт до сегодняшнего дня.',
      409,
    );
}
