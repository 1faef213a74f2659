import { createApp } from '../../api/app';
import { appealRoutes } from '../../api/appeal/routes';
import { faqRoutes } from '../../api/appeal/faq/routes';
import { openSession } from '../../store/access/sessions';
import { testRegion, type Region } from '../region';
import { appealWorld, type AppealWorld } from './appeal-world';
import { openBrowser, openPage, serve, visit, type Browser, type Page } from './browser';

let region: Region;
let world: AppealWorld;
let browser: Browser;
let served: Awaited<ReturnType<typeof serve>>;
const pages = {} as Record<'owner' | 'clerk' | 'head', Page>;

beforeAll(async () => {
  region = await testRegion({ bornAt: '2026-12-09T15:40:00Z' });
  world = await appealWorld(region.db);
  const options = {
    kind: 'training' as const,
    publicUrl: 'http://localhost:8080',
    sessionSecret: 'a secret that only tests know, 32+',
  };
  served = await serve(createApp({ db: region.db, engine: region.engine }, [...appealRoutes, ...faqRoutes], options));
  browser = await openBrowser();
}, 120_000);
afterAll(async () => {
  await browser.close();
  await served.stop();
  await region.stop();
});

/** A browser without scripts in which this person has just signed in. */
async function signIn(who: keyof typeof pages): Promise<Page> {
  const context = await browser.createBrowserContext();
  const page = await openPage(context as unknown as Browser, { width: 1280, script: false });
  const session = await openSession(region.db, { personId: world.people[who], via: 'password', agent: 'test' });
  await context.setCookie({ name: 'domovoy-session', value: session, domain: '127.0.0.1', path: '/' });
  pages[who] = page;
  return page;
}

const press = async (page: Page, title: string): Promise<void> => {
  const button = await page.waitForSelector(
    `::-p-xpath(//main//*[self::button or self::a][normalize-space(text())='${title}'])`,
  );
  await Promise.all([page.waitForNavigation(), button?.click()]);
};
const read = (page: Page): Promise<string> => page.$eval('main', (one) => one.textContent ?? '');
const go = (page: Page, path: string): Promise<number> => visit(page, served.url + path);

describe('an appeal in browsers without scripts', () => {
  it('is written, forgotten by the organisation, answered late, and rated, all by plain forms', async () => {
    const owner = await signIn('owner');
    await go(owner, '/appeals/new');
    await owner.click(`input[value="${world.orgs.manager}"]`);
    await press(owner, 'Дальше');
    await owner.click('input[value=cleaning]');
    await owner.type('textarea[name=text]', 'В подъезде две недели не моют полы.');
    await press(owner, 'Дальше');
    expect(await read(owner)).toContain('Проверьте и отправьте');
    await press(owner, 'Отправить обращение');
    expect(await read(owner)).toContain('Ответ придёт до 23\u00a0декабря 2026');
    await press(owner, 'Открыть обращение');
    const path = new URL(owner.url()).pathname;
    await region.eventually(async () => (await region.db('case_file').where({ phase: 'registered' })).length > 0);

    await region.travelTo('2026-12-25T09:00:00Z');
    const [clerk, head] = [await signIn('clerk'), await signIn('head')];
    await go(head, '/appeals/board');
    expect(await read(head)).toMatch(/1\s*просрочены/);
    await signIn('owner');
    await go(pages.owner, path);
    expect(await read(pages.owner)).toContain('Ответа нет, срок нарушен');
    expect(await read(pages.owner)).toContain('Пожаловаться в вышестоящую инстанцию');

    await go(clerk, path);
    await press(clerk, 'Взять себе');
    await press(clerk, 'Ответить');
    await clerk.click('input[value=satisfied]');
    await clerk.type('textarea[name=answer]', 'Полы вымыты 25 декабря, график уборки висит у лифта.');
    await press(clerk, 'Дальше');
    expect(await read(clerk)).toContain('Проверьте ответ');
    await press(clerk, 'Отправить ответ');
    expect(await read(clerk)).toContain('Ответ дан');

    await go(pages.owner, path);
    expect(await read(pages.owner)).toContain('график уборки висит у лифта');
    expect(await read(pages.owner)).toContain('позже на');
    await pages.owner.click('input[name=rating][value="4"]');
    await press(pages.owner, 'Оценить');
    expect(await read(pages.owner)).toContain('Обращение закрыто');
    await go(head, '/appeals');
    expect(await read(head)).toContain('с опозданием');
  }, 120_000);
});
