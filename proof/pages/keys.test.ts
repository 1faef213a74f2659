import express from 'express';
import { galleryView } from '../../api/view/gallery';
import { render } from '../../templates/engine/render';
import { blankShell } from '../../templates/engine/shell';
import { openBrowser, openPage, serve, visit, type Browser, type Page } from './browser';
import { assetRouter } from '../../api/http/assets';

const shell = blankShell({
  title: 'Части',
  path: '/gallery',
  search: { action: '/search' },
  now: '2026-12-21T11:05:00Z',
  nav: [{ href: '/meetings', title: 'Собрания', current: false, key: 'KeyM' }],
});
const due = (word: string, at: string) => ({
  what: 'Ответить',
  until: 'до полудня',
  due: at,
  status: { kind: 'plain', word },
});
const view = galleryView({});
const deadlines = [
  due('?', '2026-12-21T11:19:30Z'),
  due('?', '2026-12-26T12:00:00Z'),
  due('?', '2026-12-21T10:58:00Z'),
];

const app = express()
  .use(assetRouter())
  .get('/gallery', (_request, response) =>
    response.send(render('gallery', { ...view, case: { ...view.case, deadlines } }, shell)),
  )
  .get('/meetings', (_request, response) => response.send('собрания'));

describe('small helps of a page', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;
  let page: Page;

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), serve(app)]);
  });
  beforeEach(async () => {
    page = await openPage(browser);
    await visit(page, `${site.url}/gallery`);
  });
  afterEach(() => page.close());
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });
  const held = (expression: string) => page.evaluate(expression);

  it('counts what is left from the server’s instant', async () => {
    const words = (await held(
      "[...document.querySelectorAll('[data-due]')].map((one) => one.textContent)",
    )) as string[];
    expect(words.map((word) => word.replaceAll('\u00a0', ' '))).toEqual(['14 мин', '5 дней', '−7 мин']);
    expect(await held("document.querySelectorAll('[data-due].st--late').length")).toBe(1);
  });

  it('leads to the search by «/» and never fires inside a field', async () => {
    await page.keyboard.press('Slash');
    expect(await held('document.activeElement.id')).toBe('find');
    await page.keyboard.type('мf');
    expect(await held("document.getElementById('find').value")).toBe('мf');
    expect(await held("document.getElementById('filter').open")).toBe(false);
  });

  it('opens the filter, walks the rows and goes to a section by keys', async () => {
    await page.keyboard.press('KeyF');
    expect(await held("document.getElementById('filter').open")).toBe(true);
    await page.keyboard.press('KeyJ');
    await page.keyboard.press('KeyJ');
    expect(await held("document.querySelector('tr.sel').rowIndex")).toBe(2);
    expect(await held('document.activeElement.textContent')).toBe('ОБР-2026-000123');
    await page.keyboard.press('KeyG');
    await Promise.all([page.waitForNavigation(), page.keyboard.press('KeyM')]);
    expect(new URL(page.url()).pathname).toBe('/meetings');
  });

  it('lets a person switch single keys off', async () => {
    await page.keyboard.down('Shift');
    await page.keyboard.press('Slash');
    await page.keyboard.up('Shift');
    expect(await held("document.getElementById('keys').open")).toBe(true);
    await page.click('label[for=keys-off]');
    await page.click('#keys-close');
    await page.keyboard.press('KeyF');
    expect(await held("document.getElementById('filter').open")).toBe(false);
    await held('localStorage.clear()');
  });

  it('keeps half-typed text over a reload', async () => {
    await page.type('#text', 'Холодно');
    await page.reload();
    expect(await held("document.getElementById('text').value")).toBe('Холодно');
  });
});
