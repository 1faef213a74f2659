import { randomUUID } from 'node:crypto';
import { brokenAt } from '../../store/case/chain';
import { eventsOf } from '../../store/case/events';
import { historiesOf } from '../../store/engine/executions';
import { meetingTown, type Town } from './meeting-town';

/** A meeting of many owners; the worker dies before and after every step of its life. */
describe('a meeting whose worker is killed at every step', () => {
  const OWNERS = 300;
  let town: Town;
  let id: string;
  beforeAll(async () => {
    const flats = Array.from({ length: OWNERS }, () => ({ area: '33.33' }));
    town = await meetingTown({ bornAt: '2026-03-02T10:00:00+03:00', flats });
  });
  afterAll(() => town.stop());

  /** A person who is told that the engine is away sends the same form again. */
  async function insist(act: string, who: string | undefined, key: string = randomUUID()): Promise<void> {
    for (let sent = false; !sent;) {
      sent = await town.act(id, act, {}, who, key).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code === 'engine-away') return false;
          throw error;
        },
      );
    }
  }

  it('loses nothing, doubles nothing, and ends as if nobody had died', async () => {
    id = await town.draft({
      opensAt: new Date('2026-03-16T10:00:00+03:00'),
      closesAt: new Date('2026-03-23T10:00:00+03:00'),
    });
    await town.restartWorker();
    await insist('notify', town.owners[0], 'the-notice');
    await town.restartWorker();
    await town.act(id, 'notify', {}, town.owners[0], 'the-notice').catch(() => undefined);
    await town.tell(id);
    await town.travelTo('2026-03-16T10:00:00+03:00');
    await town.restartWorker();
    await town.until(id, 'voting');
    for (let flat = 0; flat < OWNERS * 0.6; flat += 1) await town.vote(id, flat);
    await town.restartWorker();
    await town.travelTo('2026-03-23T10:00:00+03:00');
    await town.restartWorker();
    await town.until(id, 'protocol');
    for (const [act, who] of [
      ['hand-over', town.owners[0]],
      ['file', town.head],
      ['register', town.inspector],
    ] as const) {
      await insist(act, who);
      await town.restartWorker();
    }
    const kinds = await town.kinds(id);
    expect(kinds).toEqual([
      'received',
      'begun',
      'noticed',
      'told',
      'opened',
      'reminded',
      'paper-closed',
      'closed',
      'drawn-up',
      'handed-over',
      'filed',
      'registered',
    ]);
    expect(brokenAt(await eventsOf(town.db, id))).toBeNull();
    for (const letter of ['meeting-notice', 'meeting-opened', 'meeting-closed'])
      expect(await town.letters(id, letter)).toBe(OWNERS);
    const { count } = await town.count(id);
    expect(count).toMatchObject({ quorum: true, participating: '5999.4' });
  });

  it('keeps its history short, however many owners decide', async () => {
    await town.travelTo((await town.deadline(id, 'archive')).dueAt);
    await town.until(id, 'archived');
    const [run] = await town.eventually(async () => {
      const runs = await historiesOf(town.db, id);
      return runs.length > 0 && runs;
    });
    const { events } = JSON.parse(run?.json ?? '{"events":[]}') as { events: Record<string, unknown>[] };
    // Travelling leaves two events per hop; a live region has none of them.
    const lived = events.filter(
      (event) => !Object.keys(event).some((name) => /TimeSkipping|OptionsUpdated/.test(name)),
    );
    expect(lived.length).toBeGreaterThan(0);
    expect(lived.length).toBeLessThanOrEqual(200);
  });
});
