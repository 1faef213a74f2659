import type { Knex } from 'knex';
import { readClock } from '../../store/clock';
import { runningExecution } from '../../store/executions';
import { withNextOrder, type Order, type Outcome } from '../../store/outbox';
import { actName } from '../../workflows/contract';
import { engineAnswers, type EngineLink } from './connect';
import { exportRun } from './export';
import { catchUp } from './skip';
import { start } from './start';

/** One order, however large a history it keeps, holds the others up no longer than this. */
const ORDER_MS = 20_000;
/** Whoever is busy hears the word when it has done: it is not waited for here. */
const REST_MS = 2_000;

export interface RelayOptions {
  /** So many at most, so that a travel need not wait for all. */
  most?: number;
  /** Told of each order that was carried out. */
  carried?: () => void;
}

/** Carries out the orders that are open now. Safe to be killed anywhere: an order is done again or found done. */
export async function relay(
  db: Knex,
  link: EngineLink,
  { most = Infinity, carried = () => undefined }: RelayOptions = {},
): Promise<number> {
  for (let taken = 0; taken < most; taken += 1) {
    const outcome = await withNextOrder(db, (order) => attempt(db, link, order));
    if (outcome === null) return taken;
    if (outcome === 'done') carried();
  }
  return most;
}

/** Only while the engine itself answers is a failure the order's own. */
async function attempt(db: Knex, link: EngineLink, order: Order): Promise<Outcome> {
  try {
    return await link.connection.withDeadline(Date.now() + ORDER_MS, () => carryOut(db, link, order));
  } catch (error) {
    if (!(await engineAnswers(link))) throw error;
    return { problem: error instanceof Error ? error.message : 'unknown' };
  }
}

async function carryOut(db: Knex, link: EngineLink, order: Order): Promise<Outcome> {
  if (order.kind === 'export') return (await exportRun(db, link, order.workflowId, order.caseId)) ? 'done' : 'later';
  return order.kind === 'start' ? start(db, link, order) : tell(db, link, order);
}

/** Word from case to case arrives at the region's instant: the one that hears it is first brought up to date. */
async function tell(db: Knex, link: EngineLink, order: Order & { kind: 'signal' }): Promise<Outcome> {
  const { kind, offsetMs } = await readClock(db);
  const target = await runningExecution(db, order.workflowId);
  if (!target) return 'done';
  if (kind === 'training') await catchUp(link, target, offsetMs, REST_MS);
  await link.client.getHandle(order.workflowId).signal(actName(target.type, order.payload.act), order.payload);
  return 'done';
}
