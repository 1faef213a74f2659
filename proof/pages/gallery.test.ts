import express from 'express';
import { galleryView } from '../../api/view/gallery';
import { problemStatuses, problemView } from '../../api/view/problem';
import { render, renderIn } from '../../templates/engine/render';
import { blankShell } from '../../templates/engine/shell';
import {
  axeViolations,
  htmlFaults,
  openBrowser,
  openPage,
  serve,
  shellFaults,
  sideScroll,
  visit,
  type Browser,
} from './browser';
import { assetRouter } from '../../api/http/assets';

const POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";

const shell = blankShell({
  title: 'Части страниц',
  path: '/gallery',
  person: { name: 'Лебедева\u00a0А.\u00a0Д.', full: 'Лебедева Анна Дмитриевна', about: 'ул. Лесная, 8, кв.\u00a058' },
  nav: [
    { href: '#', title: 'Мои дела', current: true, key: 'KeyM' },
    { href: '#', title: 'Дом', current: false },
    { href: '#', title: 'Обращения', current: false },
    { href: '#', title: 'Собрания', current: false, mark: 1 },
  ],
  more: [{ href: '#', title: 'Нормы и сроки', current: false }],
  mail: { href: '#', unread: 2 },
  search: { action: '/search' },
  training: { now: 'пн 21 декабря, 14:05', clock: { href: '#', title: 'Часы' } },
  now: '2026-12-21T11:05:00Z',
  trail: [{ href: '#', title: 'Дом' }, { title: 'Части страниц' }],
  flash: { kind: 'done', title: 'Обращение отправлено', say: 'Номер ОБР-2026-000123.' },
});

const refused = {
  key: '5f0c9b1e-7f52-4a8e-9a55-0d5f8f1f2a10',
  values: { subject: 'Холодно', topics: ['heat'] },
  errors: {
    text: 'Опишите, что случилось.',
    channel: 'Выберите, как ответить.',
    truth: 'Подтвердите, что сведения верны.',
  },
};
const app = express()
  .use(assetRouter())
  .use((_request, response, next) => {
    response.set('Content-Security-Policy', POLICY);
    next();
  })
  .get('/gallery', (_request, response) =>
    response.send(render('gallery', galleryView({ state: 'soon', sort: 'due' }), shell)),
  )
  .get('/refused', (_request, response) =>
    response.send(render('gallery', galleryView({}, refused), { ...shell, problem: { say: 'Исправьте ответы.' } })),
  );

app.get('/problem/:status', (request, response) => {
  const view = problemView(Number(request.params.status), { request: '01JD4F2C' });
  response.send(render('problem', view, { ...shell, title: view.title, person: undefined, mail: undefined }));
});

describe('the gallery of parts', () => {
  let browser: Browser;
  let site: Awaited<ReturnType<typeof serve>>;

  beforeAll(async () => {
    [browser, site] = await Promise.all([openBrowser(), serve(app)]);
  });
  afterAll(async () => {
    await browser.close();
    await site.stop();
  });

  const looks = [320, 1280].flatMap((width) => [false, true].map((dark) => ({ width, dark })));
  it.each(looks)('has no accessibility violation and no side scroll at $width px, dark: $dark', async (look) => {
    const page = await openPage(browser, look);
    for (const path of ['/gallery', '/refused']) {
      expect(await visit(page, site.url + path)).toBe(200);
      expect(await axeViolations(page)).toEqual([]);
      expect(await sideScroll(page)).toEqual([]);
      expect(await shellFaults(page)).toEqual([]);
    }
    await page.close();
  });

  it('raises nothing against a policy without inline styles or scripts', async () => {
    const page = await openPage(browser);
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await visit(page, `${site.url}/gallery`);
    expect(said).toEqual([]);
    await page.close();
  });

  it('holds its width when a person spreads the text', async () => {
    const page = await openPage(browser, { width: 320 });
    await visit(page, `${site.url}/gallery`);
    await page.evaluate(`document.styleSheets[0].insertRule(
      '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }')`);
    expect(await sideScroll(page)).toEqual([]);
    await page.close();
  });

  it.each(problemStatuses)('shows %i as a page that says what to do', async (status) => {
    const page = await openPage(browser, { width: 320 });
    await visit(page, `${site.url}/problem/${status}`);
    expect(await axeViolations(page)).toEqual([]);
    expect(await sideScroll(page)).toEqual([]);
    expect(await page.evaluate("document.querySelector('main').textContent.includes('01JD4F2C')")).toBe(status >= 500);
    await page.close();
  });

  it('prints as a document that needs nothing from outside', async () => {
    const page = await openPage(browser);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.setContent(renderIn('document', 'gallery', galleryView({}), shell), { waitUntil: 'load' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
    expect(await page.evaluate("document.fonts.check('16px \\'Golos Text\\'', 'Дом')")).toBe(true);
    expect(await page.evaluate("document.querySelector('.watermark').textContent")).toBe('Учебный документ');
    const pdf = await page.pdf({ format: 'A4', tagged: true, outline: true });
    expect(Buffer.from(pdf.subarray(0, 5)).toString()).toBe('%PDF-');
    await page.close();
  });

  it('is valid HTML, both fresh and after a refusal', async () => {
    expect(await htmlFaults(render('gallery', galleryView({}), shell))).toEqual([]);
    expect(await htmlFaults(render('gallery', galleryView({}, refused), shell))).toEqual([]);
  });
});
