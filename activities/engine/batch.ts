import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { freeClaims, CLAIM_LEASE_MS, noteDone, noteLater, noteProblems, renewClaims } from '../../store/engine/claims';
import type { Order } from '../../store/engine/outbox';

/**
 * The result of an order. `later`: it is not due yet. A throw means that nothing can be tried now, through no fault of
 * the order.
 */
export type OrderOutcome = 'done' | 'later' | { problem: string };

/** Orders that end within this time are recorded together. */
const GATHER_MS = 3;
const LOOK_MS = 100;
const RENEWALS_A_LEASE = 3;
/** An order that takes longer is stuck: its claim is left to expire, and another relay tries. */
const RENEWED_MS = 30_000;

/** The orders one relay has claimed and not yet recorded. */
export interface Batch {
  readonly mark: string;
  /** How many are in progress. */
  size(): number;
  take(orders: readonly Order[]): void;
  /**
   * Waits for one order, and for those that end with it, and records their results. Not for long: while a slow order is
   * in progress, others may become due.
   */
  nextEnded(): Promise<void>;
  /** Waits for the remaining orders; those that could not be tried or recorded are released. */
  close(): Promise<void>;
}

export function startBatch(db: Knex, attempt: (order: Order) => Promise<OrderOutcome>, carried: () => void): Batch {
  const mark = randomUUID();
  const running = new Map<string, { work: Promise<void>; since: number }>();
  const ended = new Map<string, OrderOutcome>();
  const untried = new Set<string>();
  let failure: { error: unknown } | undefined;
  const renewal = setInterval(() => {
    const alive = [...running].filter(([, { since }]) => performance.now() - since < RENEWED_MS).map(([id]) => id);
    // A failed renewal is repeated next time; a claim that has expired belongs to somebody else.
    if (alive.length > 0) renewClaims(db, mark, alive).catch(() => undefined);
  }, CLAIM_LEASE_MS / RENEWALS_A_LEASE);

  const run = (order: Order): Promise<void> =>
    attempt(order)
      .then(
        (outcome) => void ended.set(order.id, outcome),
        (error: unknown) => {
          untried.add(order.id);
          failure ??= { error };
        },
      )
      .finally(() => running.delete(order.id));

  const works = (): Promise<void>[] => [...running.values()].map(({ work }) => work);

  return {
    mark,
    size: () => running.size,
    take(orders) {
      for (const order of orders) running.set(order.id, { work: run(order), since: performance.now() });
    },
    async nextEnded() {
      await Promise.race([...works(), wait(LOOK_MS)]);
      await wait(GATHER_MS);
      await noteEnded(db, mark, ended, carried);
      if (failure) throw failure.error;
    },
    async close() {
      await Promise.all(works());
      clearInterval(renewal);
      await noteEnded(db, mark, ended, () => undefined).catch(() => undefined);
      const left = [...untried, ...ended.keys()];
      // A claim that cannot be released expires.
      if (left.length > 0) await freeClaims(db, mark, left).catch(() => undefined);
    },
  };
}

/** One statement for all that are done, and one for each other outcome, where there are any. */
async function noteEnded(db: Knex, mark: string, ended: Map<string, OrderOutcome>, carried: () => void): Promise<void> {
  const all = [...ended];
  const idsOf = (wanted: OrderOutcome): string[] => all.filter(([, outcome]) => outcome === wanted).map(([id]) => id);
  const problems = all.flatMap(([id, outcome]) =>
    typeof outcome === 'object' ? [{ id, problem: outcome.problem.slice(0, 300) }] : [],
  );
  const [done, later] = [idsOf('done'), idsOf('later')];
  if (done.length > 0) await noteDone(db, done);
  if (later.length > 0) await noteLater(db, mark, later);
  if (problems.length > 0) await noteProblems(db, mark, problems);
  for (const [id] of all) ended.delete(id);
  done.forEach(carried);
}
