import { randomUUID } from 'node:crypto';
import { routes } from '../../api/routes';
import { hostsOf } from '../../store/letters/push-services';
import { subscribe } from '../../store/letters/push';
import { pushBrowser } from '../push-browser';
import { addPerson, testSite, type Site } from '../site';
import { pageFaults, sentFaults, show, visit, type Look, type Page, type Shown } from './browser';

const AGENTS = [
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0',
];
const PATH = '/account/push';
const key = pushBrowser().p256dh;
/**
 * A headless browser has no push service and cannot ask for permission; the test provides both, everything else is
 * real.
 */
const device = pushBrowser();
const STAND_IN = `
  Object.defineProperty(Notification, 'permission', { get: () => 'default' });
  Notification.requestPermission = async () => 'granted';
  const keys = ${JSON.stringify({ p256dh: device.p256dh, auth: device.auth })};
  const endpoint = ${JSON.stringify(device.endpoint)};
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    sessionStorage.setItem('asked', new Uint8Array(applicationServerKey).length);
    sessionStorage.setItem('on', 'yes');
    return PushManager.prototype.getSubscription();
  };
  PushManager.prototype.getSubscription = async () => sessionStorage.getItem('on') !== 'yes' ? null : {
    endpoint, options: { applicationServerKey: Uint8Array.from(atob(${JSON.stringify(Buffer.from(key, 'base64url').toString('base64'))}), (c) => c.charCodeAt(0)).buffer },
    toJSON: () => ({ endpoint, keys }),
    unsubscribe: async () => { sessionStorage.setItem('on', 'no'); return true; },
  };`;

let site: Site;
let shown: Shown;
let person: string;

beforeAll(async () => {
  const services = { push: { publicKey: key, hosts: hostsOf(), local: true } };
  const plenty = { points: 1_000_000, seconds: 60, shared: false };
  const rates = { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty };
  site = await testSite(routes, { services, rates });
  shown = await show(site.app);
});
afterAll(async () => {
  await shown?.close();
  await site?.close();
});
beforeEach(async () => {
  person = await addPerson(site.db);
});

async function enter(look: Look, standIn = false): Promise<Page> {
  const page = await shown.page(look, (await site.browser(person)).cookie);
  if (standIn) await page.evaluateOnNewDocument(STAND_IN);
  expect(await visit(page, shown.url + PATH)).toBe(200);
  return page;
}
const anywhere = (): string => `https://fcm.googleapis.com/fcm/send/${randomUUID()}`;
const pushOn = (agent: string) =>
  subscribe(site.db, {
    id: randomUUID(),
    personId: person,
    serverKey: key,
    agent,
    ...pushBrowser(),
    endpoint: anywhere(),
  });
const textOf = async (page: Page): Promise<string> => String(await page.evaluate('document.body.innerText'));
const says = (page: Page, words: string) =>
  page.waitForFunction(`document.body.innerText.includes(${JSON.stringify(words)})`);

describe('the page of notifications', () => {
  it.each([320, 1280])('has no fault at %s pixels, empty and full', async (width) => {
    const empty = await enter({ width }, true);
    expect(await pageFaults(empty)).toEqual([]);
    for (const agent of AGENTS) await pushOn(agent);
    const full = await enter({ width }, true);
    expect(await pageFaults(full)).toEqual([]);
    expect(await sentFaults(full)).toEqual([]);
    for (const page of [empty, full]) await page.close();
  });

  it('says without scripts why it cannot switch on, and still switches off', async () => {
    await pushOn(AGENTS[1] ?? '');
    const page = await enter({ width: 320, script: false });
    const text = await textOf(page);
    expect([text.includes('нужен JavaScript'), text.includes('Включить в этом браузере')]).toEqual([true, false]);
    await Promise.all([page.waitForNavigation(), page.click('[data-browser] button')]);
    expect(await textOf(page)).toContain('Пока нигде');
    await page.close();
  });

  it('says what to do where the browser was told to forbid them', async () => {
    const page = await enter({});
    await says(page, 'Уведомления этого сайта запрещены в настройках браузера');
    expect(await textOf(page)).not.toContain('Включить в этом браузере');
    await page.close();
  });

  it('asks for nothing before a press, then switches this browser on and off', async () => {
    const page = await enter({}, true);
    await says(page, 'Включить в этом браузере');
    const registered = 'navigator.serviceWorker.getRegistrations().then((all) => all.length)';
    expect(await page.evaluate(registered)).toBe(0);
    await Promise.all([page.waitForNavigation(), page.click('#push-on button')]);
    await says(page, 'Уведомления включены.');
    const workers = 'navigator.serviceWorker.ready.then(({ scope, active }) => [scope, active.scriptURL])';
    expect(await page.evaluate(workers)).toEqual([`${shown.url}/`, `${shown.url}/notifications.js`]);
    expect(await page.evaluate("sessionStorage.getItem('asked')")).toBe('65');
    expect(await textOf(page)).toContain('этот браузер');
    expect(await pageFaults(page)).toEqual([]);
    await Promise.all([page.waitForNavigation(), page.click('[data-browser] button')]);
    await says(page, 'Включить в этом браузере');
    expect(await site.db('push_subscription').where({ person_id: person })).toEqual([]);
    await page.close();
  });
});
