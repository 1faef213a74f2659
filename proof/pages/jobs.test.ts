import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventsOf } from '../../store/case/events';
import { jobSite, type JobSite } from './job-site';
import { openBrowser, openPage, pageFaults, sentFaults, visit, type Browser, type Look, type Page } from './browser';

const PHONE = { width: 360, height: 740 };
const SECOND_MS = 1_000;

let site: JobSite;
let browser: Browser;
let server: Server;
let port = 0;
const url = (path: string): string => `http://127.0.0.1:${port}${path}`;

const listen = () =>
  new Promise<void>((done) => {
    server = createServer(site.app).listen(port, '127.0.0.1', () => {
      ({ port } = server.address() as AddressInfo);
      done();
    });
  });
const silence = () =>
  new Promise<void>((done) => {
    server.close(() => done());
    server.closeAllConnections();
  });
/** The browser's own switch does not reach its service worker, so the server is away as well. */
async function loseNet(...pages: Page[]): Promise<void> {
  for (const page of pages) await page.setOfflineMode(true);
  await silence();
}
async function findNet(...pages: Page[]): Promise<void> {
  await listen();
  for (const page of pages) {
    await page.setOfflineMode(false);
    await page.evaluate("dispatchEvent(new Event('online'))");
  }
}

beforeAll(async () => {
  site = await jobSite();
  browser = await openBrowser();
  await listen();
}, 60_000);
afterEach(async () => {
  if (!server.listening) await listen();
});
afterAll(async () => {
  await browser?.close();
  await silence();
  await site?.close();
});

async function signIn(page: Page, who: string): Promise<void> {
  const [name = '', value = ''] = (await site.browser(who)).cookie.split('=');
  await page.setCookie({ name, value, url: url('/') });
}
/** A telephone of its own: cookies, storage and worker are nobody else's. */
async function phone(look: Look = {}, who = site.who.first): Promise<Page> {
  const page = await openPage(await browser.createBrowserContext(), { ...PHONE, ...look });
  await signIn(page, who);
  return page;
}
/** Opened long enough that its pages are kept. */
async function opened(path: string, waitFor = path): Promise<Page> {
  const page = await phone();
  expect(await visit(page, url(path))).toBe(200);
  const kept = `(async () => {
    for (const name of await caches.keys())
      if (name.startsWith('jobs-of-') && await (await caches.open(name)).match(${JSON.stringify(waitFor)})) return true;
    return false;
  })()`;
  await page.waitForFunction(kept, { polling: 200 });
  return page;
}
const textOf = async (page: Page): Promise<string> => String(await page.evaluate('document.body.innerText'));
/** Waits for words of the page, and says what stood there instead. */
async function says(page: Page, words: string | RegExp): Promise<void> {
  const told = async (): Promise<boolean> => {
    const text = await textOf(page);
    return typeof words === 'string' ? text.includes(words) : words.test(text);
  };
  for (let turn = 0; turn < 150 && !(await told()); turn += 1) await new Promise((done) => setTimeout(done, 100));
  if (typeof words === 'string') expect(await textOf(page)).toContain(words);
  else expect(await textOf(page)).toMatch(words);
}
const queue = (page: Page) =>
  page.evaluate(`new Promise((done) => {
    const ask = indexedDB.open('jobs', 1);
    ask.onsuccess = () => {
      const all = ask.result.transaction('acts').objectStore('acts').getAll();
      all.onsuccess = () => done(all.result.map(({ act, person }) => [act, person]));
    };
  })`) as Promise<[act: string, person: string][]>;
const press = (page: Page, step: string) => page.click(`[data-step="${step}"] button`);
async function accepted(): Promise<string> {
  const id = await site.job();
  await site.act(id, 'accept', {}, site.who.first);
  return id;
}
const kinds = async (id: string): Promise<string[]> => (await eventsOf(site.db, id)).map(({ kind }) => kind);
async function eventually(look: () => Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 150 && !(await look()); turn += 1) await new Promise((done) => setTimeout(done, 100));
  expect(await look()).toBe(true);
}

describe('a job on a telephone without a network', () => {
  it('opens as it was loaded and says when, keeps each step with its instant, and sends them itself', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    await loseNet(page);
    await visit(page, url(`/jobs/${id}`));
    await says(page, 'Страница загружена');
    const pressed: number[] = [];
    for (const step of ['arrive', 'localise']) {
      pressed.push(Date.now());
      await press(page, step);
      await page.waitForSelector(`[data-step="${step}"][data-state="done"]`);
    }
    await says(page, /Нет сети: запишем и отправим сами\.\s+Ждут отправки: 2/);
    await says(page, /Прибыл[\s,а-я]+\d\d:\d\d · ждёт сети/);
    await page.type('#result', 'Заменён кран.');
    await press(page, 'fix');
    await says(page, 'Ждут отправки: 3');
    expect(await pageFaults(page)).toEqual([]);
    const back = Date.now();
    await new Promise((done) => setTimeout(done, SECOND_MS));
    await findNet(page);
    await eventually(async () => (await kinds(id)).includes('fixed'));
    await says(page, 'Сделано: Заменён кран.');
    const events = (await eventsOf(site.db, id)).filter(({ kind }) => ['arrived', 'localised', 'fixed'].includes(kind));
    expect(events.map(({ kind }) => kind)).toEqual(['arrived', 'localised', 'fixed']);
    for (const [place, at] of pressed.entries()) {
      const { device, done } = events[place]?.facts as { device: { doneAt: string; sentAt: string }; done: string };
      expect(Math.abs(Date.parse(device.doneAt) - at)).toBeLessThan(2 * SECOND_MS);
      expect(Date.parse(device.sentAt)).toBeGreaterThanOrEqual(back + SECOND_MS);
      expect(Math.abs(Date.parse(done) - at)).toBeLessThan(5 * SECOND_MS);
    }
    expect(await queue(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('shows a page it has not kept as not kept, and the list as it was', async () => {
    const id = await accepted();
    const page = await opened('/jobs', `/jobs/${id}`);
    await loseNet(page);
    await visit(page, url('/jobs/11111111-1111-4111-8111-111111111111'));
    expect(await textOf(page)).toContain('Эта страница в телефоне не сохранена');
    await visit(page, url('/jobs'));
    await says(page, 'Страница загружена');
    await Promise.all([page.waitForNavigation(), page.click(`a[data-job="${id}"]`)]);
    await press(page, 'arrive');
    await page.waitForSelector('[data-step="arrive"][data-state="done"]');
    await visit(page, url('/jobs'));
    await page.waitForSelector(`a[data-job="${id}"] [data-waits]:not([hidden])`);
    await findNet(page);
    await eventually(async () => (await kinds(id)).includes('arrived'));
    await page.close();
  }, 60_000);

  it('sends once from two tabs, and moves the focus to the next step', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    const other = await page.browserContext().newPage();
    await visit(other, url(`/jobs/${id}`));
    await loseNet(page, other);
    await page.bringToFront();
    await page.focus('[data-step="arrive"] button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-step="localise"][data-state="now"]');
    expect(await page.evaluate('document.activeElement.closest("[data-step]").dataset.step')).toBe('localise');
    await other.waitForSelector('[data-step="arrive"][data-state="done"]');
    await findNet(page, other);
    await eventually(async () => (await kinds(id)).includes('arrived'));
    for (const tab of [page, other])
      await tab.waitForFunction('document.getElementById("jobs").dataset.phase === "arrived"');
    expect((await kinds(id)).filter((kind) => kind === 'arrived')).toHaveLength(1);
    await page.browserContext().close();
  }, 60_000);

  it('keeps what was refused in sight with what to do, and the rest goes on', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    await loseNet(page);
    await press(page, 'arrive');
    await page.evaluate("document.querySelectorAll('main details').forEach((one) => (one.open = true))");
    await page.type('#note', 'Нужен стояк перекрыть.');
    await page.click('.govuk-details__text[data-queue="note"] button');
    await says(page, /Запись: \d\d:\d\d · ждёт сети/);
    // The dispatcher has written the arrival down meanwhile.
    await site.act(id, 'arrive', {}, site.who.dispatcher);
    await findNet(page);
    await eventually(async () => (await kinds(id)).includes('noted'));
    await says(page, 'Не принято');
    expect(await textOf(page)).toMatch(/Прибыл, \d\d:\d\d · ЗВ-/);
    expect(await pageFaults(page)).toEqual([]);
    await page.click('[data-drop]');
    await page.waitForFunction('document.getElementById("jobs-refused").hidden');
    expect(await queue(page)).toEqual([]);
    await page.close();
  }, 60_000);

  it('waits for its own person to sign in again and is never sent by another', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    await loseNet(page);
    await press(page, 'arrive');
    await says(page, 'Ждут отправки: 1');
    await page.deleteCookie(...(await page.cookies(url('/'))));
    await findNet(page);
    await says(page, 'Войдите, и отправим');
    expect(await queue(page)).toEqual([['arrive', site.who.first]]);
    await signIn(page, site.who.second);
    await visit(page, url('/jobs'));
    await new Promise((done) => setTimeout(done, SECOND_MS));
    expect(await textOf(page)).not.toContain('Ждут отправки');
    const names = (await page.evaluate('caches.keys()')) as string[];
    expect(names.filter((name) => name.startsWith('jobs-of-'))).toEqual([`jobs-of-${site.who.second}`]);
    expect(await kinds(id)).not.toContain('arrived');
    await signIn(page, site.who.first);
    await visit(page, url('/jobs'));
    await eventually(async () => (await kinds(id)).includes('arrived'));
    await page.close();
  }, 60_000);

  it('leaves nothing on the telephone after the way out, and wipes nothing unasked', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    await loseNet(page);
    await press(page, 'arrive');
    await says(page, 'Ждут отправки: 1');
    const out = 'document.querySelector(\'form[action="/sign-out"] button\').click()';
    await page.evaluate(out);
    await says(page, 'Ещё не всё отправлено');
    await page.click('[data-stay]');
    await findNet(page);
    await eventually(async () => (await kinds(id)).includes('arrived'));
    await page.waitForFunction('document.getElementById("jobs-net").hidden');
    await Promise.all([page.waitForNavigation(), page.evaluate(out)]);
    expect(page.url()).toBe(url('/sign-in'));
    const left = `caches.keys().then((names) => [names.filter((name) => name.startsWith('jobs-of-')), Object.keys(localStorage)])`;
    expect([await queue(page), await page.evaluate(left)]).toEqual([[], [[], []]]);
    await page.close();
  }, 60_000);

  it('makes a photo small before it sends it', async () => {
    const id = await accepted();
    const page = await opened(`/jobs/${id}`);
    const file = join(tmpdir(), `photo-${process.pid}.jpg`);
    const wide = await openPage(browser, { width: 2_400, height: 1_200 });
    writeFileSync(file, await wide.screenshot({ type: 'jpeg' }));
    await wide.close();
    await ((await page.$('.shot input')) as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await eventually(async () => (await kinds(id)).includes('noted'));
    const { type, name } = await site.db('case_document').where({ case_id: id }).first('type', 'name');
    expect([type, name]).toEqual(['image/jpeg', `photo-${process.pid}.jpg`]);
    await page.close();
  }, 60_000);
});

describe('a job without scripts', () => {
  const go = async (page: Page, selector: string): Promise<void> => {
    await Promise.all([page.waitForNavigation(), page.click(selector)]);
  };

  it('is accepted, reached, localised and fixed by plain forms, each of which comes back to it', async () => {
    const id = await site.job();
    const page = await phone({ script: false, width: 320 });
    await visit(page, url(`/jobs/${id}`));
    await go(page, '[data-queue="accept"] button');
    expect(page.url()).toBe(url(`/jobs/${id}`));
    await go(page, '[data-step="arrive"] button');
    await go(page, '[data-step="localise"] button');
    await page.type('#parts', 'кран');
    await go(page, '[data-step="fix"] button');
    expect(await textOf(page)).toContain('Ошибка');
    expect(await page.$eval('#parts', (field) => (field as unknown as { value: string }).value)).toBe('кран');
    await page.type('#result', 'Заменён кран.');
    await go(page, '[data-step="fix"] button');
    expect(page.url()).toBe(url(`/jobs/${id}`));
    expect(await textOf(page)).toContain('Сделано: Заменён кран.');
    await page.close();
  }, 60_000);

  it('is given back to the dispatcher, and the list comes instead', async () => {
    const id = await site.job();
    const page = await phone({ script: false });
    await visit(page, url(`/jobs/${id}`));
    await page.click('details:has([data-queue="decline"]) summary');
    await page.click('[name="why"]');
    await go(page, '[data-queue="decline"] button');
    expect(page.url()).toBe(url('/jobs'));
    expect(await kinds(id)).toContain('declined');
    await page.close();
  }, 60_000);
});

describe('the pages of jobs', () => {
  it.each([{ width: 320 }, { width: 360, dark: true }, { width: 1280 }])(
    'have no fault: %j',
    async (look) => {
      const [asked, here] = [await site.job(), await accepted()];
      await site.act(here, 'arrive', {}, site.who.first);
      for (const path of ['/jobs', `/jobs/${asked}`, `/jobs/${here}`]) {
        const page = await phone(look);
        expect(await visit(page, url(path))).toBe(200);
        expect(await pageFaults(page)).toEqual([]);
        expect(await sentFaults(page)).toEqual([]);
        await page.close();
      }
    },
    90_000,
  );

  it('may be put on the first screen of a telephone', async () => {
    const page = await phone();
    await visit(page, url('/jobs'));
    const href = await page.$eval('link[rel="manifest"]', (link) => link.getAttribute('href') ?? '');
    const read = `fetch(${JSON.stringify(href)}).then((answer) => answer.json())`;
    const { start_url, display, icons } = (await page.evaluate(read)) as {
      start_url: string;
      display: string;
      icons: { src: string; type: string }[];
    };
    expect([start_url, display]).toEqual(['/jobs', 'standalone']);
    for (const { src, type } of icons) {
      const answer = `fetch(${JSON.stringify(src)}).then(({ status, headers }) => [status, headers.get('content-type')])`;
      expect(await page.evaluate(answer)).toEqual([200, expect.stringContaining(type)]);
    }
    await page.close();
  });
});
