import { routes } from '../../api/routes';
import { outageTown, type Town } from '../stories/outage-town';
import { siteOver } from '../site';
import { pageFaults, screenshot, sentFaults, shellFaults, show, visit, type Page, type Shown } from './browser';

const at = (text: string): Date => new Date(`${text}+03:00`);
const SHOTS = process.env['SHOTS'];

/** The pages of outages over a real engine, in a browser without scripts: the phone of a resident and a wide desk. */
describe('outages in a browser', () => {
  let town: Town;
  let shown: Shown;
  let site: ReturnType<typeof siteOver>;
  beforeAll(async () => {
    town = await outageTown({ bornAt: '2026-05-04T10:00:00+03:00' });
    site = siteOver({ db: town.db, engine: town.engine }, routes);
    shown = await show(site.app);
  });
  afterAll(async () => {
    await shown.close();
    await town.stop();
  });

  async function open(who: keyof Town['who'] | null, script = false): Promise<Page> {
    const cookie = who === null ? undefined : (await site.browser(town.who[who])).cookie;
    return shown.page({ width: 1280, script }, cookie);
  }

  /** No fault at 1280 and on a phone; with SHOTS set, pictures of both. */
  async function isFine(page: Page, name: string): Promise<void> {
    expect([name, await pageFaults(page), await sentFaults(page), await shellFaults(page)]).toEqual([name, [], [], []]);
    if (!SHOTS) return;
    await screenshot(page, `${SHOTS}/${name}-1280.png`);
    const size = page.viewport();
    await page.setViewport({ width: 360, height: 740 });
    await screenshot(page, `${SHOTS}/${name}-360.png`);
    if (size) await page.setViewport(size);
  }

  const go = (page: Page, path: string) => visit(page, `${shown.url}${path}`);
  const textOf = (page: Page): Promise<string> =>
    page.evaluate('document.querySelector("main").innerText') as Promise<string>;
  async function press(page: Page, selector: string): Promise<void> {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
  }

  let id = '';
  it('a dispatcher announces a planned one: houses, the check with a late notice, the words, the card', async () => {
    const page = await open('dispatcher', true);
    await go(page, '/outages/new');
    await isFine(page, 'new');
    await page.click('input[name=kind][value=planned]');
    await page.click('input[name=services][value=hot-water]');
    for (const box of await page.$$('input[name=add]')) await box.click();
    await press(page, 'button[name=act][value=find]');
    expect(await page.$$('input[name=houses]')).toHaveLength(2);
    await page.click('details.govuk-details summary');
    await page.click('input[name=entrances]');
    const type = (selector: string, value: string) =>
      page.$eval(selector, (field, text) => ((field as unknown as { value: string }).value = text), value);
    await type('input[name=from]', '2026-05-18T09:00');
    await type('input[name=until]', '2026-05-20T18:00');
    await page.select('select[name=cause]', 'prophylaxis');
    await isFine(page, 'filled');
    await press(page, 'form[action="/outages/check"] > button[type=submit]:not([name])');
    expect(await textOf(page)).toContain('Уведомить нужно было до 30.04.2026, объявляете 04.05.2026: срок пропущен.');
    expect(await textOf(page)).toContain('Будет отключено: горячее водоснабжение.');
    await isFine(page, 'check');
    await press(page, 'form[action="/outages"] button');
    id = /\/outages\/([\da-f-]{36})/.exec(page.url())?.[1] ?? '';
    await town.until(id, 'announced');
    await go(page, `/outages/${id}`);
    await isFine(page, 'card-announced');
    expect(await town.told(id)).toEqual(['announced far', 'announced first', 'announced tenant']);
    await go(page, '/outages');
    await isFine(page, 'list');
  });

  it('a resident finds it on the first page, at its own page and in the calendar', async () => {
    const page = await open('first');
    await go(page, '/');
    expect(await textOf(page)).toContain('Горячее водоснабжение: отключат');
    await isFine(page, 'home-resident');
    await go(page, `/outages/${id}`);
    expect(await page.$('a[href$="/change"]')).toBeNull();
    await isFine(page, 'card-resident');
    const file = await (await site.browser(town.who.first)).get(`/outages/${id}/calendar`);
    expect(file.text).toContain('DTSTART:20260518T060000Z');
    const other = await (await site.browser(town.who.stranger)).get(`/outages/${id}`);
    expect(other.status).toBe(404);
    const neighbour = await open('second');
    await go(neighbour, '/');
    expect(await textOf(neighbour)).not.toContain('отключат');
  });

  it('is changed by a form that begins with what holds, and says to whom', async () => {
    const page = await open('dispatcher', true);
    await go(page, `/outages/${id}/change`);
    await isFine(page, 'change');
    await page.$eval(
      'input[name=until]',
      (field) => ((field as unknown as { value: string }).value = '2026-05-20T20:00'),
    );
    await press(page, 'form[action$="/plan"] > button[type=submit]:not([name])');
    expect(await textOf(page)).toContain('Исправьте, чтобы продолжить');
    await page.type('textarea[name=reason]', 'Подрядчик просит ещё два часа.');
    await press(page, 'form[action$="/plan"] > button[type=submit]:not([name])');
    await isFine(page, 'change-check');
    await press(page, 'form[action$="/change"] button');
    await town.eventually(async () => (await town.kinds(id)).includes('changed'));
    await go(page, `/outages/${id}`);
    expect(await textOf(page)).toContain('Подрядчик просит ещё два часа.');
  });

  it('everybody sees what is off by house, without signing in', async () => {
    const page = await open(null);
    await go(page, '/outages/now');
    await isFine(page, 'now-empty');
    await go(page, `/outages/now?q=${encodeURIComponent('садовая 1')}`);
    await isFine(page, 'now-found');
    await go(page, `/outages/now?house=${town.near}`);
    expect(await textOf(page)).toContain('отключат');
    await isFine(page, 'now-ahead');
    await go(page, `/outages/now?q=${encodeURIComponent('нигде 99')}`);
    expect(await textOf(page)).toContain('Такого дома здесь нет');
  });

  it('runs, is put off and is over on the pages of its author', async () => {
    await town.travelTo(at('2026-05-18T15:00:00'));
    await town.until(id, 'running');
    const page = await open('dispatcher', true);
    await go(page, `/outages/${id}`);
    await isFine(page, 'card-running');
    for (const act of ['extend', 'restore', 'cancel']) {
      await go(page, `/outages/${id}/${act}`);
      await isFine(page, act);
    }
    await go(page, `/outages/${id}/extend`);
    await page.$eval(
      'input[name=until]',
      (field) => ((field as unknown as { value: string }).value = '2026-05-21T20:00'),
    );
    await page.type('textarea[name=reason]', 'Нашли ещё один свищ.');
    await press(page, 'form[action$="/extend"] button[type=submit]');
    await town.eventually(async () => (await town.kinds(id)).includes('extended'));
    const guest = await open(null);
    await go(guest, '/outages/now');
    expect(await textOf(guest)).toContain('ул. Садовая, д. 1');
    await go(guest, `/outages/now?house=${town.near}`);
    await isFine(guest, 'now-running');
    await go(page, '/');
    await isFine(page, 'home-dispatcher');
    await go(page, `/outages/${id}/restore`);
    await press(page, 'form[action$="/restore"] button[type=submit]');
    await town.until(id, 'restored');
    await go(page, `/outages/${id}`);
    await isFine(page, 'card-restored');
    await go(page, `/outages/${id}/correct`);
    await isFine(page, 'correct');
    const watcher = await open('inspector');
    await go(watcher, '/outages?state=late');
    expect(await textOf(watcher)).toMatch(/1\s+отключение/);
    await go(watcher, `/outages/${id}`);
    await isFine(watcher, 'card-inspector');
  });
});
