import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { claimOrders, type Lane } from './claims';
import { forgetDoneOrders } from './outbox';
import { forgetOldWrites } from '../access/writes';

const MOST = 24;
const DONE = 300_000;
/** Orders of each kind, beside those that wait for another order or are not due yet. */
const DUE = 5_000;

interface Plan {
  'Node Type': string;
  'Relation Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Index Recheck'?: number;
  Plans?: Plan[];
}

const all = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)];
const touched = (plan: Plan): number =>
  (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Index Recheck'] ?? 0)) *
  plan['Actual Loops'];

describe('a table of orders that has grown', () => {
  let db: Knex;
  let owner: Knex;
  useTestDatabase((opened) => ({ db, owner } = opened));
  beforeAll(async () => {
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, done_at)
       select (array['start', 'signal', 'export'])[1 + n % 3], 'done ' || n, '{}', clock_timestamp() - n * interval '1 second'
       from generate_series(1, ${DONE}) n`,
    );
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, next_at)
       select kind, 'open ' || kind || n, '{}', clock_timestamp() + hour from generate_series(1, ${DUE}) n,
         unnest(array['start', 'signal', 'export']) kind, unnest(array[interval '0', interval '1 hour']) hour`,
    );
    // A thousand messages to a case whose start cannot be done, and a thousand to one other case.
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, next_at, parked_at)
       values ('start', 'stuck', '{}', clock_timestamp() + interval '1 hour', clock_timestamp())`,
    );
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, next_at)
       select 'signal', case when n % 2 = 0 then 'stuck' else 'talk' end, '{}', clock_timestamp() - interval '1 day'
       from generate_series(1, 2000) n`,
    );
    await owner.raw('vacuum analyze outbox');
  });

  /** The query plans of the statements that `work` sends to the table; their effect is rolled back. */
  async function plansOf(work: (trx: Knex) => Promise<unknown>): Promise<Plan[]> {
    const sent: { sql: string; bindings: Knex.RawBinding[] }[] = [];
    const back = (doing: (trx: Knex) => Promise<unknown>): Promise<unknown> =>
      db.transaction(async (trx) => doing(trx).then(() => trx.rollback())).catch(() => undefined);
    await back(async (trx) => {
      trx.on('query', (query: { sql: string; bindings: Knex.RawBinding[] }) => void sent.push(query));
      await work(trx);
    });
    const plans: Plan[] = [];
    for (const { sql, bindings } of sent.filter((one) => /outbox|write_key/.test(one.sql)))
      await back(async (trx) => {
        const { rows } = await trx.raw(`explain (analyze, format json) ${sql.replace(/\$\d+/g, '?')}`, bindings);
        plans.push(rows[0]['QUERY PLAN'][0].Plan);
      });
    return plans;
  }
  const scansOf = (plan: Plan | undefined): Plan[] => (plan ? all(plan).filter((node) => node['Relation Name']) : []);
  const whole = (plan: Plan | undefined): Plan[] => scansOf(plan).filter((node) => node['Node Type'] === 'Seq Scan');

  it.each<[Lane, number]>([
    ['cases', 40],
    ['histories', 20],
  ])('costs a claim of %s no look at what is done, waits or is not its own', async (lane, times) => {
    const [plan] = await plansOf((trx) => claimOrders(trx, lane, randomUUID(), MOST));
    expect(scansOf(plan).length).toBeGreaterThan(2);
    expect(whole(plan)).toEqual([]);
    expect(
      scansOf(plan)
        .map(touched)
        .reduce((sum, rows) => sum + rows, 0),
    ).toBeLessThan(MOST * times);
  });

  it('comes to what is free however many stand before it that are not, and puts those off', async () => {
    const taken: string[] = [];
    for (let turn = 0, due = 1; turn < 200 && due > 0; turn += 1) {
      const claimed = await claimOrders(db, 'cases', randomUUID(), 100);
      due = claimed.due;
      taken.push(...claimed.orders.map(({ workflowId }) => workflowId));
    }
    expect(taken.filter((id) => id.startsWith('open'))).toHaveLength(2 * DUE);
    expect(taken.filter((id) => !id.startsWith('open'))).toEqual(['talk']);
  });

  it('is tidied in statements of so many rows, each found by its age', async () => {
    const plans = await plansOf((trx) => forgetDoneOrders(trx));
    expect(plans.length).toBeGreaterThan(40);
    expect(whole(plans[0])).toEqual([]);
    expect(
      scansOf(plans[0])
        .map(touched)
        .reduce((sum, rows) => sum + rows, 0),
    ).toBeLessThan(10_001);
  });

  it('forgets keys of writes in the same way', async () => {
    await owner.raw(
      `insert into write_key (actor, route, key, fingerprint, answer, at)
       select 'a', 'r', gen_random_uuid(), '', '{}', clock_timestamp() - interval '31 days' from generate_series(1, 12000)`,
    );
    await owner.raw('vacuum analyze write_key');
    const plans = await plansOf((trx) => forgetOldWrites(trx));
    expect(plans).toHaveLength(3);
    expect(whole(plans[0])).toEqual([]);
    await forgetOldWrites(db);
    expect(await db('write_key').select('key')).toEqual([]);
  });
});
