import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { verdict } from '../../law/base/verdict';
import { testRegion, type Region } from '../../proof/region';
import { openSample, sampleDeciders } from '../../proof/samplecase';
import { addPerson } from '../../proof/site';
import { brokenAt } from '../../store/case/chain';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf } from '../../store/case/events';
import type { Decide } from '../../store/case/change';

const DAY = 86_400_000;

const phaseOf = async (db: Knex, id: string): Promise<string> =>
  (await db('case_file').where({ id }).first('phase')).phase;

describe('a training region', () => {
  let region: Region;
  let actorId: string;
  let refusals = 0;
  /** An alarm that cannot do its work yet: a norm is missing and is added later. */
  const half: Decide = async (...step) => {
    refusals -= 1;
    if (refusals >= 0) throw new Refusal('norm-not-in-force', 'Нормы ещё нет.');
    return (sampleDeciders['half'] as Decide)(...step);
  };
  beforeAll(async () => {
    region = await testRegion({ deciders: { appeal: { ...sampleDeciders, half } }, bornAt: '2026-03-02T09:00:00Z' });
    actorId = await addPerson(region.owner);
  });
  afterAll(() => region.stop());

  const command = (caseId: string, name: string, key: string = randomUUID()) =>
    region.engine.command({ area: 'appeal', caseId, key, name, actorId, args: {} });
  const opened = async (): Promise<string> => {
    const id = await openSample(region.db, await region.now());
    await region.eventually(async () => (await phaseOf(region.db, id)) === 'registered');
    return id;
  };

  it('rings every alarm at its instant and closes a case that nobody touches again', async () => {
    const id = await opened();
    await region.travelTo('2026-03-20T09:00:00Z');
    const events = await eventsOf(region.db, id);
    expect(events.map((event) => event.kind)).toEqual(['received', 'registered', 'half', 'late']);
    const registered = events[1]?.at.getTime() ?? 0;
    const late = (events[3]?.at.getTime() ?? 0) - registered;
    expect(late).toBeGreaterThanOrEqual(10 * DAY);
    expect(late).toBeLessThan(10 * DAY + 5_000);
    const [deadline] = await deadlinesOf(region.db, id);
    expect(deadline?.missedAt).not.toBeNull();
    await command(id, 'answer');
    const answered = (await deadlinesOf(region.db, id))[0];
    expect(answered && verdict(answered, await region.now()).kind).toBe('late');
    await region.travelTo('2026-04-20T09:00:00Z');
    expect(await phaseOf(region.db, id)).toBe('closed');
    const kept = await region.eventually(() => region.db('case_run').where({ case_id: id }).first());
    expect(kept.events).toBeLessThan(80);
    expect(brokenAt(await eventsOf(region.db, id))).toBeNull();
  });

  it('lets no case die of an alarm that was refused: it rings as soon as it can', async () => {
    const id = await opened();
    refusals = 1;
    await region.travelTo(new Date((await region.now()).getTime() + 8 * DAY));
    expect((await eventsOf(region.db, id)).map((event) => event.kind)).toEqual(['received', 'registered', 'half']);
    await command(id, 'answer');
    expect(await phaseOf(region.db, id)).toBe('answered');
  });

  it('answers a repeated command once and refuses one that the phase forbids', async () => {
    const id = await opened();
    const key = randomUUID();
    const first = await command(id, 'answer', key);
    expect(await command(id, 'answer', key)).toEqual(first);
    await expect(command(id, 'answer')).rejects.toMatchObject({ code: 'phase-forbids', status: 409 });
    expect((await eventsOf(region.db, id)).filter((event) => event.kind === 'answered')).toHaveLength(1);
  });

  it('goes on where it was when the worker dies on the way', async () => {
    const id = await opened();
    const from = await region.now();
    const travelling = region.travelTo(new Date(from.getTime() + 30 * DAY));
    await region.restartWorker();
    await travelling;
    expect((await eventsOf(region.db, id)).map((event) => event.kind)).toEqual([
      'received',
      'registered',
      'half',
      'late',
    ]);
  });
});
