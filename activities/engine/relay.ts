import type { Knex } from 'knex';
import { WorkflowNotFoundError } from '@temporalio/client';
import { readClock } from '../../store/clock/clock';
import { claimOrders, type Lane } from '../../store/engine/claims';
import { messageTarget } from '../../store/engine/executions';
import { outageOf } from '../../store/sql/outage';
import type { Order } from '../../store/engine/outbox';
import { actName } from '../../workflows/case/contract';
import { startBatch, type OrderOutcome } from './batch';
import { engineAnswers, type EngineLink } from './connect';
import { exportRuns } from './export';
import { catchUp } from './skip';
import { start } from './start';

/** Orders of a lane in progress at once. A history is large: two keep the connection busy. */
const AT_ONCE: Readonly<Record<Lane, number>> = { cases: 24, histories: 2 };
/** The time limit for one order, however large the history it exports. */
const ORDER_MS = 20_000;
/** A busy case handles the message later: it is not waited for longer than this. */
const REST_MS = 2_000;

export interface RelayOptions {
  lane?: Lane;
  /** The most orders to try, so that a travel need not wait for all. */
  most?: number;
  /** Called for each order that was carried out. */
  carried?: () => void;
  /** When aborted, nothing more is claimed; orders in progress are finished. */
  signal?: AbortSignal;
}

/**
 * Carries out the orders that are open now, many at once; returns how many were tried. No row is locked while the
 * engine is asked. Safe to kill at any point and to run beside others: an order is done again or found done.
 */
export async function relay(
  db: Knex,
  link: EngineLink,
  { lane = 'cases', most = Infinity, carried = () => undefined, signal }: RelayOptions = {},
): Promise<number> {
  const batch = startBatch(db, (order) => attempt(db, link, order), carried);
  let tried = 0;
  try {
    for (;;) {
      const room = signal?.aborted ? 0 : Math.min(AT_ONCE[lane] - batch.size(), most - tried);
      const { orders, due } = room > 0 ? await claimOrders(db, lane, batch.mark, room) : { orders: [], due: 0 };
      batch.take(orders);
      tried += orders.length;
      if (batch.size() > 0) await batch.nextEnded();
      else if (due === 0) return tried;
    }
  } finally {
    await batch.close();
  }
}

/** A failure counts against the order only while the engine and the database answer. */
async function attempt(db: Knex, link: EngineLink, order: Order): Promise<OrderOutcome> {
  try {
    return await link.connection.withDeadline(Date.now() + ORDER_MS, () => carryOut(db, link, order));
  } catch (error) {
    if (outageOf(error) || !(await engineAnswers(link))) throw error;
    return { problem: error instanceof Error ? error.message : 'unknown' };
  }
}

async function carryOut(db: Knex, link: EngineLink, order: Order): Promise<OrderOutcome> {
  if (order.kind === 'signal') return deliver(db, link, order);
  if (order.kind === 'export') return (await exportRuns(db, link, order)) ? 'done' : 'later';
  return start(db, link, order);
}

/** For a message whose case is open but not running: it is kept and delivered as soon as the case runs. */
const NOT_RUNNING: OrderOutcome = { problem: 'the case it is for does not run yet' };

/** A message from one case to another arrives at the region's instant: the receiving case is first moved to it. */
async function deliver(db: Knex, link: EngineLink, order: Order & { kind: 'signal' }): Promise<OrderOutcome> {
  const { closed, execution } = await messageTarget(db, order);
  // A closed case does not need the message any more.
  if (closed) return 'done';
  if (!execution) return NOT_RUNNING;
  const { kind, offsetMs } = await readClock(db);
  if (kind === 'training') await catchUp(link, execution, offsetMs, REST_MS);
  try {
    await link.client.getHandle(order.workflowId).signal(actName(execution.type, order.payload.act), order.payload);
    return 'done';
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    return (await messageTarget(db, order)).closed ? 'done' : NOT_RUNNING;
  }
}
