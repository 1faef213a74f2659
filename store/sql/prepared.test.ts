import type { Knex } from 'knex';
import { testDatabase, type TestDatabase } from '../../proof/database';
import { openDatabase } from './database';
import { again } from './outage';

describe('statements that come again and again', () => {
  let database: TestDatabase;
  let db: Knex;
  let owner: Knex;
  beforeAll(async () => {
    database = await testDatabase();
    // One connection each: its prepared statements are its own.
    [db, owner] = [openDatabase(database.url, 'test', 1), openDatabase(database.ownerUrl, 'test owner', 1)];
  });
  afterAll(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });

  const kept = async (like: string): Promise<number> =>
    (await db.raw(`select count(*)::int as count from pg_prepared_statements where statement like '${like}'`)).rows[0]
      .count;
  const repeat = async (times: number, work: (turn: number) => Promise<unknown>): Promise<void> => {
    for (let turn = 0; turn < times; turn += 1) await work(turn);
  };

  it('are planned once a connection; what is said once or twice is not kept', async () => {
    await repeat(2, (turn) => db.raw('select ?::int + 1 as rare', [turn]));
    await repeat(9, (turn) => db.raw('select ?::int + 1 as often', [turn]));
    expect([await kept('%as rare%'), await kept('%as often%')]).toEqual([0, 1]);
    expect((await db.raw('select ?::int + 1 as often', [41])).rows).toEqual([{ often: 42 }]);
  });

  it('are as many as a connection keeps, however many there are', async () => {
    await repeat(400, (turn) => repeat(3, () => db.raw(`select ?::int as many_${turn}`, [turn])));
    expect(await kept('%')).toBeLessThanOrEqual(200);
  });

  it('survive a change of their tables: what met it is done again', async () => {
    await owner.raw('create table changing (id int); grant select, insert on changing to domovoy_app');
    const fresh = openDatabase(database.url, 'test', 1);
    const look = () => fresh.transaction((trx) => trx('changing').where({ id: 1 }).select('*'));
    await fresh('changing').insert({ id: 1 });
    await repeat(5, look);
    await owner.raw(`alter table changing add column name text default 'new'`);
    expect(await again(look)).toEqual([{ id: 1, name: 'new' }]);
    await fresh.destroy();
  });
});
