import { randomUUID } from 'node:crypto';
import { Refusal } from '../../law/base/refusal';
import { testRegion, type Region } from '../../proof/region';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { addPerson } from '../../proof/site';
import { eventsOf } from '../../store/case/events';
import { readClock } from '../../store/clock/clock';
import { parkedOrders } from '../../store/engine/outbox';
import { lastTravel, wantTravel } from '../../store/clock/travels';
import type { EngineLink } from './connect';
import { travel } from './traveller';
import type { Decide } from '../../store/case/change';

const DAY = 86_400_000;
/** Longer than the wait for one execution, and than the delays before an order is parked. */
const STALL_MS = 6_000;

/** Whatever blocks a travel: it ends, says why, the doors are open, and the next travel can begin. */
describe('a travel that cannot go on', () => {
  let region: Region;
  let actorId: string;
  let missing = false;
  let hung: Promise<void> | null = null;
  let noting = false;
  const half: Decide = async (...step) => {
    if (missing) throw new Refusal('norm-not-in-force', 'Нормы ещё нет.');
    return (sampleDeciders['half'] as Decide)(...step);
  };
  const note: Decide = async (...step) => {
    noting = true;
    await hung;
    return (sampleDeciders['note'] as Decide)(...step);
  };
  beforeAll(async () => {
    const deciders = { appeal: { ...sampleDeciders, half, note } };
    region = await testRegion({ deciders, bornAt: '2026-03-02T09:00:00Z', stallMs: STALL_MS });
    actorId = await addPerson(region.owner);
  });
  afterAll(() => region.stop());

  const kinds = async (id: string): Promise<string[]> => (await eventsOf(region.db, id)).map(({ kind }) => kind);
  const opened = async (): Promise<{ id: string; number: string }> => {
    const id = await openSample(region.db, await region.now());
    await region.eventually(() =>
      region.db('outbox').where({ case_id: id, kind: 'start' }).whereNotNull('done_at').first('id'),
    );
    return region.db('case_file').where({ id }).first('id', 'number');
  };
  const inDays = async (days: number): Promise<Date> => new Date((await region.now()).getTime() + days * DAY);
  const doorsClosed = async (): Promise<boolean> => (await readClock(region.db)).doorsClosed;

  it('does not wait for an order that cannot be done', async () => {
    const { id } = await opened();
    await region
      .db('outbox')
      .insert({ kind: 'start', workflow_id: 'nameless', payload: JSON.stringify({ type: '', input: {} }) });
    await region.travelTo(await inDays(6));
    expect(await kinds(id)).toContain('half');
    expect(await lastTravel(region.db)).toMatchObject({ problem: null, unmet: 1 });
    expect(await doorsClosed()).toBe(false);
    expect(await parkedOrders(region.db, 2)).toMatchObject([{ workflowId: 'nameless', problem: expect.any(String) }]);
    await region.travelTo(await inDays(30));
  });

  it('does not wait for an alarm that the law refuses: it is set aside, told of, and rings when that is mended', async () => {
    const { id } = await opened();
    missing = true;
    await region.travelTo(await inDays(7));
    expect(await lastTravel(region.db)).toMatchObject({ problem: null, unmet: 2 });
    const aside = await region.db('parked_alarm').where({ case_id: id }).first();
    expect(aside).toMatchObject({ act: 'half', problem: 'norm-not-in-force', say: 'Нормы ещё нет.' });
    missing = false;
    await region.travelTo(await inDays(2));
    expect((await kinds(id)).filter((kind) => kind === 'half')).toHaveLength(1);
    expect(await region.db('parked_alarm').where({ case_id: id })).toEqual([]);
  });

  it('does not wait for a case that is busy for ever', async () => {
    const { id, number } = await opened();
    let free: () => void = () => undefined;
    hung = new Promise((done) => (free = done));
    const command = { area: 'appeal', caseId: id, key: randomUUID(), name: 'note', actorId, args: {} };
    const noted = region.engine.command(command).catch(() => undefined);
    await region.eventually(async () => noting);
    const travelled = await region.travelTo(await inDays(2)).catch((error: unknown) => error);
    hung = null;
    free();
    await noted;
    expect(travelled).toMatchObject({ code: 'travel-stuck', say: expect.stringContaining(number) });
    expect(await doorsClosed()).toBe(false);
    await region.eventually(async () => (await kinds(id)).includes('noted'));
    await region.travelTo(await inDays(2));
    expect((await lastTravel(region.db))?.problem).toBeNull();
  });

  it('opens the doors when the engine is away, tries again, and is over when that is in vain', async () => {
    await opened();
    await region.stopLoop();
    const id = randomUUID();
    await wantTravel(region.db, { id, to: await inDays(7), personId: null });
    const away = { ...region.link, connection: { withDeadline: () => Promise.reject(new Error('14 UNAVAILABLE')) } };
    const gone = away as unknown as EngineLink;
    await expect(travel(region.db, gone)).rejects.toThrow('UNAVAILABLE');
    expect(await doorsClosed()).toBe(false);
    expect(await lastTravel(region.db)).toMatchObject({ id, over: false });
    await region
      .owner('travel')
      .where({ id })
      .update({ beat_at: new Date(0) });
    await travel(region.db, gone);
    expect(await lastTravel(region.db)).toMatchObject({ id, over: true, problem: expect.any(String) });
    await region.restartWorker();
    await region.travelTo(await inDays(7));
  });

  it('ends also when whatever it waits for never answers at all', async () => {
    await opened();
    await region.stopLoop();
    const id = randomUUID();
    await wantTravel(region.db, { id, to: await inDays(7), personId: null });
    const mute = { ...region.link, connection: { withDeadline: () => new Promise(() => undefined) } };
    await travel(region.db, mute as unknown as EngineLink, { stallMs: STALL_MS });
    expect(await lastTravel(region.db)).toMatchObject({ id, over: true, problem: expect.stringContaining('Движок') });
    expect(await doorsClosed()).toBe(false);
    await region.restartWorker();
    await region.travelTo(await inDays(7));
  });

  it('is left open for the next worker, with its doors open, when this one stops; who asks meanwhile waits for its end', async () => {
    const { id } = await opened();
    const going = region.travelTo(await inDays(7));
    await region.eventually(() =>
      region.db('execution').where({ case_id: id }).where('wake_at', '<=', region.db.raw('domovoy_now()')).first(),
    );
    await region.stopWorker();
    expect(await doorsClosed()).toBe(false);
    expect(await lastTravel(region.db)).toMatchObject({ over: false });
    const further = await inDays(8);
    const after = region.travelTo(further);
    await region.restartWorker();
    await Promise.all([going, after]);
    expect((await region.now()).getTime()).toBeGreaterThanOrEqual(further.getTime());
    expect((await kinds(id)).filter((kind) => kind === 'half')).toHaveLength(1);
  });
});
