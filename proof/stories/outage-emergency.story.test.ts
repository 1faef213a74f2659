import { randomUUID } from 'node:crypto';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { outageFromEvents, outageFromRows } from '../../store/outage/evidence';
import { openSample } from '../samplecase';
import { outageTown, whole, type Town } from './outage-town';

const at = (text: string): Date => new Date(`${text}+03:00`);
const BROKE = at('2026-11-20T22:30:00');

/** Both accounts of a life: what the rows say and what the chained events say. */
async function agrees(town: Town, id: string): Promise<void> {
  const events = await eventsOf(town.db, id);
  expect(brokenAt(events)).toBeNull();
  const told = events.map(({ kind, facts, actorId, at: instant }) => ({
    kind,
    facts,
    actorId,
    at: instant.toISOString(),
  }));
  expect(outageFromEvents(told)).toEqual(await outageFromRows(town.db, id));
}

describe('a pipe that bursts at night', () => {
  let town: Town;
  let id: string;
  beforeAll(async () => {
    town = await outageTown({ bornAt: '2026-11-20T23:00:00+03:00' });
  });
  afterAll(() => town.stop());

  it('runs from its discovery, and where it is dangerous everybody is woken', async () => {
    id = await town.outage({
      ...{ kind: 'emergency', cause: 'unknown', from: BROKE, until: null, danger: true },
      services: ['hot-water', 'heating'],
    });
    expect(await town.phase(id)).toBe('running');
    const rings = await town.db('delivery').where({ case_id: id, channel: 'sms' });
    expect(rings).toHaveLength(4);
    for (const one of rings) expect(one).toMatchObject({ at_night: true, next_at: await one.created_at });
    expect(await town.db('outage_span').where({ case_id: id, began_at: BROKE })).toHaveLength(4);
    expect(await town.deadline(id, 'inform')).toMatchObject({ norm: 'QV-02', metAt: null });
  });

  it('gathers the requests of residents, each once', async () => {
    const requests = [await openSample(town.db, await town.now()), await openSample(town.db, await town.now())];
    for (const one of requests) await town.gather(id, one);
    await town.gather(id, requests[0] ?? '', randomUUID());
    await town.eventually(async () => (await town.db('outage_request').where({ case_id: id })).length === 2);
    await town.eventually(async () => (await town.kinds(id)).filter((kind) => kind === 'gathered').length === 2);
    await agrees(town, id);
  });

  it('is told why and for how long within a day; then it is told once more, and in time', async () => {
    await town.change(id, { cause: 'burst', until: at('2026-11-21T06:00:00') });
    expect((await town.deadline(id, 'inform')).verdict.kind).toBe('in-time');
    expect((await town.told(id)).filter((one) => one.startsWith('changed'))).toHaveLength(4);
    await town.change(id, { until: at('2026-11-21T09:00:00') }, 'extend');
    expect(await town.kinds(id)).toEqual(expect.arrayContaining(['changed', 'extended']));
    await agrees(town, id);
  });

  it('is over house by house, and each house hears only of its own', async () => {
    await town.travelTo(at('2026-11-21T08:00:00'));
    await town.act(id, 'restore', { houses: [town.distant] });
    expect(await town.phase(id)).toBe('running');
    expect((await town.told(id)).filter((one) => one.startsWith('restored'))).toEqual(['restored far']);
    await expect(town.act(id, 'restore', { houses: [town.distant] })).rejects.toMatchObject({ code: 'house-not-off' });
    await town.act(id, 'restore');
    expect(await town.phase(id)).toBe('restored');
    expect((await town.told(id)).filter((one) => one.startsWith('restored'))).toHaveLength(4);
    await agrees(town, id);
  });
});

it('whose cause nobody tells for a day is a miss of QV-02', async () => {
  const town = await outageTown({ bornAt: '2026-11-20T23:00:00+03:00' });
  try {
    const wish = { kind: 'emergency', cause: 'unknown', from: BROKE, until: null } as const;
    const id = await town.outage({ ...wish, organisationId: town.of.supplier, actorId: town.who.boilerman });
    await town.travelTo(at('2026-11-21T22:29:59'));
    expect((await town.deadline(id, 'inform')).missedAt).toBeNull();
    await town.travelTo(at('2026-11-21T22:30:01'));
    await town.eventually(async () => (await town.deadline(id, 'inform')).missedAt !== null);
    expect(await town.told(id)).toContain('late boilerman');
  } finally {
    await town.stop();
  }
});

it('a supplier announces only what it supplies, where it supplies it', async () => {
  const town = await outageTown({ bornAt: '2026-11-20T23:00:00+03:00' });
  try {
    const wish = { kind: 'emergency', cause: 'network', from: BROKE, until: null } as const;
    const supplier = { ...wish, organisationId: town.of.supplier };
    await expect(town.outage({ ...supplier, services: ['gas'] })).rejects.toMatchObject({
      code: 'service-not-supplied',
    });
    await expect(town.outage({ ...supplier, houses: [whole(randomUUID())] })).rejects.toMatchObject({
      code: 'house-not-served',
    });
    await expect(town.outage({ ...wish, organisationId: town.of.inspectorate })).rejects.toMatchObject({
      code: 'author-unknown',
    });
    await expect(town.outage({ ...wish, houses: [whole(town.near, { entrances: [3] })] })).rejects.toMatchObject({
      code: 'entrance-unknown',
    });
    await expect(town.outage({ ...wish, from: at('2026-11-21T00:00:00') })).rejects.toMatchObject({
      code: 'start-ahead',
    });
    expect(await town.db('case_file').where({ area: 'outage' })).toEqual([]);
  } finally {
    await town.stop();
  }
});

/** The worker dies before and after every step of its life. */
it('loses nothing and tells nobody twice when its worker is killed at every step', async () => {
  const town = await outageTown({ bornAt: '2026-04-20T10:00:00+03:00' });
  try {
    const insist = async (name: string, args: Parameters<Town['act']>[2], key: string): Promise<void> => {
      for (let sent = false; !sent;)
        sent = await town.act(id, name, args, key).then(
          () => true,
          (error: { code?: string }) => {
            if (error.code !== 'engine-away') throw error;
            return false;
          },
        );
    };
    const id = await town.outage({ from: at('2026-05-18T09:00:00'), until: at('2026-05-18T18:00:00') });
    await town.restartWorker();
    const key = randomUUID();
    await town.change(id, { until: at('2026-05-18T20:00:00') }, 'change', key);
    await town.restartWorker();
    await insist('change', { plan: key, version: 1 }, key);
    await insist('post', {}, 'the-paper');
    await town.restartWorker();
    await town.travelTo(at('2026-05-18T09:00:01'));
    await town.restartWorker();
    await town.until(id, 'running');
    await insist('restore', {}, 'the-end');
    await town.restartWorker();
    await insist('restore', {}, 'the-end');
    await town.travelTo(at('2026-05-19T12:00:00'));
    await town.until(id, 'closed');
    expect(await town.kinds(id)).toEqual(['received', 'announced', 'changed', 'posted', 'begun', 'restored', 'closed']);
    for (const letter of ['announced', 'changed', 'restored'])
      expect((await town.told(id)).filter((one) => one.startsWith(letter))).toHaveLength(4);
    await agrees(town, id);
  } finally {
    await town.stop();
  }
});
