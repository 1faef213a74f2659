import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '../../law/refusal';
import { again } from '../../store/outage';
import {
  enterWrite,
  forgetWrite,
  keepAnswer,
  keyReused,
  settleAnswer,
  type KeptAnswer,
  type WriteKey,
} from '../../store/writes';
import type { Answer, Ordered, Services, Upload } from '../route';

/** Order of fields and the spelling of big numbers must not matter to «the same body». */
export function fingerprintOf(parts: unknown, files: readonly Upload[]): Buffer {
  const hash = createHash('sha256').update(canonical(parts));
  for (const file of files)
    hash.update(`\n${file.field}\n${file.name}\n`).update(createHash('sha256').update(file.bytes).digest());
  return hash.digest();
}

function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_, held: unknown) => {
      if (typeof held === 'bigint') return `${held}n`;
      if (held === null || typeof held !== 'object' || Array.isArray(held)) return held;
      return Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)));
    }) ?? ''
  );
}

type Reply = Answer | Ordered;

export interface Write {
  key: WriteKey;
  fingerprint: Buffer;
  /** Whether the answer is kept under its key (see the route's `kept`). */
  keep: boolean;
  whileTravelling: boolean;
}

/**
 * One transaction for the change and its kept answer: a write is either done and answered, or not done (DESIGN §4). Two
 * writes that lock each other out are no matter of the person's: the one that lost is done again.
 */
export async function once(db: Knex, write: Write, handle: (tx: Knex) => Promise<Reply>): Promise<Reply> {
  return again(() => entered(db, write, handle));
}

function entered(db: Knex, write: Write, handle: (tx: Knex) => Promise<Reply>): Promise<Reply> {
  return db.transaction(async (tx) => {
    const { open, mine, kept } = await enterWrite(tx, write.key, write.whileTravelling);
    if (!open) {
      throw new Refusal('clock-travelling', 'Часы переводятся. Подождите немного и отправьте ещё раз.', 423);
    }
    if (!mine) {
      throw new Refusal('write-in-flight', 'Эта отправка ещё выполняется. Подождите и обновите страницу.', 409);
    }
    if (kept) {
      if (kept.fingerprint.equals(write.fingerprint)) return kept.answer as Reply;
      throw keyReused();
    }
    const answer = await handle(tx);
    if (write.keep) await keepAnswer(tx, write.key, write.fingerprint, keepable(answer));
    return answer;
  });
}

const keepable = (reply: Reply): KeptAnswer => {
  const { see, say } = reply;
  return 'order' in reply ? { order: reply.order, see, say } : { data: reply.data, see, say, status: reply.status };
};

/**
 * What was ordered is done by the case, outside every transaction. A repeat before it has answered asks it again under
 * the same key and hears the same; a form that the case refused is free to be mended and sent once more.
 */
export async function carriedOut({ db, engine }: Services, key: WriteKey, reply: Reply): Promise<Answer> {
  if (!('order' in reply)) return reply;
  const { order, see, say } = reply;
  try {
    const answer = { data: { id: order.caseId, ...(await engine.command(order)) }, see, say };
    await settleAnswer(db, key, answer);
    return answer;
  } catch (error) {
    if (error instanceof Refusal && error.status < 500) await forgetWrite(db, key);
    throw error;
  }
}
