import type { Knex } from 'knex';
import type { Order } from './outbox';

/**
 * What is carried out beside what: starts and words are the life of cases, the keeping of a closed history may take as
 * long as it likes.
 */
export const lanes = { cases: ['start', 'signal'], histories: ['export'] } as const;
export type Lane = keyof typeof lanes;

/** A claim that is not renewed for so long has lost its relay: another one goes on. */
export const CLAIM_LEASE_MS = 6_000;
/** So often an order is tried within seconds; then it is parked: tried on rarely, told of, and waited for by nobody. */
const TRIES = 5;
/** However many starts there are, this part of a claim is left to words. */
const WORDS_PART = 4;

/**
 * Whether an order `o` must wait for another of the same workflow: nothing overtakes a start, a word waits for the words
 * before it, the keeping of a history for everything before it. A history holds nothing up.
 */
export const behind = (more = ''): string =>
  `(exists (select from outbox p where p.workflow_id = o.workflow_id and p.kind = 'start' and p.done_at is null
      and (o.kind <> 'start' or p.id < o.id) ${more})
    or o.kind <> 'start' and exists (select from outbox p where p.workflow_id = o.workflow_id and p.kind = 'signal'
      and p.done_at is null and p.id < o.id ${more}))`;

/** The longer it has waited, the longer it waits on: the hour of a thing that never comes is asked for ever more rarely. */
const later = `clock_timestamp()
  + least(interval '1 minute', greatest(interval '0.2 second', (clock_timestamp() - o.created_at) / 2))`;
const lease = `clock_timestamp() + interval '${CLAIM_LEASE_MS} milliseconds'`;

const due = (kind: string, most: string): string =>
  `select id from outbox where done_at is null and kind = '${kind}' and next_at <= clock_timestamp()
   order by next_at, id limit ${most} for update skip locked`;

/** Orders that are due, the most urgent first; each is looked at once: free ones are claimed, the others put off. */
const claim = (from: string): string =>
  `with ${from}, judged as (select o.id, ${behind()} as behind from outbox o where o.id in (select id from due))
   update outbox o set next_at = case when j.behind then ${later} else ${lease} end,
     claimed_by = case when j.behind then null else :mark::uuid end
   from judged j where o.id = j.id
   returning o.id, o.kind, o.workflow_id as "workflowId", o.case_id as "caseId", o.payload, not j.behind as free`;

const claims: Readonly<Record<Lane, string>> = {
  cases: claim(
    `starts as materialized (${due('start', ':most::int')}), words as materialized (${due(
      'signal',
      `greatest(:most::int - (select count(*) from starts), (:most::int + ${WORDS_PART - 1}) / ${WORDS_PART})`,
    )}), due as (select id from starts union all select id from words)`,
  ),
  histories: claim(`due as materialized (${due('export', ':most::int')})`),
};

export interface ClaimedOrders {
  orders: Order[];
  /** How many were due; those that must wait for another order have been put off. */
  due: number;
}

/** Claims orders for the one that is called `mark`, by one short statement. */
export async function claimOrders(db: Knex, lane: Lane, mark: string, most: number): Promise<ClaimedOrders> {
  const { rows } = await db.raw<{ rows: (Order & { free: boolean })[] }>(claims[lane], { mark, most });
  const orders = rows.filter(({ free }) => free).map(({ free: _, ...order }) => order as Order);
  return { orders: orders.sort(byUrgency), due: rows.length };
}

const byUrgency = (a: Order, b: Order): number =>
  a.kind === b.kind ? Number(BigInt(a.id) - BigInt(b.id)) : a.kind === 'start' ? -1 : 1;

/** Says that they are still being carried out. */
export async function renewClaims(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox set next_at = ${lease} where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** Gives back, as they were, orders that nothing could be tried for. */
export async function freeClaims(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox set next_at = clock_timestamp(), claimed_by = null
     where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** They are carried out, whoever holds them by now. What waited for one of them is due at once. */
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

/** Its hour has not come; that is nobody's fault. */
export async function noteLater(db: Knex, mark: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update outbox o set claimed_by = null, next_at = ${later}
     where id = any(?::bigint[]) and claimed_by = ? and done_at is null`,
    [[...ids], mark],
  );
}

/** It failed by its own fault: a few quick tries, then it is parked. */
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
