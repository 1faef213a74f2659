import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { DOOR_LOCK } from './clock';

/** How long closed doors stay closed when nobody renews them: the traveller died, hangs or lost Postgres. */
export const DOORS_LEASE_MS = 15_000;
/** The longest wait for a write in progress. */
const WRITERS_MS = 20_000;
const LOCK_TIMEOUT = '55P03';

const lease = `clock_timestamp() + interval '${DOORS_LEASE_MS} milliseconds'`;

/** Refuses new writes from now on, until the lease ends. The returned mark is needed to renew it and to move time. */
export async function closeDoors(db: Knex): Promise<string> {
  const mark = randomUUID();
  await db.raw(
    `update installation set doors_by = ?, doors_until = ${lease},
       doors_since = case when doors_until > clock_timestamp() then doors_since else clock_timestamp() end`,
    [mark],
  );
  return mark;
}

/** False: the lease ended or another traveller has it; writes may have come in since, so time must not be moved. */
export async function renewDoors(db: Knex, mark: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update installation set doors_until = ${lease} where doors_by = ? and doors_until > clock_timestamp()`,
    [mark],
  );
  return rowCount === 1;
}

/** Opens only the doors closed under this mark, not those of another traveller. */
export async function openDoors(db: Knex, mark: string): Promise<void> {
  await db('installation').where({ doors_by: mark }).update({ doors_by: null, doors_since: null, doors_until: null });
}

/** Moves the region's clock to `to`; never back, and only while the doors are still closed under this mark. */
export async function moveClockTo(db: Knex, to: Date, mark: string): Promise<boolean> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update installation set doors_until = ${lease}, offset_ms = greatest(offset_ms,
       ceil(extract(epoch from ?::timestamptz - clock_timestamp()) * 1000)::bigint)
     where doors_by = ? and doors_until > clock_timestamp()`,
    [to, mark],
  );
  return rowCount === 1;
}

/** Waits for the writes that began before the doors closed. False: one of them takes too long. */
export async function waitForWriters(db: Knex): Promise<boolean> {
  try {
    await db.transaction(async (trx) => {
      await trx.raw(`set local lock_timeout = ${WRITERS_MS}`);
      await trx.raw('select pg_advisory_xact_lock(?)', [DOOR_LOCK]);
    });
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === LOCK_TIMEOUT) return false;
    throw error;
  }
}
