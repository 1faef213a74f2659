import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { freeClaims, CLAIM_LEASE_MS, noteDone, noteLater, noteProblems, renewClaims } from '../../store/engine/claims';
import type { Order } from '../../store/engine/outbox';

/** How an order went. `later`: its hour has not come. A throw means that nothing can be tried now; nobody is to blame. */
export type OrderOutcome = 'done' | 'later' | { problem: string };

/** Orders that end within the same moment are written down together. */
const GATHER_MS = 3;
const LOOK_MS = 100;
const RENEWALS_A_LEASE = 3;
/** Whatever takes longer than this hangs: its claim is left to run out, and another relay tries. */
const RENEWED_MS = 30_000;

/** The orders one relay has claimed and not yet written down. */
export interface Batch {
  readonly mark: string;
  /** How many are on their way. */
  size(): number;
  take(orders: readonly Order[]): void;
  /**
   * Waits for one, and for those that end with it, and writes down how they went. Not for long: while a slow one is under
   * way, others may have become due.
   */
  someEnd(): Promise<void>;
  /** Waits for what is still on its way; what could not be tried, or not be written down, is given back. */
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
    // What cannot be said now is said the next time; a claim that has run out is somebody else's.
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
    async someEnd() {
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
      // A claim that cannot be given back runs out.
      if (left.length > 0) await freeClaims(db, mark, left).catch(() => undefined);
    },
  };
}

/** One statement for all that are done, and one each for the others where there are any. */
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
