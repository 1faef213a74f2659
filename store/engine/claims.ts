import type { Knex } from 'knex';
import type { Order } from './outbox';

/**
 * Orders that are carried out separately: starts and messages keep cases going, while the export of a closed history
 * may take long.
 */
export const lanes = { cases: ['start', 'signal'], histories: ['export'] } as const;
export type Lane = keyof typeof lanes;

/** A claim not renewed for this long has lost its relay: another relay takes the order. */
export const CLAIM_LEASE_MS = 6_000;
/** After this many quick tries an order is parked: tried rarely, reported, and not waited for. */
const TRIES = 5;
/** However many starts there are, this part of a claim is reserved for messages. */
const MESSAGES_PART = 4;

/**
 * Whether an order `o` must wait for another of the same workflow: nothing overtakes a start, a message waits for
 * earlier messages, a history export waits for everything earlier. An export delays nothing.
 */
export const mustWaitForOther = (more = ''): string =>
  `(exists (select from outbox p where p.workflow_id = o.workflow_id and p.kind = 'start' and p.done_at is null
      and (o.kind <> 'start' or p.id < o.id) ${more})
    or o.kind <> 'start' and exists (select from outbox p where p.workflow_id = o.workflow_id and p.kind = 'signal'
      and p.done_at is null and p.id < o.id ${more}))`;

/**
 * The longer an order has waited, the longer until the next check, so that one which is never ready is checked more and
 * more rarely.
 */
const later = `clock_timestamp()
  + least(interval '1 minute', greatest(interval '0.2 second', (clock_timestamp() - o.created_at) / 2))`;
const lease = `clock_timestamp() + interval '${CLAIM_LEASE_MS} milliseconds'`;

const due = (kind: string, most: string): string =>
  `select id from outbox where done_at is null and kind = '${kind}' and next_at <= clock_timestamp()
   order by next_at, id limit ${most} for update skip locked`;

/** Orders that are due, the most urgent first; each is checked once: free ones are claimed, the others postponed. */
const claim = (from: string): string =>
  `with ${from}, judged as (select o.id, ${mustWaitForOther()} as behind from outbox o where o.id in (select id from due))
   update outbox o set next_at = case when j.behind then ${later} else ${lease} end,
     claimed_by = case when j.behind then null else :mark::uuid end
   from judged j where o.id = j.id
   returning o.id, o.kind, o.workflow_id as "workflowId", o.case_id as "caseId", o.payload, not j.behind as free`;

const claims: Readonly<Record<Lane, string>> = {
  cases: claim(
    `starts as materialized (${due('start', ':most::int')}), messages as materialized (${due(
      'signal',
      `greatest(:most::int - (select count(*) from starts), (:most::int + ${MESSAGES_PART - 1}) / ${MESSAGES_PART})`,
    )}), due as (select id from starts union all select id from messages)`,
  ),
  histories: claim(`due as materialized (${due('export', ':most::int')})`),
};

export interface ClaimedOrders {
  orders: Order[];
  /** How many were due; those that must wait for another order are postponed. */
  due: number;
}

/** Claims orders for the relay `mark`, in one short statement. */
export async function claimOrders(db: Knex, lane: Lane, mark: string, most: number): Promise<ClaimedOrders> {
  const { rows } = await db.raw<{ rows: (Order & { free: boolean })[] }>(claims[lane], { mark, most });
  const orders = rows.filter(({ free }) => free).map(({ free: _, ...order }) => order as Order);
  return { orders: orders.sort(byUrgency), due: rows.length };
}

const byUrgency = (a: Order, b: Order): number =>
  a.kind === b.kind ? Number(BigInt(a.id) - BigInt(b.id)) : a.kind === 'start' ? -1 : 1;

/** The relay is still carrying them out. */
export async function renewClaims(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox set next_at = ${lease} where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** Releases unchanged orders that could not be tried. */
export async function freeClaims(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox set next_at = clock_timestamp(), claimed_by = null
     where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** Marks them done, whoever holds them by now. An order that waited for one of them becomes due at once. */
export async function noteDone(db: Knex, ids: readonly string[]): Promise<void> {
  await db.raw(
    `with done as (update outbox set done_at = clock_timestamp(), problem = null, parked_at = null, claimed_by = null
       where id = any(:ids::bigint[]) and done_at is null returning workflow_id)
     update outbox set next_at = clock_timestamp() where claimed_by is null and next_at > clock_timestamp() and id in (
       select next.id from (select distinct workflow_id from done) d cross join lateral (
         select o.id from outbox o where o.workflow_id = d.workflow_id and o.done_at is null and o.kind <> 'export'
           and o.id <> all(:ids::bigint[]) order by o.kind = 'start' desc, o.id limit 1) next)`,
    { ids: [...ids] },
  );
}

/** It is too early for them; this does not count as a failure. */
export async function noteLater(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox o set claimed_by = null, next_at = ${later}
     where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** They failed through their own fault: a few quick tries, then they are parked. */
export async function noteProblems(
  db: Knex,
  mark: string,
  problems: readonly { id: string; problem: string }[],
): Promise<void> {
  await db.raw(
    `update outbox o set claimed_by = null, attempts = attempts + 1, problem = p.problem,
       parked_at = case when attempts + 1 >= :tries then coalesce(parked_at, clock_timestamp()) end,
       next_at = clock_timestamp() + case when attempts + 1 < :tries then interval '0.2 second' * 2 ^ (attempts + 1)
         else least(interval '1 hour', interval '1 minute' * 2 ^ least(attempts + 1 - :tries, 10)) end
     from jsonb_to_recordset(:problems::jsonb) as p (id bigint, problem text)
     where o.id = p.id and claimed_by = :mark and done_at is null`,
    { mark, tries: TRIES, problems: JSON.stringify(problems) },
  );
}
