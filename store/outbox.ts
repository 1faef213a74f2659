import type { Knex } from 'knex';
import type { Word } from '../workflows/contract';

/** What to start. `wakeAt`: when the execution first wakes, where that is known before it runs. */
export interface StartPayload {
  type: string;
  input: Record<string, unknown>;
  wakeAt?: string;
}

export type Order =
  | { id: string; kind: 'start'; workflowId: string; caseId: string | null; payload: StartPayload }
  | { id: string; kind: 'signal'; workflowId: string; caseId: string | null; payload: Word }
  | { id: string; kind: 'export'; workflowId: string; caseId: string | null; payload: Record<string, never> };

/** Takes one open order and holds it locked while `carryOut` works; a failure is put off with back-off. */
export async function withNextOrder(db: Knex, carryOut: (order: Order) => Promise<void>): Promise<boolean> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Order[] }>(
      `select id, kind, workflow_id as "workflowId", case_id as "caseId", payload from outbox
       where done_at is null and next_at <= clock_timestamp() order by id limit 1 for update skip locked`,
    );
    const [order] = rows;
    if (!order) return false;
    try {
      await carryOut(order);
      await trx('outbox')
        .where({ id: order.id })
        .update({ done_at: trx.raw('clock_timestamp()'), problem: null });
    } catch (error) {
      await trx.raw(
        `update outbox set attempts = attempts + 1, problem = ?,
           next_at = clock_timestamp() + least(interval '1 minute', interval '0.2 second' * 2 ^ least(attempts, 10))
         where id = ?`,
        [error instanceof Error ? error.message.slice(0, 300) : 'unknown', order.id],
      );
    }
    return true;
  });
}

/** How many orders wait, and for how long the oldest has. */
export async function outboxAge(db: Knex): Promise<{ open: number; oldestSeconds: number }> {
  const { rows } = await db.raw<{ rows: { open: number; oldestSeconds: number }[] }>(
    `select count(*)::int as open, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float as "oldestSeconds"
     from outbox where done_at is null`,
  );
  return rows[0] ?? { open: 0, oldestSeconds: 0 };
}

/** Orders that will not be met by waiting a moment: starts and words not carried out yet. */
export async function ordersOpen(db: Knex): Promise<boolean> {
  const row = await db('outbox').whereNull('done_at').whereIn('kind', ['start', 'signal']).first('id');
  return row !== undefined;
}

/** Orders a workflow that is not a case; ordering it twice starts it once. */
export async function orderStart(trx: Knex, workflowId: string, payload: StartPayload): Promise<void> {
  const known = await trx('execution').where({ workflow_id: workflowId }).first('workflow_id');
  if (known) return;
  await trx('outbox').insert({ kind: 'start', workflow_id: workflowId, payload: JSON.stringify(payload) });
}

export async function orderExport(trx: Knex, workflowId: string, caseId: string | null): Promise<void> {
  await trx('outbox').insert({ kind: 'export', workflow_id: workflowId, case_id: caseId, payload: '{}' });
}
