import request from 'supertest';
import { createApp } from '../../api/app';
import type { Route } from '../../api/http/route';
import { routes } from '../../api/routes';
import { openSession } from '../../store/access/sessions';
import { hireOperator } from '../operator';
import { addPerson } from '../site';
import {
  axeViolations,
  htmlFaults,
  openBrowser,
  openPage,
  serve,
  shellFaults,
  sideScroll,
  visit,
  type Browser,
} from './browser';
import { meetingWorld, type MeetingWorld } from './meeting-world';

const AREAS = ['meeting', 'voting', 'ballots', 'meetingcheck'];
const LOOKS = [{ width: 320 }, { width: 1280, dark: true }];
/** Query parameters some pages need. */
const ASKED: Readonly<Record<string, string>> = {
  'meeting.notice-print': '?paper=handover',
  'voting.paper-new': '?flat=2',
};
/** Old addresses that only lead on to the page of today. */
const LEAD_ON = ['voting.question'];
const pages = routes.filter(
  ({ id, method, page }) => method === 'get' && page && AREAS.includes(id.split('.')[0] ?? '') && !LEAD_ON.includes(id),
);

interface Place {
  route: string;
  path: string;
  session: string;
  html: string;
}

/** Every page of the areas, taken from the table of routes, so that new pages are tested automatically. */
describe('the pages of meetings', () => {
  let world: MeetingWorld;
  let app: ReturnType<typeof createApp>;
  let browser: Browser;
  let served: Awaited<ReturnType<typeof serve>>;
  const found: Place[] = [];

  beforeAll(async () => {
    world = await meetingWorld();
    const plenty = { points: 1_000_000, seconds: 60, shared: false };
    const rates = {
      read: plenty,
      write: plenty,
      search: plenty,
      'sign-in': plenty,
      password: plenty,
      exchange: plenty,
    };
    app = createApp({ db: world.town.db, engine: world.town.engine }, routes, {
      kind: 'training',
      publicUrl: 'http://localhost:8080',
      sessionSecret: 'a secret that only tests know, 32+',
      rates,
    });
    [browser, served] = await Promise.all([openBrowser(), serve(app)]);
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await served?.stop();
    await world?.town.stop();
  });

  it('are each there for somebody in some phase', async () => {
    const { owners, head, inspector, db, owner } = world.town;
    const operator = await addPerson(db);
    await hireOperator(owner, operator);
    const people = [owners[0], owners[1], owners[5], head, inspector, await addPerson(db), operator];
    const sessions = await Promise.all(
      people.map((personId) => openSession(db, { personId: personId ?? '', via: 'password', agent: 'test' })),
    );
    for (const caseId of Object.values(world.cases)) {
      const values = await world.valuesOf(caseId);
      for (const route of pages) found.push(...(await placesOf(route, values, sessions)));
    }
    const reached = new Set(found.map(({ route }) => route));
    expect(pages.map(({ id }) => id).filter((id) => !reached.has(id))).toEqual([]);
  }, 240_000);

  /**
   * The addresses of a page, for the first person who may see it; empty when a placeholder has no value in this case.
   */
  async function placesOf(
    route: Route,
    values: Readonly<Record<string, string>>,
    sessions: string[],
  ): Promise<Place[]> {
    const path = route.path.replaceAll(/:(\w+)/g, (_, name: string) => values[name] ?? '') + (ASKED[route.id] ?? '');
    if (path.includes('//') || path.endsWith('/') || found.some((place) => place.path === path)) return [];
    for (const session of sessions) {
      const { status, text } = await request(app)
        .get(path)
        .set('Cookie', `domovoy-session=${session}`)
        .accept('text/html');
      if (status >= 500) throw new Error(`${path}: ${status}`);
      if (status === 200) return [{ route: route.id, path, session, html: text }];
    }
    return [];
  }

  it('are valid HTML in every phase', async () => {
    const faults: Record<string, string[]> = {};
    for (const { path, html } of found) {
      const said = await htmlFaults(html);
      if (said.length > 0) faults[path] = said;
    }
    expect(faults).toEqual({});
  }, 120_000);

  it.each(LOOKS)(
    'hold accessibility and their width, %o',
    async (look) => {
      const faults: Record<string, unknown> = {};
      const last = new Map(found.map((place) => [place.route, place]));
      const page = await openPage(browser, look);
      for (const { path, session } of last.values()) {
        await page.setCookie({ name: 'domovoy-session', value: session, url: served.url });
        await visit(page, served.url + path);
        const frame = await shellFaults(page);
        await page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
        const said = [...frame, ...(await axeViolations(page)), ...(await sideScroll(page))];
        if (said.length > 0) faults[path] = said;
      }
      await page.close();
      expect(faults).toEqual({});
    },
    240_000,
  );
});
