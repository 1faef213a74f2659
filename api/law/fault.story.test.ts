import { pageFaults, shellFaults, show, type Shown, visit } from '../../proof/pages/browser';
import { type Site, testSite } from '../../proof/site';
import { lawRoutes } from './routes';

let site: Site;
let shown: Shown;

beforeAll(async () => {
  site = await testSite(lawRoutes);
  shown = await show(site.app);
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

const PHONE = { width: 360, height: 740 };
const address = (asked: Record<string, string>) => `${shown.url}/law/fault?${new URLSearchParams(asked)}`;

describe('«Сколько ждать?» in a browser', () => {
  it.each([
    [1280, true, false],
    [1280, true, true],
    [320, false, false],
  ])('answers words at %i px with script %s, dark %s', async (width, script, dark) => {
    const page = await shown.page({ width, script, dark });
    expect(await visit(page, `${shown.url}/law/fault`)).toBe(200);
    expect(await pageFaults(page)).toEqual([]);
    await page.type('#say', 'прорвало батарею, вода хлещет');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    expect(await page.$eval('h1', (title) => title.textContent)).toContain('прорвало батарею');
    expect(await pageFaults(page)).toEqual([]);
    expect(await shellFaults(page)).toEqual([]);
    await page.close();
  });

  it.each([
    ['before a word is typed', {}, 0],
    ['with water on the floor', { say: 'прорвало трубу' }, 3],
    ['with a smell of gas', { say: 'пахнет газом' }, 3],
    ['in a lift', { say: 'застряли в лифте' }, 3],
    ['with sparks', { say: 'искрит розетка' }, 3],
  ])('holds the number and what to do on the first screen of a phone: %s', async (_, asked, least) => {
    const page = await shown.page(PHONE);
    await visit(page, address(asked));
    const seen = (of: string) =>
      page.$$eval(
        of,
        (found, bottom) => found.filter((one) => one.getBoundingClientRect().bottom <= bottom).length,
        PHONE.height,
      );
    expect(await seen('a[href^="tel:"]')).toBeGreaterThan(0);
    expect(await seen('.next li:not(.phones li)')).toBeGreaterThanOrEqual(least);
    await page.close();
  });

  it('is gone through by keyboard: the number comes first, then the words', async () => {
    const page = await shown.page(PHONE);
    await visit(page, `${shown.url}/law/fault`);
    await page.focus('.phones a');
    const stops: unknown[] = [];
    for (let at = 0; at < 6; at += 1) {
      stops.push(await page.evaluate('document.activeElement.getAttribute("href") ?? document.activeElement.id'));
      await page.keyboard.press('Tab');
    }
    expect(stops.slice(0, 3)).toEqual(['tel:112', 'tel:104', 'say']);
    await page.close();
  });
});
