import { randomUUID } from 'node:crypto';
import { markCall } from '../../store/dispatch/call-events';
import { bestDrill, drillById, paceDrill, startDrill, stepDrill, type Drill } from '../../store/request/drill';
import { endDrill } from '../../store/request/drill-facts';
import { advanceDrill } from '../../store/request/drill-run';
import { travelUnderway } from '../../store/clock/travels';
import { permits, trades } from '../../law/dispatch/trades';
import type { DrillRole } from '../../law/request/drill';
import { requestTown, type Town } from './request-town';

const HOUR = 3_600_000;

interface Come {
  number: number;
  role: DrillRole;
  leader: number | null;
  case_id: string;
  call_id: string;
}

/** The tests depend on each other: the nights of one town follow each other. */
describe('a drill of the dispatch desk', () => {
  let town: Town;
  beforeAll(async () => {
    town = await requestTown({ bornAt: '2026-02-02T20:00:00+03:00' });
    await mayDoAll();
  });
  afterAll(() => town.stop());

  /** The first master can do whatever the night brings. */
  async function mayDoAll(): Promise<void> {
    const him = { organisation_id: town.of.manager, person_id: town.who.first };
    const known = await town.db('crew_trade').where(him).pluck('trade');
    const fresh = trades.filter((trade) => !known.includes(trade));
    await town.owner('crew_trade').insert(fresh.map((trade) => ({ ...him, trade })));
    const held = await town.db('crew_permit').where(him).pluck('permit');
    const missing = permits.filter((permit) => !held.includes(permit));
    await town.owner('crew_permit').insert(missing.map((permit) => ({ ...him, permit, until_day: '2027-12-31' })));
  }
  const look = async (id: string): Promise<Drill> => {
    const found = await drillById(town.db, id);
    if (!found) throw new Error('No such drill');
    return found;
  };
  const begin = async (): Promise<string> => {
    const id = randomUUID();
    const { manager: organisationId } = town.of;
    const wish = {
      id,
      organisationId,
      personId: town.who.head,
      size: 'small' as const,
      pace: 'step' as const,
      seed: 5,
    };
    await town.db.transaction((trx) => startDrill(trx, wish));
    await arrived();
    return id;
  };
  const arrived = (): Promise<unknown> => town.eventually(async () => (await travelUnderway(town.db)) === null);
  const turn = async (): Promise<void> => {
    while (await advanceDrill(town.db));
  };
  const step = async (id: string): Promise<void> => {
    const drill = await look(id);
    await town.db.transaction((trx) => stepDrill(trx, drill, randomUUID(), town.who.head));
    await arrived();
    await turn();
  };
  const come = (id: string): Promise<Come[]> =>
    town.db('drill_request').where({ drill_id: id }).whereNotNull('case_id').orderBy('number');
  const end = async (id: string) => {
    const drill = await look(id);
    return town.db.transaction((trx) => endDrill(trx, drill, town.who.head));
  };

  /** What a shift does with one call that has just come. */
  const handle = async ({ role, leader, case_id: id, call_id: callId }: Come, all: readonly Come[]): Promise<void> => {
    const at = await town.now();
    const personId = town.who.dispatcher;
    await town.db.transaction((trx) => markCall(trx, { id: randomUUID(), callId, act: 'taken', personId, at }));
    if (leader !== null) {
      const into = all.find(({ number }) => number === leader)?.case_id ?? '';
      await town.act(id, 'merge', { into });
      return;
    }
    if (role === 'false') {
      await town.act(id, 'cancel', { why: 'false', text: await town.write(id, 'reason') });
      return;
    }
    await town.eventually(() => begun(id));
    const { standing } = await town.look(id);
    for (const what of ['supplier', 'hall'])
      if (standing.owed.includes(what)) await town.act(id, 'tell', { what, text: await town.write(id, 'proof') });
    await town.act(id, 'inform');
    if (role === 'gas') {
      await town.act(id, 'hand-off', { text: await town.write(id, 'proof') });
      return;
    }
    await town.work(id, 'arrive');
    const harm = standing.owed.some((name) => name === 'localise' || name === 'evacuate');
    if (harm) await town.act(id, 'localise', {}, town.who.first);
    if (role === 'quality') await town.act(id, 'check', { found: 'violation', text: await town.write(id, 'note') });
  };
  const begun = async (id: string): Promise<boolean> =>
    (await town.db('case_file').where({ id }).first('phase'))?.phase === 'registered';

  let perfect = '';

  it('begins at night, each call once however many lead it', async () => {
    perfect = await begin();
    const { beginsAt } = await look(perfect);
    expect(beginsAt.toISOString()).toBe('2026-02-02T19:30:00.000Z');
    await Promise.all([turn(), turn(), turn()]);
    await turn();
    expect(await come(perfect)).toMatchObject([{ number: 1, role: 'riser' }]);
    expect(await town.db('call').pluck('id')).toHaveLength(1);
    await expect(begin()).rejects.toMatchObject({ code: 'drill-running' });
  });

  it('gives a shift that does everything in time all the points', async () => {
    const handled = new Set<number>();
    const work = async (): Promise<void> => {
      const all = await come(perfect);
      for (const call of all.filter(({ number }) => !handled.has(number))) {
        await handle(call, all);
        handled.add(call.number);
      }
    };
    await work();
    for (let drill = await look(perfect); drill.come < drill.calls; drill = await look(perfect)) {
      await step(perfect);
      await work();
    }
    expect(handled.size).toBe(20);
    for (const { case_id: id, leader, role } of await come(perfect))
      if (leader === null && role !== 'false')
        await town.act(id, 'fix', { text: await town.write(id, 'result') }, town.who.first);
    const score = await end(perfect);
    expect(score.misses).toEqual([]);
    expect(score).toMatchObject({ running: 0, joined: { all: 12, solved: 12 }, alarms: { all: 1, solved: 1 } });
    expect(score.points).toBe(score.most);
    expect(score.most).toBeGreaterThan(100);
    expect(score.people.map(({ personId }) => personId).sort()).toEqual([town.who.dispatcher, town.who.first].sort());
  });

  it('names every miss of a shift that does nothing, and gives it nothing', async () => {
    const idle = await begin();
    await turn();
    for (let drill = await look(idle); drill.come < drill.calls; drill = await look(idle)) await step(idle);
    await town.travelTo(new Date((await town.now()).getTime() + 80 * HOUR));
    const score = await end(idle);
    expect(score).toMatchObject({
      points: 0,
      running: 0,
      joined: { all: 12, solved: 0 },
      alarms: { all: 1, solved: 0 },
    });
    expect(score.most).toBeGreaterThan(0);
    const owed = await town
      .db('drill_request as r')
      .join('case_deadline as t', 't.case_id', 'r.case_id')
      .where({ 'r.drill_id': idle, 't.duty': true, 't.met_at': null });
    expect(score.misses).toHaveLength(owed.length + 20);
    expect(score.people).toMatchObject([{ personId: null, points: 0 }]);
    const best = await bestDrill(town.db, await look(idle));
    expect(best?.id).toBe(perfect);
  });

  it('goes on by itself at a pace, stops at each call, and holds the rest while it goes step by step', async () => {
    const id = await begin();
    await turn();
    const drill = await look(id);
    await town.db.transaction((trx) => paceDrill(trx, drill, '60'));
    // As if half a minute of real time had passed.
    const rest = (): Promise<unknown> =>
      town
        .owner('drill')
        .where({ id })
        .update({ beat_at: town.owner.raw(`clock_timestamp() - interval '30 seconds'`) });
    const before = await town.now();
    await rest();
    await turn();
    await arrived();
    const moved = (await town.now()).getTime() - before.getTime();
    // The next wave is at the third minute: the clock does not go past it.
    expect(moved).toBeGreaterThanOrEqual(2 * 60_000);
    expect(moved).toBeLessThan(4 * 60_000);
    await turn();
    const { come: number } = await look(id);
    expect(number).toBeGreaterThan(1);
    await town.db.transaction((trx) => paceDrill(trx, { ...drill, pace: '60' }, 'step'));
    await town.travelTo(new Date((await town.now()).getTime() + HOUR));
    await turn();
    expect((await look(id)).come).toBe(number);
    const held = await look(id);
    await town.db.transaction((trx) => paceDrill(trx, held, '1'));
    await turn();
    const after = await look(id);
    expect(after.come).toBeLessThan(after.calls);
    expect(after.shiftMs).toBeGreaterThan(0);
    await end(id);
    await expect(end(id)).rejects.toMatchObject({ code: 'drill-over' });
    await turn();
    expect((await look(id)).come).toBe(after.come);
  });
});
