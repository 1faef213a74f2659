import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { readClock } from './clock';
import { closeDoors, moveClockTo, openDoors, renewDoors, waitForWriters } from './doors';
import {
  beatTravel,
  endTravel,
  lastTravel,
  noteHop,
  travelById,
  travelUnderway,
  travelsOn,
  wantTravel,
} from './travels';
import { enterWrite } from '../access/writes';

const DAY_MS = 86_400_000;
const HOUR_AGO = new Date(Date.now() - 3_600_000);

describe('a travel and its doors', () => {
  let db: Knex;
  let owner: Knex;
  useTestDatabase((opened) => ({ db, owner } = opened));
  beforeEach(async () => {
    await owner('travel').delete();
    await owner('installation').update({ doors_by: null, doors_since: null, doors_until: null });
  });

  const mayWrite = (): Promise<boolean> =>
    db.transaction(async (trx) => (await enterWrite(trx, { actor: 'a', route: 'r', key: randomUUID() }, false)).open);
  const want = async (more = false): Promise<string> => {
    const to = new Date((await readClock(db)).now.getTime() + DAY_MS);
    return (await wantTravel(db, { id: randomUUID(), to, personId: null, more })).id;
  };
  const leaseRunsOut = () => owner('installation').update({ doors_until: HOUR_AGO });
  const nobodyMoves = (id: string) => owner('travel').where({ id }).update({ beat_at: HOUR_AGO });
  const ahead = async () => new Date((await readClock(db)).now.getTime() + DAY_MS);

  it('keeps writes out while the lease is renewed and lets them in when nobody renews it', async () => {
    const mark = await closeDoors(db);
    expect(await mayWrite()).toBe(false);
    expect(await renewDoors(db, mark)).toBe(true);
    await leaseRunsOut();
    expect(await mayWrite()).toBe(true);
    expect((await readClock(db)).doorsClosed).toBe(false);
  });

  it('moves no time behind doors that were open meanwhile, nor by a mark that another has replaced', async () => {
    const [first, before] = [await closeDoors(db), (await readClock(db)).offsetMs];
    await leaseRunsOut();
    expect(await renewDoors(db, first)).toBe(false);
    expect(await moveClockTo(db, await ahead(), first)).toBe(false);
    const second = await closeDoors(db);
    expect(await moveClockTo(db, await ahead(), first)).toBe(false);
    expect((await readClock(db)).offsetMs).toBe(before);
    await openDoors(db, first);
    expect((await readClock(db)).doorsClosed).toBe(true);
    expect(await moveClockTo(db, await ahead(), second)).toBe(true);
    expect((await readClock(db)).offsetMs).toBeGreaterThan(before);
  });

  it('waits for the writes under way', async () => {
    let leave: () => void = () => undefined;
    const writing = db.transaction(async (trx) => {
      await enterWrite(trx, { actor: 'a', route: 'r', key: randomUUID() }, false);
      await new Promise<void>((done) => (leave = done));
    });
    await closeDoors(db);
    let out = false;
    const waiting = waitForWriters(db).then((all) => (out = all));
    expect(await mayWrite()).toBe(false);
    expect(out).toBe(false);
    leave();
    await Promise.all([writing, waiting]);
    expect(out).toBe(true);
  });

  it('is over, with its reason, once nobody moves it, and makes way for the next', async () => {
    const id = await want(true);
    await expect(want()).rejects.toMatchObject({ code: 'clock-travelling' });
    expect(await travelsOn(db)).toBe(true);
    await nobodyMoves(id);
    const told = { id, over: true, doneAt: null, problem: expect.stringContaining('исполнитель') };
    expect(await travelById(db, id)).toMatchObject(told);
    expect(await lastTravel(db)).toMatchObject(told);
    expect(await travelsOn(db)).toBe(false);
    const next = await want();
    expect(await travelUnderway(db)).toMatchObject({ id: next, over: false, problem: null });
    expect((await travelById(db, id))?.doneAt).not.toBeNull();
  });

  it('is not over while it moves on', async () => {
    const id = await want();
    await nobodyMoves(id);
    expect(await beatTravel(db, id, false)).toBe(true);
    expect((await travelById(db, id))?.over).toBe(true);
    expect(await beatTravel(db, id, true)).toBe(true);
    expect((await travelById(db, id))?.over).toBe(false);
  });

  it('changes nothing of a travel that has ended, nor opens the doors of another', async () => {
    const id = await want();
    const mine = await closeDoors(db);
    await endTravel(db, id, { problem: 'Дело стоит.', mark: mine });
    expect((await readClock(db)).doorsClosed).toBe(false);
    const other = await closeDoors(db);
    await endTravel(db, id, { problem: null, mark: mine });
    await noteHop(db, id, new Date(), 5);
    expect(await beatTravel(db, id, true)).toBe(false);
    expect(await travelById(db, id)).toMatchObject({ problem: 'Дело стоит.', hops: 0, moved: 0 });
    expect((await readClock(db)).doorsClosed).toBe(true);
    await openDoors(db, other);
  });
});
