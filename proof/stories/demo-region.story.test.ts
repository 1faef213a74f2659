import { createApp } from '../../api/app';
import { routes } from '../../api/routes';
import { seedAppeals } from '../../bin/seed/appeal';
import { castOf } from '../../bin/seed/cast';
import { meetingTasks } from '../../bin/seed/meeting';
import { meetingPlans } from '../../bin/seed/meeting/plan';
import { seedMonths } from '../../bin/seed/months';
import { BORN_AT, seedPast } from '../../bin/seed/past';
import { demoRegion, seedRegistry } from '../../bin/seed/registry';
import { DAY_MS } from '../../law/base/zone';
import { openSession } from '../../store/access/sessions';
import { demoPeople } from '../../store/registry/people';
import { crawl, type DeadEnd } from '../pages/crawl';
import { serve } from '../pages/browser';
import { testRegion, type Region } from '../region';

/** Appeals of these last days are lived too; the meetings need months. */
const APPEAL_DAYS = 9;

/** The demo region as visitors find it: its phases, and whether anybody in it is led astray. */
describe('the demo region', () => {
  let region: Region;
  const until = new Date();
  beforeAll(async () => {
    region = await testRegion({ bornAt: BORN_AT });
    await seedRegistry(region.db);
    await seedPast(region, until, { doneTo: BORN_AT, note: async () => undefined }, async () => undefined);
    const doneTo = new Date(until.getTime() - APPEAL_DAYS * DAY_MS);
    const tasks = meetingTasks(region, castOf(demoRegion().rows), until, meetingPlans).sort(
      (a, b) => a.at.getTime() - b.at.getTime(),
    );
    for (const task of tasks.filter(({ at }) => at <= doneTo)) {
      if (task.at > (await region.now())) await region.travelTo(task.at);
      await task.run();
    }
    await seedMonths(
      region,
      until,
      { doneTo, note: async () => undefined },
      { appeal: seedAppeals, meeting: async ({ agenda }) => tasks.forEach((task) => agenda.add(task)) },
    );
  }, 300_000);
  afterAll(() => region.stop());

  it('shows a meeting in every phase, two without a quorum and one that the inspectorate sent back', async () => {
    const rows = await region.db('case_file').where({ area: 'meeting' }).select('phase').orderBy('phase');
    const phases = rows.map(({ phase }) => phase);
    expect(new Set(phases)).toEqual(
      new Set([
        'archived',
        'cancelled',
        'counted',
        'draft',
        'filed',
        'halted',
        'handed',
        'no-quorum',
        'noticed',
        'protocol',
        'registered',
        'requested',
        'returned',
        'voting',
      ]),
    );
    expect(phases.filter((phase) => phase === 'no-quorum')).toHaveLength(2);
    expect(await region.db('meeting_inspection').where({ done_at: null })).toHaveLength(1);
  });

  it('leads nobody by a link or a button to where they may not go or where nothing is', async () => {
    const plenty = { points: 10_000_000, seconds: 60, shared: false };
    const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty };
    const app = createApp({ db: region.db, engine: region.engine, sendActivation: async () => undefined }, routes, {
      kind: 'training',
      publicUrl: 'http://localhost:8080',
      sessionSecret: 'a secret that only tests know, 32+',
      rates,
    });
    const { url, stop } = await serve(app);
    const cases = await region.db('case_file').select('id', 'area', 'phase');
    const phases = new Map(cases.map(({ id, area, phase }) => [String(id), `${area}:${phase}`]));
    const deadEnds: DeadEnd[] = [];
    const visited: Record<string, number> = {};
    for (const { id, login } of await demoPeople(region.db)) {
      const cookie = `domovoy-session=${await openSession(region.db, { personId: id, via: 'password', agent: 'test' })}`;
      const found = await crawl({ who: login ?? id, url, cookie, routes, phases, most: 1 });
      deadEnds.push(...found.deadEnds);
      visited[login ?? id] = found.pages;
    }
    await stop();
    expect(deadEnds).toEqual([]);
    expect(Math.min(...Object.values(visited))).toBeGreaterThan(50);
  }, 300_000);
});
