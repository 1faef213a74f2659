import type { Knex } from 'knex';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { readClock } from '../../store/clock';
import { executionsToMove, reserveExecution } from '../../store/executions';
import { withNextOrder, type Order } from '../../store/outbox';
import { queues, WORD } from '../../workflows/contract';
import type { EngineLink } from './connect';
import { exportRun } from './export';
import { catchUp } from './skip';

/** Carries out every order that is open now. Safe to be killed anywhere: an order is done again or found done. */
export async function relay(db: Knex, link: EngineLink): Promise<number> {
  let carried = 0;
  while (await withNextOrder(db, (order) => carryOut(db, link, order))) carried += 1;
  return carried;
}

async function carryOut(db: Knex, link: EngineLink, order: Order): Promise<void> {
  if (order.kind === 'start') return start(db, link, order);
  if (order.kind === 'signal') return tell(db, link, order);
  return exportRun(db, link, order.workflowId, order.caseId);
}

async function start(db: Knex, link: EngineLink, order: Order & { kind: 'start' }): Promise<void> {
  const { type, input } = order.payload;
  const execution = await reserveExecution(db, order);
  try {
    await link.client.start(type, {
      workflowId: order.workflowId,
      taskQueue: queues.cases,
      args: [{ ...input, offsetMs: execution.offsetMs }],
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      workflowIdConflictPolicy: 'USE_EXISTING',
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}

/** Word from case to case arrives at the region's instant: the one that hears it is first brought up to date. */
async function tell(db: Knex, link: EngineLink, order: Order & { kind: 'signal' }): Promise<void> {
  const { kind, offsetMs } = await readClock(db);
  const target = (await executionsToMove(db)).find((execution) => execution.workflowId === order.workflowId);
  if (!target) return;
  if (kind === 'training') await catchUp(link, target, offsetMs);
  await link.client.getHandle(order.workflowId).signal(WORD, order.payload);
}
