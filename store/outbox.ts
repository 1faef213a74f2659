import type { Knex } from 'knex';
import type { Word } from '../workflows/contract';

/** What to start. `wakeAt`: when the execution first wakes, where that is known before it runs. */
export interface StartPayload {
  type: string;
  input: Record<string, unknown>;
  wakeAt?: string;
  /** Started before: once more, unless it runs. */
  again?: true;
  /** The run that ordered it, and is about to end. */
  after?: string;
}

export type Order =
  | { id: string; kind: 'start'; workflowId: string; caseId: string | null; payload: StartPayload }
  | { id: string; kind: 'signal'; workflowId: string; caseId: string | null; payload: Word }
  | { id: string; kind: 'export'; workflowId: string; caseId: string | null; payload: Record<string, never> };

/** How an order went. `later`: its hour has not come. A throw means that nothing can be tried now; nobody is to blame. */
export type Outcome = 'done' | 'later' | { problem: string };

/** So often an order is tried within seconds; then it is parked: tried on rarely, told of, and waited for by nobody. */
const TRIES = 5;
/** A word waits for what was ordered before it of the same workflow; the keeping of a history holds nothing up. */
const behind = (more: string): string =>
  `exists (select from outbox p where p.workflow_id = o.workflow_id and p.id < o.id and p.done_at is null
     and p.kind <> 'export' ${more})`;

/** Takes one order that is open now and holds it locked while `carryOut` works. Null: there is none. */
export async function withNextOrder(db: Knex, carryOut: (order: Order) => Promise<Outcome>): Promise<Outcome | null> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Order[] }>(
      `select id, kind, workflow_id as "workflowId", case_id as "caseId", payload from outbox o
       where done_at is null and next_at <= clock_timestamp() and not ${behind('')}
       order by id limit 1 for update of o skip locked`,
    );
    const [order] = rows;
    if (!order) return null;
    const outcome = await carryOut(order);
    await noteOutcome(trx, order.id, outcome);
    return outcome;
  });
}

async function noteOutcome(trx: Knex, id: string, outcome: Outcome): Promise<void> {
  if (outcome === 'done') {
    await trx('outbox')
      .where({ id })
      .update({ done_at: trx.raw('clock_timestamp()'), problem: null, parked_at: null });
  } else if (outcome === 'later') {
    await trx.raw(
      `update outbox set next_at = clock_timestamp()
         + least(interval '1 minute', greatest(interval '0.2 second', (clock_timestamp() - created_at) / 2)) where id = ?`,
      [id],
    );
  } else {
    await trx.raw(
      `update outbox set attempts = attempts + 1, problem = :problem,
         parked_at = case when attempts + 1 >= :tries then coalesce(parked_at, clock_timestamp()) end,
         next_at = clock_timestamp() + case when attempts + 1 < :tries then interval '0.2 second' * 2 ^ (attempts + 1)
           else least(interval '1 hour', interval '1 minute' * 2 ^ least(attempts + 1 - :tries, 10)) end
       where id = :id`,
      { id, problem: outcome.problem.slice(0, 300), tries: TRIES },
    );
  }
}

export interface OutboxAge {
  open: number;
  oldestSeconds: number;
  parked: number;
}

/** How many orders wait, for how long the oldest has, and how many could not be done. */
export async function outboxAge(db: Knex): Promise<OutboxAge> {
  const { rows } = await db.raw<{ rows: OutboxAge[] }>(
    `select count(*)::int as open, coalesce(extract(epoch from clock_timestamp() - min(created_at)), 0)::float as "oldestSeconds",
       count(parked_at)::int as parked
     from outbox where done_at is null`,
  );
  return rows[0] ?? { open: 0, oldestSeconds: 0, parked: 0 };
}

/**
 * Starts and words that will be carried out in a moment, and how often they were tried; what is parked, or stands behind
 * it, is not among them.
 */
export async function ordersAwaited(db: Knex): Promise<{ count: number; tries: number }> {
  const { rows } = await db.raw<{ rows: { count: number; tries: number }[] }>(
    `select count(*)::int as count, coalesce(sum(attempts), 0)::int as tries from outbox o
     where done_at is null and parked_at is null and kind <> 'export' and not ${behind('and p.parked_at is not null')}`,
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

const KEPT_DAYS = 30;
const FORGOTTEN_AT_ONCE = 5_000;

/** An order long carried out tells nothing that the history and the facts of its case do not. */
export async function forgetDoneOrders(db: Knex): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `delete from outbox where id in (select id from outbox
       where done_at < clock_timestamp() - make_interval(days => ?) order by done_at limit ?)`,
    [KEPT_DAYS, FORGOTTEN_AT_ONCE],
  );
  return rowCount;
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
