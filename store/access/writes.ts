import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import type { Command } from '../../workflows/case/contract';
import { DOOR_LOCK } from '../clock/clock';
import { forgetInBatches } from '../sql/forget';

/** The answer of a write, stored under the key of its form: its data, or the command that the case will answer. */
export interface KeptAnswer {
  data?: unknown;
  order?: Command;
  see?: string;
  say?: string;
  status?: 200 | 201 | 202;
}

export const keyReused = (): Refusal =>
  new Refusal('key-reused', 'Эта форма уже отправлена с другими данными. Откройте её заново.', 422);

export interface WriteKey {
  actor: string;
  route: string;
  key: string;
}

export interface WriteEntry {
  /** Writes are allowed now; the lock is held to the end of the transaction, so time cannot be moved meanwhile. */
  open: boolean;
  /** Two copies of one write never run at once: the second is told immediately that the first is in progress. */
  mine: boolean;
  /** The answer given to the same key before. */
  kept: { fingerprint: Buffer; answer: KeptAnswer } | null;
}

/** Every write begins with this one round trip. Writes that are allowed while time moves do not take the door lock. */
export async function enterWrite(
  tx: Knex,
  { actor, route, key }: WriteKey,
  whileTravelling: boolean,
): Promise<WriteEntry> {
  const door = whileTravelling ? null : DOOR_LOCK;
  const { rows } = await tx
    .raw<{ rows: { open: boolean; mine: boolean; fingerprint: Buffer | null; answer: KeptAnswer }[] }>(
      'select open, mine, fingerprint, answer from enter_write(?, ?, ?, ?)',
      [door, actor, route, key] as Knex.RawBinding[],
    )
    .options({ name: 'enter-write' });
  const { open = false, mine = false, fingerprint = null, answer = null } = rows[0] ?? {};
  return { open, mine, kept: fingerprint && answer && { fingerprint, answer } };
}

export async function keepWriteAnswer(tx: Knex, key: WriteKey, fingerprint: Buffer, answer: KeptAnswer): Promise<void> {
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

/** The case has answered: a repeat gets this answer without asking the case again. */
export async function settleAnswer(db: Knex, { actor, route, key }: WriteKey, answer: KeptAnswer): Promise<void> {
  await db('write_key')
    .where({ actor, route, key })
    .update({ answer: JSON.stringify(answer) });
}

/** The case refused: the same form, once corrected, is a new write. */
export async function forgetWrite(db: Knex, { actor, route, key }: WriteKey): Promise<void> {
  await db('write_key').where({ actor, route, key }).delete();
}

const KEPT_DAYS = 30;

/** After a month a repeated key can no longer be a double click. */
export async function forgetOldWrites(db: Knex): Promise<number> {
  return forgetInBatches(
    db,
    `delete from write_key where ctid = any(array(select ctid from write_key
       where at < clock_timestamp() - make_interval(days => :days) order by at limit :most for update skip locked))`,
    { days: KEPT_DAYS },
  );
}
