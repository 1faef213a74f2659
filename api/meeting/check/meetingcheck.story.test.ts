import {
  axeViolations,
  htmlFaults,
  openBrowser,
  openPage,
  serve,
  sideScroll,
  visit,
  type Browser,
} from '../../../proof/pages/browser';
import { type Site, testSite } from '../../../proof/site';
import { meetingCheckRoutes } from './routes';

let site: Site;
let browser: Browser;
let served: Awaited<ReturnType<typeof serve>>;

beforeAll(async () => {
  site = await testSite(meetingCheckRoutes);
  served = await serve(site.app);
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.stop();
  await site.close();
});

describe('«Проверьте собрание» in a browser', () => {
  it.each([
    [1280, true],
    [320, false],
  ])('judges the example at %i px with script %s', async (width, script) => {
    const page = await openPage(browser, { width, script });
    expect(await visit(page, `${served.url}/law/meeting?example=1`)).toBe(200);
    await Promise.all([page.waitForNavigation(), page.click('form[action="/law/meeting"] button')]);
    expect(await page.$eval('#result', (title) => title.textContent)).toBe('Кворум есть');
    expect(await sideScroll(page)).toEqual([]);
    expect(await htmlFaults(await page.content())).toEqual([]);
    if (script) expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });
});
