import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { routes } from '../../api/routes';
import { route } from '../../api/http/route';
import { z } from 'zod';
import { makeDelegation } from '../../store/access/delegations';
import { demoPeople } from '../../store/registry/people';
import { addPost } from '../office';
import { addPerson, type Browser, type Site } from '../site';
import { doorSite, fillWorld } from '../doors/world';
import { pageFaults, shellFaults, show, visit, type Page, type Shown } from './browser';

/** A page of one act, as a ballot is. */
const act = route({
  id: 'gallery.act',
  method: 'get',
  path: '/act',
  summary: 'Решение',
  allowed: 'signed-in',
  out: z.object({}),
  page: 'home/home',
  handle: async () => ({ data: {}, frame: { out: { href: '/meetings', title: 'К собраниям' } } }),
});

describe('the frame of every page', () => {
  let site: Site;
  let shown: Shown;
  let delegate: Browser;
  const people = new Map<string, { id: string; browser: Browser }>();

  beforeAll(async () => {
    site = await doorSite([...routes, act]);
    await fillWorld(site);
    for (const { id, login } of await demoPeople(site.db)) people.set(login, { id, browser: await site.browser(id) });
    const [organisation] = await site.db('organisation').where({ kind: 'manager' }).pluck('id');
    const clerk = await addPerson(site.owner, 'Паспортистова');
    await addPost(site.owner, clerk, organisation, 'passport-clerk');
    people.set('passport-clerk', { id: clerk, browser: await site.browser(clerk) });
    delegate = await guestOf([...people.values()][0]?.id ?? '');
    shown = await show(site.app);
  }, 240_000);
  afterAll(async () => {
    await shown?.close();
    await site?.close();
  });

  async function guestOf(fromPerson: string): Promise<Browser> {
    const toPerson = await addPerson(site.owner, 'Гостев');
    const id = randomUUID();
    const today = { fromDay: '2000-01-01', toDay: '2999-01-01' };
    await makeDelegation(site.owner, { id, fromPerson, toPerson, scopes: ['bills.read'], ...today });
    const guest = await site.browser(toPerson);
    await guest.send(`/account/delegations/${id}/act`, {});
    return guest;
  }

  const everybody = async (): Promise<[string, Browser][]> => [
    ['nobody', await site.browser(null)],
    ['a guest by delegation', delegate],
    ...[...people].map(([login, { browser }]): [string, Browser] => [login, browser]),
  ];

  const waysOf = async (browser: Browser, path = '/'): Promise<string[]> => {
    const $ = load((await browser.get(path)).text);
    const links = $('.bar a, .training a, .foot a').toArray();
    return [...new Set(links.map((link) => $(link).attr('href') ?? ''))];
  };

  it('leads nobody where they may not go', async () => {
    const closed: string[] = [];
    for (const [who, browser] of await everybody())
      for (const href of await waysOf(browser)) {
        const { status } = await browser.get(href);
        if (status !== 200) closed.push(`${who}: ${href} answers ${status}`);
      }
    expect(closed).toEqual([]);
  }, 120_000);

  it('gives a guest by delegation no menu of closed doors, and the way back to their own name', async () => {
    const ways = await waysOf(delegate);
    expect(ways).toContain('/account/as-self');
    for (const closed of ['/appeals', '/meetings', '/messages', '/account', '/search', '/clock'])
      expect(ways).not.toContain(closed);
  });

  it('names the post of whoever has one, and the home of whoever has none', async () => {
    const about = async (browser: Browser): Promise<string> => load((await browser.get('/')).text)('.menu__who').text();
    const texts = await Promise.all([...people.values()].map(async ({ browser }) => about(browser)));
    expect(texts.filter((text) => text.includes('паспортист · '))).toHaveLength(1);
    expect(texts.some((text) => /кв\.\u00a0\d/.test(text))).toBe(true);
    expect(await about(delegate)).toContain('по доверенному доступу');
  });

  it('has a way out in place of the menu on a page of one act', async () => {
    const [owner] = [...people.values()];
    const $ = load((await owner!.browser.get('/act')).text);
    expect($('.bar__out').attr('href')).toBe('/meetings');
    expect($('.bar details, .bar__nav, .bar__mail, .govuk-breadcrumbs, .govuk-back-link')).toHaveLength(0);
  });

  it('counts the messages that were not read', async () => {
    const [owner] = [...people.values()];
    const letter = {
      person_id: owner!.id,
      channel: 'cabinet',
      letter: 'x',
      facts: '{}',
      created_at: new Date(),
      next_at: new Date(),
    };
    await site.owner('delivery').where({ person_id: owner!.id, channel: 'cabinet' }).update({ read_at: new Date() });
    const mail = async (): Promise<string> => load((await owner!.browser.get('/law')).text)('.bar__mail').text();
    expect(await mail()).not.toMatch(/\d/);
    const [caseId] = await site.db('case_file').pluck('id');
    await site.owner('delivery').insert({ ...letter, id: randomUUID(), key: 'shell', case_id: caseId });
    expect(await mail()).toMatch(/1\s*не прочитано/);
  });

  async function enter(browser: Browser, script: boolean): Promise<Page> {
    return shown.page({ width: 360, height: 740, script }, browser.cookie);
  }

  it.each([true, false])(
    'is slim on a phone for everybody, scripts: %s',
    async (script) => {
      const faults: Record<string, unknown> = {};
      for (const [who, browser] of await everybody()) {
        const page = await enter(browser, script);
        for (const href of await waysOf(browser)) {
          if ((await visit(page, shown.url + href)) !== 200) continue;
          const said = await shellFaults(page);
          if (said.length > 0) faults[`${who}: ${href}`] = said;
        }
        await page.close();
      }
      expect(faults).toEqual({});
    },
    240_000,
  );

  it('opens its menu without scripts, with everything in it to be heard, read and reached', async () => {
    for (const look of [{ width: 320 }, { width: 1280 }, { width: 1080, dark: true }]) {
      const [owner] = [...people.values()];
      const page = await shown.page({ ...look, script: false }, owner!.browser.cookie);
      await visit(page, shown.url);
      await page.click('.menu summary');
      await page.setJavaScriptEnabled(true);
      const links = await page.$$eval('.bar a', (all) => all.filter((one) => one.checkVisibility()).length);
      expect(links).toBeGreaterThan(6);
      expect(await page.$eval('.menu__out', (one) => one.checkVisibility())).toBe(true);
      expect(await pageFaults(page)).toEqual([]);
      await page.close();
    }
  });

  it('speaks of no keys where there are none', async () => {
    const clerk = [...people.values()].at(-1);
    const page = await shown.page({ width: 360 }, clerk!.browser.cookie);
    await page.setViewport({ width: 360, height: 740, hasTouch: true, isMobile: true });
    await visit(page, `${shown.url}/gallery`);
    expect(await page.evaluate("matchMedia('(hover: none)').matches")).toBe(true);
    const shownKeys = await page.$$eval('kbd', (all) => all.filter((one) => one.checkVisibility()).length);
    expect([await page.$$eval('kbd', ({ length }) => length > 0), shownKeys]).toEqual([true, 0]);
    await page.close();
  });
});
