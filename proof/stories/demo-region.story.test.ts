import { createApp } from '../../api/app';
import { routes } from '../../api/routes';
import { areaSeeds } from '../../bin/seed/areas';
import { castOf } from '../../bin/seed/cast';
import { seedDispatch } from '../../bin/seed/dispatch';
import { meetingTasks } from '../../bin/seed/meeting';
import { meetingPlans } from '../../bin/seed/meeting/plan';
import { seedMonths } from '../../bin/seed/months';
import { BORN_AT, seedPast } from '../../bin/seed/past';
import { demoRegion, seedRegistry } from '../../bin/seed/registry';
import { DAY_MS } from '../../law/base/zone';
import { openSession } from '../../store/access/sessions';
import { demoPeople } from '../../store/registry/people';
import { letterSource } from '../../store/letters/letters';
import { compose, composeSms, hasSms } from '../../templates/letters/compose';
import { letterView } from '../../templates/letters/view';
import { crawl, type DeadEnd } from '../pages/crawl';
import { serve } from '../pages/browser';
import { testRegion, type Region } from '../region';
import { knownIn, strangeTimes, wordsOf } from '../telling';

/** Appeals, outages and requests of these last days are lived too; the meetings need months. */
const LATELY_DAYS = 9;

const PUBLIC_URL = 'http://localhost:8080';
const JSON_TYPE = 'application/json';
const MEETING_PAGES = ['', '/vote', '/result', '/protocol', '/published', '/notices', '/roll', '/silent', '/invite'];
const APPEAL_PAGES = [''];
const READERS_MOST = 3;

/** Nobody is refused for asking too often. */
function appOf({ db, engine }: Region): ReturnType<typeof createApp> {
  const plenty = { points: 10_000_000, seconds: 60, shared: false };
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  const options = {
    kind: 'training',
    publicUrl: PUBLIC_URL,
    sessionSecret: 'a secret that only tests know, 32+',
  } as const;
  return createApp({ db, engine, sendActivation: async () => undefined }, routes, { ...options, rates });
}

/** Each kind of letter of a case once, as mail and as a short message. */
async function lettersOf({ db }: Region, caseId: string): Promise<{ name: string; text: string }[]> {
  const rows: { id: string }[] = await db('delivery').where({ case_id: caseId }).distinctOn('letter').select('id');
  const sources = await Promise.all(rows.map(({ id }) => letterSource(db, id)));
  return sources.flatMap((source) => {
    if (!source) return [];
    const view = letterView(source, PUBLIC_URL);
    const { text } = compose(source.letter, view);
    return [{ name: source.letter, text: hasSms(source.letter) ? `${text} ${composeSms(source.letter, view)}` : text }];
  });
}

/** The demo region as visitors find it: its phases, and whether anybody in it is led astray. */
describe('the demo region', () => {
  let region: Region;
  const until = new Date();
  beforeAll(async () => {
    region = await testRegion({ bornAt: BORN_AT });
    await seedRegistry(region.db);
    await seedPast(region, until, { doneTo: BORN_AT, note: async () => undefined }, async () => undefined);
    const doneTo = new Date(until.getTime() - LATELY_DAYS * DAY_MS);
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
      {
        ...areaSeeds,
        dispatch: seedDispatch,
        meeting: async ({ agenda }) => tasks.forEach((task) => agenda.add(task)),
      },
    );
  }, 600_000);
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

  it('tells the hours and days of a case alike on pages, in files, in letters and to programs', async () => {
    const { url, stop } = await serve(appOf(region));
    const readers = await Promise.all(
      (await demoPeople(region.db)).map(async ({ id: personId }) => {
        const cookie = `domovoy-session=${await openSession(region.db, { personId, via: 'password', agent: 'test' })}`;
        return async (path: string, accept = 'text/html'): Promise<string | null> => {
          const answer = await fetch(url + path, { headers: { cookie, accept } });
          return answer.ok ? answer.text() : null;
        };
      }),
    );
    const strange = new Set<string>();
    // One case of each phase, as the first who may open it read it.
    const cases = await region.db('case_file').distinctOn('area', 'phase').select('id', 'area', 'number', 'zone');
    for (const { id, area, number, zone } of cases) {
      const path = `/${area}s/${id}`;
      const leaves = (area === 'meeting' ? MEETING_PAGES : APPEAL_PAGES).map((leaf) => `${path}${leaf}`);
      const programs = [...leaves, `/cases/${id}`, `/cases/${id}/audit`];
      const opens = await Promise.all(readers.map((get) => get(path, JSON_TYPE)));
      const may = readers.filter((_, index) => opens[index] !== null).slice(0, READERS_MOST);
      // Pages tell the present minute too.
      const told: unknown[] = [{ began: (await region.now()).toISOString() }];
      const texts: [where: string, text: string][] = [];
      for (const get of may) {
        for (const one of programs) told.push(JSON.parse((await get(one, JSON_TYPE)) ?? 'null'));
        for (const leaf of leaves) texts.push([leaf, wordsOf((await get(leaf)) ?? '')]);
        for (const list of [`/${area}s`, '/', '/meetings/houses'])
          texts.push([list, wordsOf((await get(list)) ?? '', number)]);
        const sheet = (await get(`/${area}s?as=csv`)) ?? '';
        texts.push(['csv', sheet.split('\r\n').find((one) => one.startsWith(number)) ?? '']);
      }
      for (const { name, text } of await lettersOf(region, id)) texts.push([name, text]);
      const known = knownIn(zone, ...told, { ended: (await region.now()).toISOString() });
      for (const [where, text] of texts)
        for (const time of strangeTimes(text, known)) strange.add(`${number} ${where}: ${time}`);
    }
    await stop();
    expect([...strange]).toEqual([]);
  }, 300_000);

  it('leads nobody by a link or a button to where they may not go or where nothing is', async () => {
    const { url, stop } = await serve(appOf(region));
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
  }, 900_000);
});
