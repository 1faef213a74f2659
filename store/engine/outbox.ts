import type { Knex } from 'knex';
import type { CaseMessage } from '../../workflows/case/contract';
import { mustWaitForOther } from './claims';
import { forgetInBatches } from '../sql/forget';

/** What to start. `wakeAt`: when the execution first wakes, where that is known before it runs. */
export interface StartPayload {
  type: string;
  input: Record<string, unknown>;
  wakeAt?: string;
  /** A restart: start once more, unless it runs. */
  again?: true;
  /** The run that ordered it, and is about to end. */
  after?: string;
}

export type Order =
  | { id: string; kind: 'start'; workflowId: string; caseId: string | null; payload: StartPayload }
  | { id: string; kind: 'signal'; workflowId: string; caseId: string | null; payload: CaseMessage }
  | { id: string; kind: 'export'; workflowId: string; caseId: string | null; payload: { runId?: string } };

export interface OutboxAge {
  open: number;
  oldestSeconds: number;
  parked: number;
}

/** How many orders wait, how long the oldest has waited, and how many could not be done. */
export async function outboxAge(db: Knex): Promise<OutboxAge> {
  const { rows } = await db.raw<{ rows: OutboxAge[] }>(
    `select count(*)::int as open, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float as "oldestSeconds",
       count(parked_at)::int as parked
     from outbox where done_at is null`,
  );
  return rows[0] ?? { open: 0, oldestSeconds: 0, parked: 0 };
}

/**
 * Starts and messages that will be carried out in a moment, and how often they were tried; parked orders and those
 * behind them are not included.
 */
export async function ordersAwaited(db: Knex): Promise<{ count: number; tries: number }> {
  const { rows } = await db.raw<{ rows: { count: number; tries: number }[] }>(
    `select count(*)::int as count, coalesce(sum(attempts), 0)::int as tries from outbox o
     where done_at is null and parked_at is null and kind <> 'export' and not ${mustWaitForOther('and p.parked_at is not null')}`,
  );
  return rows[0] ?? { count: 0, tries: 0 };
}

export interface ParkedOrder {
  kind: Order['kind'];
  workflowId: string;
  attempts: number;
  problem: string;
}

export async function parkedOrders(db: Knex, limit: number): Promise<ParkedOrder[]> {
  return db('outbox')
    .whereNull('done_at')
    .whereNotNull('parked_at')
    .orderBy('id')
    .limit(limit)
    .select('kind', 'workflow_id as workflowId', 'attempts', 'problem');
}

/**
 * Done orders are kept for a day, to look into recent trouble; after that the history and the facts of the case are
 * enough.
 */
const KEPT_DAYS = 1;

export async function forgetDoneOrders(db: Knex): Promise<number> {
  return forgetInBatches(
    db,
    `delete from outbox where ctid = any(array(select ctid from outbox
       where done_at < clock_timestamp() - make_interval(days => :days) order by done_at limit :most for update skip locked))`,
    { days: KEPT_DAYS },
  );
}

/** Orders a workflow that is not a case; ordering it again changes nothing. */
export async function orderStart(trx: Knex, workflowId: string, payload: StartPayload): Promise<void> {
  const known = await trx('execution').where({ workflow_id: workflowId }).first('workflow_id');
  if (known) return;
  await trx('outbox').insert({ kind: 'start', workflow_id: workflowId, payload: JSON.stringify(payload) });
}

/** Orders the restart of a lost execution, although it was started before. */
export async function orderAgain(
  trx: Knex,
  { workflowId, caseId, ...payload }: StartPayload & { workflowId: string; caseId: string | null },
): Promise<void> {
  await trx('outbox').insert({
    kind: 'start',
    workflow_id: workflowId,
    case_id: caseId,
    payload: JSON.stringify({ ...payload, again: true }),
  });
}

/** `runId`: one run that was continued by another; otherwise the last run, and with it every run not exported yet. */
export async function orderExport(trx: Knex, workflowId: string, caseId: string | null, runId?: string): Promise<void> {
  const payload = JSON.stringify({ runId });
  await trx('outbox').insert({ kind: 'export', workflow_id: workflowId, case_id: caseId, payload });
}
