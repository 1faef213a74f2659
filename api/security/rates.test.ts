import type { Knex } from 'knex';
import { createRateLimit, TooOften, usualRates } from './rates';
import { useTestDatabase } from '../../proof/database';
import { spend } from '../../store/access/rates';

describe('how often somebody may ask', () => {
  let db: Knex;
  useTestDatabase((opened) => ({ db } = opened));

  it('is counted for all processes together, each window anew', async () => {
    expect(await spend(db, 'write:a', 60)).toMatchObject({ points: 1 });
    const second = await spend(db, 'write:a', 60);
    expect(second.points).toBe(2);
    expect(second.leftMs).toBeGreaterThan(0);
    expect(second.leftMs).toBeLessThanOrEqual(60_000);
    expect((await spend(db, 'write:b', 60)).points).toBe(1);
    await db('rate_limit').where({ key: 'write:a' }).update({ expire: 0 });
    expect((await spend(db, 'write:a', 60)).points).toBe(1);
  });

  it('is refused over the limit with the seconds to wait, in every process, and without counting on', async () => {
    const rates = {
      read: { points: 1, seconds: 60, shared: false },
      write: { points: 2, seconds: 60, shared: true },
      search: { points: 1, seconds: 60, shared: true },
      'sign-in': { points: 1, seconds: 60, shared: true },
      password: { points: 1, seconds: 60, shared: true },
      exchange: { points: 2, seconds: 60, shared: false },
    };
    const [here, there] = [createRateLimit(db, rates), createRateLimit(db, rates)];
    await here('write', 'c');
    await there('write', 'c');
    await expect(here('write', 'c')).rejects.toBeInstanceOf(TooOften);
    await expect(here('write', 'c')).rejects.toMatchObject({ status: 429 });
    expect((await db('rate_limit').where({ key: 'write:c' }).first('points')).points).toBe(3);
    await expect(there('write', 'c')).rejects.toMatchObject({ retryAfter: expect.any(Number) });
    await here('read', 'c');
    await expect(here('read', 'c')).rejects.toBeInstanceOf(TooOften);
    await there('read', 'c');
  });

  it('costs whoever asks now and then no row, and is counted for all once somebody asks often', async () => {
    const seldom = { points: 2, seconds: 60, shared: true, free: 2 };
    const limit = createRateLimit(db, { ...usualRates, write: seldom });
    const counted = async () => (await db('rate_limit').where({ key: 'write:d' }).first('points'))?.points;
    await limit('write', 'd');
    await limit('write', 'd');
    expect(await counted()).toBeUndefined();
    await limit('write', 'd');
    await limit('write', 'd');
    expect(await counted()).toBe(2);
    await expect(limit('write', 'd')).rejects.toMatchObject({ status: 429 });
  });
});
