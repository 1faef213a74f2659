import type { Knex } from 'knex';
import { DOOR_LOCK } from './clock';

/** What a write answered, kept under the key of its form. */
export interface KeptAnswer {
  data: unknown;
  see?: string;
  say?: string;
  status?: 200 | 201 | 202;
}

export interface WriteKey {
  actor: string;
  route: string;
  key: string;
}

export interface Entry {
  /** Time stands still: held to the end of the transaction, so the traveller waits for this write. */
  open: boolean;
  /** Two copies of one write never run side by side: the second hears at once that the first is on its way. */
  mine: boolean;
}

/** Both locks in one round trip: every write begins with it. What may pass while time moves leaves the door alone. */
export async function enterWrite(tx: Knex, { actor, route, key }: WriteKey, whileTravelling: boolean): Promise<Entry> {
  const { rows } = await tx
    .raw<{ rows: Entry[] }>(
      `select case when ? then true when pg_try_advisory_xact_lock_shared(?) then not doors_closed else false end as open,
            pg_try_advisory_xact_lock(hashtextextended(?, 0)) as mine
       from installation`,
      [whileTravelling, DOOR_LOCK, `${actor} ${route} ${key}`],
    )
    .options({ name: 'enter-write' });
  return rows[0] ?? { open: false, mine: false };
}

export async function keptAnswer(
  tx: Knex,
  { actor, route, key }: WriteKey,
): Promise<{ fingerprint: Buffer; answer: KeptAnswer } | null> {
  const { rows } = await tx
    .raw<{ rows: { fingerprint: Buffer; answer: KeptAnswer }[] }>(
      'select fingerprint, answer from write_key where actor = ? and route = ? and key = ?',
      [actor, route, key],
    )
    .options({ name: 'kept-answer' });
  return rows[0] ?? null;
}

export async function keepAnswer(tx: Knex, key: WriteKey, fingerprint: Buffer, answer: KeptAnswer): Promise<void> {
  await tx
    .raw('insert into write_key (actor, route, key, fingerprint, answer) values (?, ?, ?, ?, ?)', [
      key.actor,
      key.route,
      key.key,
      fingerprint,
      JSON.stringify(answer),
    ])
    .options({ name: 'keep-answer' });
}

const KEPT_DAYS = 30;

/** A key older than a month is nobody's double click any more. */
export async function forgetOldWrites(db: Knex): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    'delete from write_key where at < clock_timestamp() - make_interval(days => ?)',
    [KEPT_DAYS],
  );
  return rowCount;
}
