import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestListener } from 'node:http';
import { HtmlValidate } from 'html-validate';
import type { Browser, Page } from 'puppeteer';
import { openBrowser } from '../../bin/engines/chromium';

export { openBrowser };
export type { Browser, Page };

export interface Look {
  width?: number;
  height?: number;
  dark?: boolean;
  /** Every page must also work without scripts. */
  script?: boolean;
}

export interface Violation {
  rule: string;
  say: string;
  where: string[];
}

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** Serves an Express app (or any listener) on a free port for the length of a test. */
export async function serve(app: RequestListener): Promise<{ url: string; stop(): Promise<void> }> {
  const server: Server = createServer(app);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

export async function openPage(browser: Pick<Browser, 'newPage'>, look: Look = {}): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewport({ width: look.width ?? 1280, height: look.height ?? 900 });
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: look.dark ? 'dark' : 'light' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.setJavaScriptEnabled(look.script ?? true);
  await page.setCacheEnabled(false);
  return page;
}

/** Opens the address and waits until fonts are drawn; returns the HTTP status. */
export async function visit(page: Page, url: string): Promise<number> {
  const response = await page.goto(url, { waitUntil: 'load' });
  await page.evaluate('document.fonts.ready.then(() => true)');
  return response?.status() ?? 0;
}

/** A served app and a browser over it, for the length of a test. */
export interface Shown {
  url: string;
  /** Whoever comes with no cookie (`name=value`) is a guest. Each page is a browser of its own and keeps no other's cookies. */
  page(look?: Look, cookie?: string): Promise<Page>;
  close(): Promise<void>;
}

export async function show(app: RequestListener): Promise<Shown> {
  const [browser, served] = await Promise.all([openBrowser(), serve(app)]);
  return {
    url: served.url,
    page: async (look, cookie) => {
      const page = await openPage(await browser.createBrowserContext(), look);
      const [name = '', value = ''] = cookie?.split('=') ?? [];
      if (cookie) await page.setCookie({ name, value, url: served.url });
      return page;
    },
    close: async () => {
      await browser.close();
      await served.stop();
    },
  };
}

/** WCAG 2.2 A and AA and good practice; the list must be empty. */
export async function axeViolations(page: Page): Promise<Violation[]> {
  await page.evaluate(axe);
  const found = "({ id, help, nodes }) => ({ rule: id, say: help, where: nodes.map((one) => one.target.join(' ')) })";
  const run = `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(${found}))`;
  return (await page.evaluate(run)) as Violation[];
}

/** Elements that stick out to the right; empty when the page keeps its width. */
export async function sideScroll(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    const wide = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= wide) return [];
    return [...document.querySelectorAll('body *')].filter((one) => one.getBoundingClientRect().right > wide + 1)
      .map((one) => one.tagName.toLowerCase() + '.' + one.className).slice(0, 5);
  })()`)) as string[];
}

/** A phone in the hand: content begins above a quarter of it, under one slim bar. */
const PHONE = { width: 360, height: 740 };
const BAR_MOST = 56;
const HEADING_ABOVE = PHONE.height / 4;

/**
 * What is wrong with the frame of an open page on a phone: the bar too high, the heading too low, the width not held at
 * 320 px. The page gets its own size back.
 */
export async function shellFaults(page: Page): Promise<string[]> {
  const size = page.viewport();
  await page.setViewport(PHONE);
  const faults = (await page.evaluate(`(() => {
    const place = (name) => document.querySelector(name)?.getBoundingClientRect();
    const said = [];
    const [bar, heading] = [place('.bar'), place('h1')];
    if (!bar || bar.height > ${BAR_MOST}) said.push('the bar is ' + bar?.height + ' px high');
    const top = heading ? heading.top + scrollY : NaN;
    if (!(top < ${HEADING_ABOVE})) said.push('the heading begins at ' + top + ' px');
    return said;
  })()`)) as string[];
  await page.setViewport({ ...PHONE, width: 320 });
  const wide = await sideScroll(page);
  if (size) await page.setViewport(size);
  return [...faults, ...wide];
}

const checker = new HtmlValidate({
  extends: ['html-validate:standard'],
  rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'require-sri': 'off' },
});

/** Every HTML error a parser can find: unclosed tags, doubled ids, labels of nothing. */
export async function htmlFaults(html: string): Promise<string[]> {
  const report = await checker.validateString(html);
  return report.results.flatMap(({ messages }) =>
    messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
  );
}

/**
 * All that is wrong with an open page: for screen readers (which need scripts to be asked), in its width, in its frame
 * on a phone and in its HTML as the browser has it now.
 */
export async function pageFaults(page: Page): Promise<(Violation | string)[]> {
  const unheard = page.isJavaScriptEnabled() ? await axeViolations(page) : [];
  const frame = await shellFaults(page);
  return [...unheard, ...(await sideScroll(page)), ...frame, ...(await htmlFaults(await page.content()))];
}

/** What is wrong in the HTML that the server sends for this address, before a browser corrects it. */
export async function sentFaults(page: Page): Promise<string[]> {
  const source = 'fetch(location.href, { headers: { accept: "text/html" } }).then((answer) => answer.text())';
  return htmlFaults(String(await page.evaluate(source)));
}

/** A picture of the whole page, to look at. */
export async function screenshot(page: Page, file: `${string}.png`): Promise<void> {
  await page.screenshot({ path: file, fullPage: true });
}
