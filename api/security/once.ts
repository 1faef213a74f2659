import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { acceptAct, markRefusalSeen } from '../../store/case/accept';
import { again } from '../../store/sql/outage';
import {
  enterWrite,
  forgetWrite,
  keepWriteAnswer,
  keyReused,
  settleAnswer,
  type KeptAnswer,
  type WriteKey,
} from '../../store/access/writes';
import { actHref, asRefusal } from '../http/order';
import { whileTravelling } from '../past/refusal';
import type { Answer, Ordered, Services, Upload } from '../http/route';

/** The order of fields and the spelling of large numbers do not make a different body. */
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
  /** Whether the answer is stored under its key (see the route's `kept`). */
  keep: boolean;
  whileTravelling: boolean;
}

/**
 * One transaction for the change and its stored answer: a write is either done and answered, or not done
 * (docs/architecture.md, «Three kinds of write»). When two writes block each other, the one the database ends is simply
 * run again.
 */
export async function once(db: Knex, write: Write, handle: (tx: Knex) => Promise<Reply>): Promise<Reply> {
  return again(() => entered(db, write, handle));
}

function entered(db: Knex, write: Write, handle: (tx: Knex) => Promise<Reply>): Promise<Reply> {
  return db.transaction(async (tx) => {
    const { open, mine, kept } = await enterWrite(tx, write.key, write.whileTravelling);
    if (!open) throw await whileTravelling(tx);
    if (!mine) {
      throw new Refusal('write-in-flight', 'Эта отправка ещё выполняется. Подождите и обновите страницу.', 409);
    }
    if (kept) {
      if (kept.fingerprint.equals(write.fingerprint)) return kept.answer as Reply;
      throw keyReused();
    }
    const answer = await handle(tx);
    if ('order' in answer) await acceptAct(tx, answer.order, { see: answer.see, say: answer.say });
    if (write.keep) await keepWriteAnswer(tx, write.key, write.fingerprint, keepable(answer));
    return answer;
  });
}

const keepable = (reply: Reply): KeptAnswer => {
  const { see, say } = reply;
  return 'order' in reply ? { order: reply.order, see, say } : { data: reply.data, see, say, status: reply.status };
};

/**
 * The command was accepted with the write; the case carries it out outside every transaction. A repeat asks for the
 * same act and gets the same answer; a form the case refused may be corrected and sent again. If it takes too long, the
 * person is sent to the page of the act: it will be done, and counts from when it was given.
 */
export async function carriedOut({ db, engine }: Services, key: WriteKey, reply: Reply): Promise<Answer> {
  if (!('order' in reply)) {
    // Whatever is not done by then the relay asks for; a repeat of the form asks for nothing.
    await Promise.all((reply.after ?? []).map((one) => engine.carryOut(one).catch(() => null)));
    return reply;
  }
  const { order, see, say } = reply;
  const { caseId } = order;
  const outcome = await engine.carryOut(order);
  if (outcome === null) {
    const page = actHref(order);
    return { data: { id: caseId, accepted: page }, see: page, status: 202 };
  }
  if ('refusal' in outcome) {
    await forgetWrite(db, key);
    await markRefusalSeen(db, caseId, order.key);
    throw asRefusal(outcome.refusal);
  }
  const answer = { data: { id: caseId, ...outcome }, see, say };
  await settleAnswer(db, key, answer);
  return answer;
}
