import { randomUUID } from 'node:crypto';
import { acceptAct } from '../../store/case/accept';
import { brokenAt } from '../../store/case/chain';
import { deadlinesOf } from '../../store/case/deadlines';
import { eventsOf } from '../../store/case/events';
import { verdict } from '../../law/base/verdict';
import { requestTown, type Town } from './request-town';

const MINUTE = 60_000;
const CALLS = 200;
/** Dispatchers on the telephone at once. */
const LINES = 4;

/** A riser has burst and the engine is away: whoever calls gets a number, and every verdict is right afterwards. */
describe('two hundred calls in a minute while the engine is away', () => {
  let town: Town;
  const calls = Array.from({ length: CALLS }, () => randomUUID());
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-12-31T23:40:00+03:00' });
  });
  afterAll(() => town.stop());

  /** As a page does: the act is written down with its instant, whether the engine hears of it or not. */
  const given = async (caseId: string, name: string, args: Record<string, string> = {}): Promise<void> =>
    town.db.transaction(async (trx) => {
      const command = { area: 'request', caseId, key: randomUUID(), name, actorId: town.who.dispatcher, args };
      await acceptAct(trx, command, { see: '', say: '' });
    });

  it('takes every call, with a number of its own', async () => {
    await town.stopWorker();
    const wish = { kind: 'S02.cold-water', text: 'Льёт с потолка.' };
    const waiting = [...calls];
    const line = async (): Promise<void> => {
      for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        const [call, at] = [id, await town.now()];
        await town.db.transaction((trx) => town.openIn(trx, { ...wish, id: call, at }));
      }
    };
    await Promise.all(Array.from({ length: LINES }, line));
    const rows = await town.db('case_file').whereIn('id', calls).select('number', 'phase');
    expect(new Set(rows.map(({ number }) => number)).size).toBe(CALLS);
    expect(rows.every(({ phase }) => phase === 'registered')).toBe(true);
  });

  it('judges what was done meanwhile by the instant it was given, over midnight and the new year', async () => {
    const [fast = '', slow = ''] = calls;
    for (const id of [fast, slow]) await given(id, 'assign', { person: town.who.first });
    for (const name of ['arrive', 'localise']) await given(fast, name);
    // Half an hour and a minute pass without an engine.
    await town.owner.raw(`update installation set offset_ms = offset_ms + ${31 * MINUTE}`);
    for (const name of ['arrive', 'localise']) await given(slow, name);
    await town.restartWorker();
    const phase = async (id: string): Promise<string> => (await town.look(id)).file.phase;
    await town.eventually(async () => (await phase(fast)) === 'localised' && (await phase(slow)) === 'localised');
    expect((await town.deadline(fast, 'localise')).verdict.kind).toBe('in-time');
    expect((await town.deadline(slow, 'localise')).verdict.kind).toBe('late');
  });

  it('leaves no term unjudged and no chain broken', async () => {
    await town.travelTo(new Date((await town.now()).getTime() + MINUTE));
    const late = async (): Promise<number> =>
      Number((await town.db('case_event').where({ kind: 'overdue' }).countDistinct('case_id as n').first())?.n);
    await town.eventually(async () => (await late()) === CALLS - 1);
    const now = await town.now();
    for (const id of calls.slice(2, 12)) {
      const localise = (await deadlinesOf(town.db, id)).find(({ name }) => name === 'localise');
      expect(localise && verdict(localise, now).kind).toBe('missed');
      expect(brokenAt(await eventsOf(town.db, id))).toBeNull();
    }
  });
});

/** The worker dies before every step of a request. */
describe('a request whose worker is killed at every step', () => {
  let town: Town;
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T11:00:00+03:00' });
  });
  afterAll(() => town.stop());

  it('loses nothing, doubles nothing, and ends as if nobody had died', async () => {
    const id = await town.request({ kind: 'S02.hot-water', text: 'Течёт стояк.' });
    const text = await town.write(id, 'result');
    const steps: [string, Record<string, string>, string][] = [
      ['assign', { person: town.who.first }, town.who.dispatcher],
      ['accept', {}, town.who.first],
      ['arrive', {}, town.who.first],
      ['localise', {}, town.who.first],
      ['fix', { text }, town.who.first],
      ['confirm', {}, town.who.owner],
    ];
    for (const [name, args, who] of steps) {
      await town.restartWorker();
      const key = `the-${name}`;
      await town.act(id, name, args, who, key);
      // The same form again: once is once.
      await town.act(id, name, args, who, key);
    }
    expect(await town.kinds(id)).toEqual([
      ...[
        'received',
        'registered',
        'told',
        'told',
        'assigned',
        'accepted',
        'arrived',
        'localised',
        'fixed',
        'confirmed',
      ],
    ]);
    expect(brokenAt(await eventsOf(town.db, id))).toBeNull();
    expect((await town.letters(id)).filter(({ letter }) => letter === 'request-fixed')).toHaveLength(1);
  });
});
