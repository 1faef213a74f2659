import type { Knex } from 'knex';
import { openSession } from '../../store/access/sessions';
import { axeViolations, openPage, shellFaults, sideScroll, visit, type Browser, type Page } from './browser';

/** What a person does in a browser without scripts: go, read, fill in, press. Every page is measured and checked. */
export interface Walk {
  page: Page;
  go(path: string): Promise<void>;
  read(): Promise<string>;
  /** Presses the button or the link of this title and waits for the next page. */
  press(title: string): Promise<void>;
  fill(fields: Readonly<Record<string, string>>): Promise<void>;
  tick(selector: string): Promise<void>;
  /** Downloads a file. */
  take(path: string): Promise<Buffer>;
}

export interface Weights {
  html: Map<string, number>;
  css: number;
}

interface Start {
  browser: Browser;
  url: string;
  db: Knex;
  personId: string | null;
  weights: Weights;
}

/** While a travel is running its page has nothing to read that would be lost, so it may reload itself. */
const RENEWS = 'meta-refresh';

/** The address without ids, so that a page counts once. */
const placeOf = (address: string): string =>
  new URL(address).pathname.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{20}|(?<=\/)\d+(?=$|\/)/g, '…');

export async function walk({ browser, url, db, personId, weights }: Start): Promise<Walk> {
  const context = await browser.createBrowserContext();
  const page = await openPage(context as unknown as Browser, { width: 1280, script: false });
  const value = personId ? await openSession(db, { personId, via: 'password', agent: 'test' }) : '';
  if (personId) await context.setCookie({ name: 'domovoy-session', value, domain: '127.0.0.1', path: '/' });
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (!response.ok() || !['document', 'stylesheet'].includes(kind)) return;
    // The body of a page that was left at once is gone; the page is measured at the next visit.
    const weigh = (bytes: number): unknown =>
      kind === 'document' ? weights.html.set(placeOf(response.url()), bytes) : (weights.css = bytes);
    response.buffer().then(
      ({ length }) => weigh(length),
      () => undefined,
    );
  });
  const seen = new Set<string>();
  return {
    page,
    async go(path) {
      expect([path, await visit(page, url + path)]).toEqual([path, 200]);
      await lookOver(page, seen);
    },
    read: () => page.$eval('main', (one) => one.textContent ?? ''),
    async press(title) {
      const path = `::-p-xpath(//main//*[self::button or self::a][normalize-space(text())='${title}'])`;
      const button = await page.waitForSelector(path);
      await Promise.all([page.waitForNavigation(), button?.click()]);
      await lookOver(page, seen);
    },
    async fill(fields) {
      for (const [name, value] of Object.entries(fields)) {
        const field = await page.waitForSelector(`main form [name="${name}"]`);
        await field?.evaluate((one, text) => void ((one as unknown as { value: string }).value = text), value);
      }
    },
    async tick(selector) {
      await (await page.waitForSelector(`main ${selector}`))?.click();
    },
    async take(path) {
      const answer = await fetch(url + path, { headers: { cookie: `domovoy-session=${value}` } });
      return Buffer.from(await answer.arrayBuffer());
    },
  };
}

/** Checks accessibility and width, once for each page of a walk. */
async function lookOver(page: Page, seen: Set<string>): Promise<void> {
  const place = placeOf(page.url());
  if (seen.has(place)) return;
  seen.add(place);
  await page.setJavaScriptEnabled(true);
  const faults = (await axeViolations(page)).filter(
    ({ rule }) => rule !== RENEWS || !place.startsWith('/clock/travels'),
  );
  expect([place, faults, await sideScroll(page), await shellFaults(page)]).toEqual([place, [], [], []]);
  await page.setJavaScriptEnabled(false);
}
