import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { closeDoors } from '../clock/doors';
import { brokenAt } from './chain';
import { eventsOf } from './events';
import { actNow } from '../../proof/act-now';

describe('the case kernel', () => {
  let db: Knex;
  let owner: Knex;
  useTestDatabase((opened) => ({ db, owner } = opened));

  const step = (caseId: string, act: string, key = act, actorId: string | null = null) => {
    const decide = sampleDeciders[act];
    if (!decide) throw new Error(`the sample does not know ${act}`);
    return actNow(db, { area: 'appeal', caseId, key, act, actorId, at: new Date().toISOString(), args: {} }, decide);
  };

  it('numbers cases without gaps, by area and local year', async () => {
    const at = new Date('2026-12-31T22:30:00Z');
    const numbers = [];
    for (const id of [await openSample(db, at), await openSample(db, at)])
      numbers.push((await db('case_file').where({ id }).first('number')).number);
    // 01:30 on 1 January in Moscow: already the first two of the next year.
    expect(numbers).toEqual(['ОБР-2027-000001', 'ОБР-2027-000002']);
  });

  it('chains every fact to the one before, so that a changed one shows', async () => {
    const id = await openSample(db, new Date());
    await step(id, 'note', 'a');
    await step(id, 'note', 'b');
    const events = await eventsOf(db, id);
    expect(brokenAt(events)).toBeNull();
    expect(brokenAt(events.map((event) => (event.seq === 2 ? { ...event, facts: { forged: true } } : event)))).toBe(2);
    expect(brokenAt(events.filter((event) => event.seq !== 3))).toBe(3);
  });

  it('lets nobody change or remove a fact, the owner of the schema included', async () => {
    const id = await openSample(db, new Date());
    await expect(db('case_event').where({ case_id: id }).update({ kind: 'forged' })).rejects.toThrow(
      /permission denied/,
    );
    await expect(owner('case_event').where({ case_id: id }).update({ kind: 'forged' })).rejects.toThrow(/append-only/);
    await expect(owner('case_event').where({ case_id: id }).delete()).rejects.toThrow(/append-only/);
    await expect(owner.raw('truncate case_event')).rejects.toThrow();
  });

  it('moves a case only along the table of its area', async () => {
    const id = await openSample(db, new Date());
    await expect(db('case_file').where({ id }).update({ phase: 'received' })).rejects.toThrow(
      /no way from registered to received/,
    );
    await expect(step(id, 'register', 'a second time', randomUUID())).rejects.toMatchObject({ code: 'phase-forbids' });
  });

  it('runs two steps that come at once one after the other', async () => {
    const id = await openSample(db, new Date());
    await Promise.all(Array.from({ length: 12 }, (_, index) => step(id, 'note', `n${index}`)));
    const events = await eventsOf(db, id);
    expect(events).toHaveLength(14);
    expect(brokenAt(events)).toBeNull();
  });

  it('lets two cases that speak to each other at once both speak', async () => {
    const [one, two] = [await openSample(db, new Date()), await openSample(db, new Date())];
    // Each has locked its own row before either sends its message.
    let here = 0;
    const both = async (): Promise<void> => {
      here += 1;
      for (const end = performance.now() + 5_000; here < 2 && performance.now() < end;) await wait(5);
    };
    const speak = (caseId: string, to: string) =>
      actNow(
        db,
        { area: 'appeal', caseId, key: 'speak', act: 'note', actorId: null, at: new Date().toISOString(), args: {} },
        async () => {
          await both();
          const word = { area: 'appeal', caseId: to, key: `from ${caseId}`, act: 'note', args: {} };
          return { events: [{ kind: 'noted', facts: {} }], messages: [word] };
        },
      );
    const spoken = await Promise.allSettled([speak(one, two), speak(two, one)]);
    expect(spoken.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    expect(await db('outbox').where({ kind: 'signal' }).whereIn('case_id', [one, two])).toHaveLength(2);
  });
});

describe('a live installation', () => {
  let db: Knex;
  let owner: Knex;
  useTestDatabase((opened) => ({ db, owner } = opened), { kind: 'live' });

  it('cannot be given another time, not even by the owner of the schema', async () => {
    for (const who of [db, owner]) {
      await expect(who('installation').update({ offset_ms: 1 })).rejects.toThrow(/live_time_cannot_move/);
      await expect(closeDoors(who)).rejects.toThrow(/live_time_cannot_move/);
      const at = new Date();
      const row = { id: randomUUID(), wanted_at: at, from_at: at, to_at: new Date(at.getTime() + 1) };
      await expect(who('travel').insert(row)).rejects.toThrow(/cannot travel/);
    }
  });

  it('cannot be turned into a training one', async () => {
    await expect(owner('installation').update({ kind: 'training' })).rejects.toThrow(/never changes/);
    await expect(owner('installation').delete()).rejects.toThrow(/stays/);
  });
});
