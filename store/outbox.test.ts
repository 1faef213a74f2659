import type { Knex } from 'knex';
import { testDatabase, type TestDatabase } from '../proof/database';
import { openDatabase } from './database';
import { forgetDoneOrders, ordersAwaited, outboxAge, parkedOrders, withNextOrder, type Outcome } from './outbox';

const OFTEN = 20;
const LONG_AGO = new Date(0);

describe('orders to the engine', () => {
  let database: TestDatabase;
  let db: Knex;
  let owner: Knex;
  beforeAll(async () => {
    database = await testDatabase();
    [db, owner] = [openDatabase(database.url, 'test'), openDatabase(database.ownerUrl, 'test owner', 2)];
  });
  beforeEach(async () => {
    await owner('outbox').update({ done_at: LONG_AGO });
    await db('outbox').delete();
  });
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });

  const order = (workflowId: string, kind = 'start') =>
    db('outbox').insert({ kind, workflow_id: workflowId, payload: '{}' });
  const opened = async (): Promise<{ workflow_id: string; parked_at: Date | null; attempts: number }[]> =>
    db('outbox').whereNull('done_at').orderBy('id').select('workflow_id', 'parked_at', 'attempts');

  /** Carries out whatever is open, waiting for no back-off, and says in which order. */
  async function carry(outcomes: Readonly<Record<string, Outcome>> = {}, turns = OFTEN): Promise<string[]> {
    const taken: string[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await owner('outbox').whereNull('done_at').whereNull('parked_at').update({ next_at: LONG_AGO });
      await withNextOrder(db, async ({ workflowId, kind }) => {
        taken.push(`${kind} ${workflowId}`);
        return outcomes[workflowId] ?? 'done';
      });
    }
    return taken;
  }

  it('are parked after some tries in vain, hold up nobody meanwhile, and are told of', async () => {
    await order('broken');
    await order('sound');
    expect((await ordersAwaited(db)).count).toBe(2);
    const taken = await carry({ broken: { problem: 'no such type' } });
    expect(taken.filter((one) => one === 'start sound')).toHaveLength(1);
    expect(taken.filter((one) => one === 'start broken').length).toBeLessThan(10);
    expect(await opened()).toMatchObject([{ workflow_id: 'broken', parked_at: expect.any(Date) }]);
    expect((await ordersAwaited(db)).count).toBe(0);
    expect(await outboxAge(db)).toMatchObject({ open: 1, parked: 1 });
    expect(await parkedOrders(db, 5)).toMatchObject([{ workflowId: 'broken', problem: 'no such type' }]);
  });

  it('are tried on, rarely, after they were parked, and are as any other once that works', async () => {
    await order('broken');
    await carry({ broken: { problem: 'away' } });
    const { rows } = await owner.raw(
      `select next_at > clock_timestamp() + interval '30 seconds' as rarely from outbox`,
    );
    expect(rows).toEqual([{ rarely: true }]);
    await owner('outbox').update({ next_at: LONG_AGO });
    await carry();
    expect(await outboxAge(db)).toMatchObject({ open: 0, parked: 0 });
  });

  it('blame nobody when nothing can be tried: all stays as it was', async () => {
    await order('one');
    const away = withNextOrder(db, () => Promise.reject(new Error('the engine is away')));
    await expect(away).rejects.toThrow('the engine is away');
    expect(await opened()).toMatchObject([{ attempts: 0, parked_at: null }]);
    expect(await carry({}, 1)).toEqual(['start one']);
  });

  it('wait as long as it takes for an hour that has not come', async () => {
    await order('closing', 'export');
    await carry({ closing: 'later' });
    expect(await opened()).toMatchObject([{ attempts: 0, parked_at: null }]);
  });

  it('keep their order in one workflow: no word overtakes its start, none waits for the keeping of a history', async () => {
    await order('one');
    await order('one', 'signal');
    await order('two', 'export');
    await order('two', 'signal');
    expect(await carry({ one: { problem: 'no' }, two: 'later' })).not.toContain('signal one');
    expect((await ordersAwaited(db)).count).toBe(1);
    await owner('outbox').where({ kind: 'start' }).update({ next_at: LONG_AGO });
    expect((await carry()).filter((one) => one.endsWith('one'))).toEqual(['start one', 'signal one']);
  });

  it('are forgotten a month after they were carried out, and never before', async () => {
    await order('old');
    await carry();
    await order('open');
    await owner('outbox').update({ created_at: LONG_AGO });
    expect(await forgetDoneOrders(db)).toBe(0);
    await owner('outbox').whereNotNull('done_at').update({ done_at: LONG_AGO });
    expect(await forgetDoneOrders(db)).toBe(1);
    expect(await opened()).toMatchObject([{ workflow_id: 'open' }]);
    await expect(db('outbox').delete()).rejects.toThrow('not carried out yet');
  });
});
