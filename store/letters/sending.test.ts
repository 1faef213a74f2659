import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { addPerson } from '../../proof/site';
import { claimDue, giveBack, keepClaims, markSent, markTried } from './sending';

const HOUR_MS = 3_600_000;
const [first, second] = [randomUUID(), randomUUID()];

let db: Knex;
let owner: Knex;
useTestDatabase((opened) => ({ db, owner } = opened));
beforeEach(() => db('delivery').whereNull('sent_at').whereNull('failed_at').update({ next_at: 'infinity' }));

async function letter(more: object = {}): Promise<string> {
  const [id, at] = [randomUUID(), new Date(Date.now() - HOUR_MS)];
  const person_id = await addPerson(owner);
  const row = { id, person_id, key: id, channel: 'email', letter: 'note', facts: '{}', created_at: at, next_at: at };
  await db('delivery').insert({ ...row, ...more });
  return id;
}
const claim = async (by: string, most = 100): Promise<string[]> =>
  (await claimDue(db, { channel: 'email', by, most })).map(({ id }) => id);
const fails = (by: string, id: string, kind: 'never' | 'later' | 'away', triedForMs = 48 * HOUR_MS): Promise<void> =>
  markTried(db, by, [{ id, kind, problem: 'email-not-reachable', triedForMs }]);
const stands = (id: string) => db('delivery').where({ id }).first();
/** The sender that had it has died or was frozen. */
const lapse = (id: string) =>
  db('delivery')
    .where({ id })
    .update({ claimed_until: new Date(0) });

describe('a letter in hand', () => {
  it('is in the hands of one, of two who take at once too', async () => {
    const all = await Promise.all(Array.from({ length: 20 }, () => letter()));
    const [one, other] = await Promise.all([claim(first, 15), claim(second, 15)]);
    expect([...one, ...other].sort()).toEqual(all.sort());
  });

  it('is taken by the next when its sender has died, and not while the sender says that it lives', async () => {
    const id = await letter();
    expect(await claim(first)).toEqual([id]);
    expect(await claim(second)).toEqual([]);
    await lapse(id);
    await keepClaims(db, first, [id]);
    expect(await claim(second)).toEqual([]);
    await lapse(id);
    expect(await claim(second)).toEqual([id]);
  });

  it('is given back untried, or for later', async () => {
    const id = await letter();
    await claim(first);
    await giveBack(db, second, [{ id }]);
    expect(await claim(second)).toEqual([]);
    await giveBack(db, first, [{ id }]);
    expect(await claim(first)).toEqual([id]);
    const until = new Date(Date.now() + HOUR_MS);
    await giveBack(db, first, [{ id, until }]);
    expect(await claim(first)).toEqual([]);
    expect(await stands(id)).toMatchObject({ next_at: until, attempts: 0, claimed_by: null });
  });

  it('goes before the others when somebody waits for it', async () => {
    const older = await letter();
    const awaited = await letter({ at_night: true, next_at: new Date() });
    expect(await claim(first, 1)).toEqual([awaited]);
    expect(await claim(first, 1)).toEqual([older]);
  });
});

describe('a try that failed', () => {
  it('is followed by the next ever later, and no number of tries ends a letter', async () => {
    const id = await letter();
    const waits: number[] = [];
    for (let tries = 0; tries < 70; tries += 1) {
      await db('delivery')
        .where({ id })
        .update({ next_at: new Date(0) });
      await claim(first);
      await fails(first, id, 'later');
      const { rows } = await db.raw(
        `select extract(epoch from next_at - domovoy_now())::int as s from delivery where id = ?`,
        [id],
      );
      waits.push(rows[0].s);
    }
    expect(waits.slice(0, 4)).toEqual([2, 4, 8, 16]);
    expect(waits.at(-1)).toBe(3_600);
    expect(await stands(id)).toMatchObject({ attempts: 70, failed_at: null });
  });

  it('ends a letter when the other side said never, or when its time is over', async () => {
    const [never, old, young] = [await letter(), await letter(), await letter()];
    await claim(first);
    await fails(first, never, 'never');
    await fails(first, old, 'away', HOUR_MS);
    await fails(first, young, 'away', HOUR_MS + 60_000);
    expect((await stands(never)).failed_at).not.toBeNull();
    expect((await stands(old)).failed_at).not.toBeNull();
    expect((await stands(young)).failed_at).toBeNull();
  });
});

/** Two senders of one letter: the one whose lease ended may report last. */
describe('a sender that comes late', () => {
  async function twoHands(): Promise<string> {
    const id = await letter();
    await claim(first);
    await lapse(id);
    await claim(second);
    return id;
  }

  it('with a failure leaves a letter that has left as it is', async () => {
    const id = await twoHands();
    await markSent(db, [{ id, proof: {} }]);
    const sent = await stands(id);
    await fails(first, id, 'never');
    await fails(second, id, 'never');
    expect(await stands(id)).toEqual(sent);
  });

  it('with a failure does not take it out of the other’s hands', async () => {
    const id = await twoHands();
    const held = await stands(id);
    await fails(first, id, 'later');
    expect(await stands(id)).toEqual(held);
  });

  it('with a passing failure does not take back that it was given up', async () => {
    const id = await twoHands();
    await fails(second, id, 'never');
    const failed = await stands(id);
    await fails(first, id, 'later');
    expect(await stands(id)).toEqual(failed);
  });

  it('with a proof is believed: the other side has taken it', async () => {
    const id = await twoHands();
    await fails(second, id, 'never');
    await markSent(db, [{ id, proof: { message: 'taken' } }]);
    expect(await stands(id)).toMatchObject({ sent_at: expect.any(Date), failed_at: null, problem: null });
  });
});
