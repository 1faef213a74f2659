import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { claimOrders, freeClaims, noteDone, noteLater, noteProblems, renewClaims, type Lane } from './claims';
import { forgetDoneOrders, ordersAwaited, outboxAge, parkedOrders } from './outbox';

const OFTEN = 20;
const LONG_AGO = new Date(0);
const MARK = randomUUID();
const lanes: readonly Lane[] = ['cases', 'histories'];
type Outcome = 'done' | 'later' | { problem: string };

describe('orders to the engine', () => {
  let db: Knex;
  let owner: Knex;
  useTestDatabase((opened) => ({ db, owner } = opened));
  beforeEach(async () => {
    await owner('outbox').update({ done_at: LONG_AGO });
    await db('outbox').delete();
  });

  const order = (workflowId: string, kind = 'start') =>
    db('outbox').insert({ kind, workflow_id: workflowId, payload: '{}' });
  const opened = async (): Promise<{ workflow_id: string; parked_at: Date | null; attempts: number }[]> =>
    db('outbox').whereNull('done_at').orderBy('id').select('workflow_id', 'parked_at', 'attempts');
  const claimed = async (most = OFTEN, mark: string = MARK): Promise<string[]> =>
    (await claimOrders(db, 'cases', mark, most)).orders.map(({ kind, workflowId }) => `${kind} ${workflowId}`);
  const hurry = (): Promise<number> =>
    owner('outbox').whereNull('done_at').whereNull('parked_at').whereNull('claimed_by').update({ next_at: LONG_AGO });

  /** Carries out whatever is open, without waiting for back-off, and returns the order of execution. */
  async function carry(outcomes: Readonly<Record<string, Outcome>> = {}, turns = OFTEN): Promise<string[]> {
    const taken: string[] = [];
    for (let turn = 0; turn < turns; turn += 1) {
      await hurry();
      for (const lane of lanes)
        for (const { id, workflowId, kind } of (await claimOrders(db, lane, MARK, OFTEN)).orders) {
          taken.push(`${kind} ${workflowId}`);
          const outcome = outcomes[workflowId] ?? 'done';
          if (outcome === 'done') await noteDone(db, [id]);
          else if (outcome === 'later') await noteLater(db, MARK, [id]);
          else await noteProblems(db, MARK, [{ id, problem: outcome.problem }]);
        }
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

  it('of one workflow go out one after the other: a word that came before its start comes after it, a history last', async () => {
    await order('one', 'export');
    await order('one', 'signal');
    await order('one', 'signal');
    await order('one');
    await order('one', 'export');
    const taken: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const { orders } = await claimOrders(db, 'cases', MARK, OFTEN);
      expect((await claimOrders(db, 'histories', MARK, OFTEN)).orders).toEqual([]);
      taken.push(...orders.map(({ kind, id }) => `${kind} ${id}`));
      await noteDone(
        db,
        orders.map(({ id }) => id),
      );
    }
    const words = (await db('outbox').where({ kind: 'signal' }).orderBy('id').select('id')).map(({ id }) => id);
    expect(taken).toEqual([expect.stringMatching('start'), ...words.map((id: string) => `signal ${id}`)]);
    await hurry();
    expect((await claimOrders(db, 'histories', MARK, OFTEN)).orders).toHaveLength(2);
  });

  it('are started before anything is said, and a flood of starts still leaves room for words', async () => {
    for (let n = 0; n < 8; n += 1) await order(`said ${n}`, 'signal');
    for (let n = 0; n < 40; n += 1) await order(`born ${n}`);
    const taken = await claimed(8);
    expect(taken.slice(0, 8).every((one) => one.startsWith('start'))).toBe(true);
    expect(taken.slice(8)).toEqual(['signal said 0', 'signal said 1']);
  });

  it('are carried out by one relay each, however many there are at once', async () => {
    for (let n = 0; n < 60; n += 1) await order(`many ${n}`);
    const shares = await Promise.all(Array.from({ length: 6 }, () => claimed(10, randomUUID())));
    expect(new Set(shares.flat()).size).toBe(60);
    expect(shares.flat()).toHaveLength(60);
    expect(await claimed()).toEqual([]);
    expect((await ordersAwaited(db)).count).toBe(60);
  });

  it('come back when their relay has died, and not while it says that it is at work', async () => {
    await order('one');
    const { orders } = await claimOrders(db, 'cases', MARK, 1);
    const [id = ''] = orders.map((one) => one.id);
    await owner('outbox').update({ next_at: LONG_AGO });
    await renewClaims(db, MARK, [id]);
    expect(await claimed(1, randomUUID())).toEqual([]);
    await owner('outbox').update({ next_at: LONG_AGO });
    const other = randomUUID();
    expect(await claimed(1, other)).toEqual(['start one']);
    // The first relay continues: it holds nothing any more, and its report of a failure is ignored.
    await noteProblems(db, MARK, [{ id, problem: 'late' }]);
    await freeClaims(db, MARK, [id]);
    expect(await claimed(1, randomUUID())).toEqual([]);
    expect(await opened()).toMatchObject([{ attempts: 0 }]);
    await freeClaims(db, other, [id]);
    expect(await claimed()).toEqual(['start one']);
  });

  it('are forgotten a day after they were carried out, all of them and never before', async () => {
    await order('old');
    await carry();
    await order('open');
    await owner('outbox').update({ created_at: LONG_AGO });
    expect(await forgetDoneOrders(db)).toBe(0);
    await owner.raw(
      `insert into outbox (kind, workflow_id, payload, done_at)
       select 'start', 'gone ' || n, '{}', clock_timestamp() - interval '25 hours' from generate_series(1, 12000) n`,
    );
    expect(await forgetDoneOrders(db)).toBe(12_000);
    expect(await db('outbox').select('workflow_id')).toHaveLength(2);
    expect(await opened()).toMatchObject([{ workflow_id: 'open' }]);
    await expect(db('outbox').delete()).rejects.toThrow('not carried out yet');
  });
});
