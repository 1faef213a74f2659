import type { Knex } from 'knex';
import { HOUR_MS } from '../../law/base/zone';
import { testDatabase, type TestDatabase } from '../../proof/database';
import { startClockAt } from '../../proof/region';
import { openDatabase } from '../sql/database';
import { beginPast, endPast, failPast, mustHaveFinishedPast, notePast, readPast } from './past';

const DAY = 24 * HOUR_MS;

describe('the past of a region', () => {
  let database: TestDatabase;
  let db: Knex;
  let owner: Knex;
  beforeEach(async () => {
    database = await testDatabase('training');
    db = openDatabase(database.url, 'test');
    owner = openDatabase(database.ownerUrl, 'test owner', 2);
  });
  afterEach(async () => {
    await Promise.all([db.destroy(), owner.destroy()]);
    await database.drop();
  });
  const born = (days: number): Promise<void> => startClockAt(owner, new Date(Date.now() - days * DAY));

  it('is none in a region that stands near its end', async () => {
    expect(await beginPast(db, new Date(), HOUR_MS)).toBeNull();
    expect(await readPast(db)).toBeNull();
  });

  it('ends at the instant it was begun with, however late it is taken up again', async () => {
    await born(10);
    const until = new Date();
    const first = await beginPast(db, until, HOUR_MS);
    expect(first?.untilAt).toEqual(until);
    const doneTo = new Date(until.getTime() - 5 * DAY);
    await notePast(db, { doneTo, share: 0.5 });
    expect(await beginPast(db, new Date(until.getTime() + DAY), HOUR_MS)).toEqual({ untilAt: until, doneTo });
  });

  it('never goes back', async () => {
    await born(10);
    await beginPast(db, new Date(), HOUR_MS);
    const doneTo = new Date(Date.now() - DAY);
    await notePast(db, { doneTo, share: 0.9 });
    await notePast(db, { doneTo: new Date(Date.now() - 9 * DAY), share: 0.1 });
    expect(await readPast(db)).toMatchObject({ doneTo, share: 0.9 });
  });

  it('tells how long it will take by the pace of the present run, and nothing before there is one', async () => {
    await born(10);
    await beginPast(db, new Date(), HOUR_MS);
    expect((await readPast(db))?.leftMs).toBeNull();
    // Half was done in the previous run; this run has done a fifth of the whole in a minute.
    await owner('past').update({
      share: 0.7,
      run_share: 0.5,
      run_at: owner.raw(`clock_timestamp() - interval '60 seconds'`),
      beat_at: owner.raw('clock_timestamp()'),
    });
    const left = (await readPast(db))?.leftMs ?? 0;
    expect(Math.abs(left - 90_000)).toBeLessThan(5_000);
  });

  it('says why it stands, until it is taken up; and that nobody lives it any more', async () => {
    await born(10);
    await beginPast(db, new Date(), HOUR_MS);
    await failPast(db, 'Движок молчит.');
    expect((await readPast(db))?.problem).toBe('Движок молчит.');
    await mustHaveFinishedPast(db);
    await beginPast(db, new Date(), HOUR_MS);
    expect((await readPast(db))?.problem).toBeNull();
    await expect(mustHaveFinishedPast(db)).rejects.toMatchObject({ code: 'past-going-on', status: 409 });
    await owner('past').update({ beat_at: owner.raw(`clock_timestamp() - interval '3 minutes'`) });
    expect((await readPast(db))?.problem).toContain('npm start');
  });

  it('is over once, for good', async () => {
    await born(10);
    await beginPast(db, new Date(), HOUR_MS);
    await endPast(db);
    expect(await readPast(db)).toBeNull();
    expect(await beginPast(db, new Date(), HOUR_MS)).toBeNull();
    await mustHaveFinishedPast(db);
  });

  it('is refused to a live installation by the database itself', async () => {
    const live = await testDatabase('live');
    const liveDb = openDatabase(live.url, 'test');
    const until = new Date(Date.now() + DAY);
    await expect(beginPast(liveDb, until, HOUR_MS)).rejects.toThrow('no past to live');
    await liveDb.destroy();
    await live.drop();
  });
});
