import { pageFaults, show, visit, type Shown } from '../../../proof/pages/browser';
import { type Site, testSite } from '../../../proof/site';
import { meetingCheckRoutes } from './routes';

let site: Site;
let shown: Shown;

beforeAll(async () => {
  site = await testSite(meetingCheckRoutes);
  shown = await show(site.app);
});
afterAll(async () => {
  await shown.close();
  await site.close();
});

describe('«Проверьте собрание» in a browser', () => {
  it.each([
    [1280, true],
    [320, false],
  ])('judges the example at %i px with script %s', async (width, script) => {
    const page = await shown.page({ width, script });
    expect(await visit(page, `${shown.url}/law/meeting?example=1`)).toBe(200);
    await Promise.all([page.waitForNavigation(), page.click('form[action="/law/meeting"] button')]);
    expect(await page.$eval('#result', (title) => title.textContent)).toBe('Решение не принято');
    expect(await pageFaults(page)).toEqual([]);
    await page.close();
  });
});
