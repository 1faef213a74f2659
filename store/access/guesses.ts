import type { Knex } from 'knex';
import { forgetInBatches } from '../sql/forget';

/** One count of wrong passwords: the first few are free, then each wait is twice as long as the one before. */
export interface Counter {
  /** Hashes of the account and the place of sign-in, never what was typed; an empty one means all. */
  account: string;
  place: string;
  free: number;
  firstSeconds: number;
  mostSeconds: number;
  /** The count is forgotten after this long without a failure. */
  memorySeconds: number;
}

/** The longest remaining wait of these counters, in milliseconds. */
async function waitLeft(db: Knex, counters: readonly Counter[]): Promise<number> {
  const { rows } = await db.raw<{ rows: { left: number }[] }>(
    `select greatest(0, extract(epoch from max(g.until) - clock_timestamp()) * 1000)::int as left
       from guess g join unnest(?::text[], ?::text[]) asked (account, place) using (account, place)`,
    [counters.map(({ account }) => account), counters.map(({ place }) => place)],
  );
  return rows[0]?.left ?? 0;
}

/**
 * Counts one more try as a failure before its outcome is known, so that a hundred tries at once count as a hundred.
 * Returns the milliseconds to wait; 0: go on.
 */
export async function countGuess(db: Knex, counters: readonly Counter[]): Promise<number> {
  const left = await waitLeft(db, counters);
  if (left > 0) return left;
  for (const counter of counters) {
    if (!(await counted(db, counter))) return Math.max(1, await waitLeft(db, [counter]));
  }
  return 0;
}

/** False when another try has just used up what was free. */
async function counted(db: Knex, counter: Counter): Promise<boolean> {
  const failures = 'case when g.forget_at <= clock_timestamp() then 1 else g.failures + 1 end';
  const { rowCount } = await db
    .raw<{ rowCount: number }>(
      `insert into guess as g (account, place, failures, until, forget_at)
       values (:account, :place, 1, clock_timestamp(), clock_timestamp() + make_interval(secs => :memorySeconds))
       on conflict (account, place) do update set
         failures = ${failures},
         until = clock_timestamp() + make_interval(secs => case when ${failures} <= :free then 0
           else least(:mostSeconds, :firstSeconds * power(2, least(30, ${failures} - :free - 1))) end),
         forget_at = excluded.forget_at
       where g.until <= clock_timestamp()`,
      { ...counter },
    )
    .options({ name: 'count-guess' });
  return rowCount > 0;
}

/** The password was right: the counter of this place is reset, the others take this one try back. */
export async function forgiveGuess(db: Knex, [own, ...others]: readonly Counter[]): Promise<void> {
  if (own) await db.raw('delete from guess where account = ? and place = ?', [own.account, own.place]);
  for (const { account, place } of others) {
    await db.raw('update guess set failures = greatest(0, failures - 1) where account = ? and place = ?', [
      account,
      place,
    ]);
  }
}

export async function forgetOldGuesses(db: Knex): Promise<number> {
  return forgetInBatches(
    db,
    `delete from guess where ctid = any(array(select ctid from guess
       where forget_at <= clock_timestamp() and until <= clock_timestamp() limit :most for update skip locked))`,
  );
}
