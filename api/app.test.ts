import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { addPerson, testSite, type Site } from '../proof/site';
import { accountRoutes } from './account/routes';
import { text } from './http/fields';
import { route } from './http/route';
import { usualRates } from './security/rates';

const drill = route({
  id: 'clock.drill',
  method: 'get',
  path: '/drill',
  summary: 'Учения',
  allowed: 'anyone',
  trainingOnly: true,
  out: z.object({}),
  rate: 'search',
  handle: async () => ({ data: {} }),
});
const leak = route({
  id: 'note.leak',
  method: 'get',
  path: '/leak',
  summary: 'Лишнее',
  allowed: 'anyone',
  out: z.object({ a: z.string() }),
  handle: async () => ({ data: { a: 'x', snils: '11223344595' } as { a: string } }),
});
const broken = route({
  id: 'note.broken',
  method: 'get',
  path: '/broken',
  summary: 'Не то',
  allowed: 'anyone',
  out: z.object({ a: z.string() }),
  handle: async () => ({ data: { a: 1 } as unknown as { a: string } }),
});
const crowded = route({
  id: 'note.crowded',
  method: 'get',
  path: '/crowded',
  summary: 'Тесно',
  allowed: 'anyone',
  out: z.object({}),
  handle: async ({ db }) => {
    const most = db.client.pool.max as number;
    const held = await Promise.all(Array.from({ length: most }, () => db.transaction()));
    try {
      await db.raw('select 1');
      return { data: {} };
    } finally {
      await Promise.all(held.map((one) => one.rollback()));
    }
  },
});
const file = route({
  id: 'note.file',
  method: 'get',
  path: '/file',
  summary: 'Файл',
  allowed: 'anyone',
  out: z.object({}),
  file: { types: ['text/html'] },
  handle: async () => ({
    data: {},
    file: { name: 'отчёт "1".html', type: 'text/html', bytes: '<script>alert(1)</script>' },
  }),
});
const echo = route({
  id: 'note.echo',
  method: 'post',
  path: '/echo',
  summary: 'Эхо',
  allowed: 'anyone',
  body: z.object({ word: text({ max: 20 }) }),
  files: { picture: 2 },
  out: z.object({ word: z.string(), sizes: z.array(z.number()) }),
  handle: async ({ body, files }) => ({ data: { word: body.word, sizes: files.map(({ bytes }) => bytes.length) } }),
});
const table = [...accountRoutes, drill, leak, broken, crowded, file, echo];

let site: Site;
const lines: string[] = [];
beforeAll(async () => {
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
  site = await testSite(table, { log, rates: { ...usualRates, search: { points: 2, seconds: 60, shared: true } } });
});
afterAll(() => site.close());

describe('the app', () => {
  it('lets nothing inline run: every page carries a policy with a nonce of its own', async () => {
    const policies = await Promise.all(
      [1, 2].map(
        async () => (await request(site.app).get('/sign-in').accept('html')).headers['content-security-policy'],
      ),
    );
    expect(policies[0]).toContain("default-src 'none';object-src 'none'");
    expect(policies[0]).not.toContain('unsafe');
    expect(policies[0]).not.toBe(policies[1]);
  });

  it('serves a stranger’s file to be saved, never to be run', async () => {
    const { headers } = await request(site.app).get('/file');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="[\w.-]+"; filename\*=UTF-8''%D0%BE/);
    expect([headers['content-security-policy'], headers['x-content-type-options']]).toEqual([
      expect.stringContaining('sandbox'),
      'nosniff',
    ]);
  });

  it('gives programs what a route promises: no more, and nothing else', async () => {
    expect((await request(site.app).get('/leak')).body).toEqual({ a: 'x' });
    expect((await request(site.app).get('/broken')).status).toBe(500);
  });

  it('binds its cookies to the very host when the address is https', async () => {
    const secure = await testSite(accountRoutes, { publicUrl: 'https://domovoy.example' });
    const answer = await request(secure.app).get('/sign-in').accept('html');
    await secure.close();
    expect(String(answer.headers['set-cookie'])).toMatch(
      /^__Host-domovoy-visitor=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    );
    expect(answer.headers['strict-transport-security']).toBeDefined();
  });

  it('stops who asks too often and says for how long', async () => {
    const answers = [];
    for (let n = 0; n < 3; n += 1) answers.push(await request(site.app).get('/drill'));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(Number(answers[2]?.headers['retry-after'])).toBeGreaterThan(0);
    expect(answers[2]?.body.code).toBe('too-often');
  });

  it('sends away for a few seconds when every connection is taken, and says nothing was taken in', async () => {
    const answer = await request(site.app).get('/crowded');
    expect([answer.status, answer.body.code, Number(answer.headers['retry-after'])]).toEqual([503, 'busy', 5]);
    expect(answer.body.say).toContain('ещё не принято');
    expect(lines.filter((line) => line.includes('note.crowded')).join()).not.toContain('stack');
    expect((await request(site.app).get('/nowhere')).status).toBe(404);
  }, 20_000);

  it('has no training routes in a live installation', async () => {
    const live = await testSite(table, { kind: 'live' });
    const answer = await request(live.app).get('/drill');
    await live.close();
    expect(answer.status).toBe(404);
  });

  it('answers an unknown address as a page to a person and as JSON to a program', async () => {
    expect((await request(site.app).get('/nowhere')).body.code).toBe('not-found');
    const page = await request(site.app).get('/nowhere').accept('html');
    expect([page.status, load(page.text)('h1').text()]).toEqual([404, 'Такой страницы нет']);
    const piece = await request(site.app).get('/sign-in').set('HX-Request', 'true');
    expect(load(piece.text)('header.top')).toHaveLength(0);
  });

  it('draws a refused form again with what was typed, what to mend and the same key', async () => {
    const browser = await site.browser(null);
    const key = randomUUID();
    const again = await browser.send('/sign-in', { login: 'вера@', password: '', next: '/x' }, key);
    const page = load(again.text);
    expect([again.status, page('#login').val(), page('input[name=next]').val(), page('input[name=key]').val()]).toEqual(
      [422, 'вера@', '/x', key],
    );
    expect(page('.govuk-error-summary').text()).toContain('Заполните это поле.');
    expect(page('title').text()).toMatch(/^Ошибка: /);
    expect(again.text).not.toContain('type="password" value');
  });

  it('takes files by their fields, within number and size', async () => {
    const browser = await site.browser(null);
    const send = () =>
      request(site.app)
        .post('/echo')
        .set('Cookie', browser.cookie)
        .set('X-CSRF-Token', browser.csrf)
        .set('Idempotency-Key', randomUUID())
        .field('word', 'да');
    expect((await send().attach('picture', Buffer.alloc(3), 'a.png')).body).toEqual({ word: 'да', sizes: [3] });
    expect((await send().attach('other', Buffer.alloc(3), 'a.png')).body.fields).toEqual({
      other: 'Сюда файл приложить нельзя.',
    });
    const many = send();
    for (let n = 0; n < 3; n += 1) many.attach('picture', Buffer.alloc(1), `${n}.png`);
    expect((await many).status).toBe(422);
    expect((await send().attach('picture', Buffer.alloc(11 * 1024 * 1024), 'a.png')).status).toBe(413);
    expect((await send().attach('picture', Buffer.alloc(0), 'a.png')).status).toBe(422);
  });

  it('tells machines whether it lives and is ready, and its figures only to whom they belong', async () => {
    expect((await request(site.app).get('/health')).body).toEqual({ alive: true });
    expect((await request(site.app).get('/ready')).body).toMatchObject({ ready: true, database: true, engine: true });
    expect((await request(site.app).get('/metrics')).text).toContain(
      'domovoy_requests_total{method="GET",route="none",status="200"}',
    );
    const locked = await testSite(table, {
      metricsToken: 'figures',
      services: {
        engine: {
          carryOut: async () => ({ phase: '', seq: 0 }),
          check: async () => {
            throw new Error('down');
          },
        },
      },
    });
    const [closed, open, ready] = await Promise.all([
      request(locked.app).get('/metrics'),
      request(locked.app).get('/metrics').set('Authorization', 'Bearer figures'),
      request(locked.app).get('/ready'),
    ]);
    await locked.close();
    expect([closed.status, open.status, ready.status]).toEqual([401, 200, 503]);
    expect(ready.body).toEqual({ ready: false });
  });

  it('takes nobody for this machine who comes through a proxy, hidden or not', async () => {
    const figures = (app: Site['app'], header = 'X-Test', value = '1') =>
      request(app)
        .get('/metrics')
        .set(header, value)
        .then(({ status }) => status);
    for (const header of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'Via', 'X-Forwarded-Host'])
      expect(await figures(site.app, header)).toBe(401);
    expect(await figures(site.app, 'Host', 'evil.example')).toBe(401);
    const [published, behind] = await Promise.all([
      testSite(table, { publicUrl: 'https://domovoy.example' }),
      testSite(table, { proxies: 1 }),
    ]);
    expect([await figures(published.app), await figures(behind.app)]).toEqual([401, 401]);
    expect((await request(behind.app).get('/ready')).body).toEqual({ ready: true });
    await Promise.all([published.close(), behind.close()]);
  });

  it('takes a form only from its own pages, whatever name a proxy gives us', async () => {
    const secure = await testSite(table, { publicUrl: 'https://domovoy.example' });
    const visitor = `__Host-domovoy-visitor=${'v'.repeat(43)}`;
    const { csrf } = await secure.browser(null);
    const send = async (headers: Record<string, string>, token = csrf): Promise<[number, string]> => {
      const { status, body } = await request(secure.app)
        .post('/echo')
        .set({ Cookie: visitor, 'Idempotency-Key': randomUUID(), 'X-CSRF-Token': token, ...headers })
        .send({ word: 'да' });
      return [status, body.code as string];
    };
    expect((await send({ Origin: 'https://domovoy.example', 'Sec-Fetch-Site': 'same-origin' }))[0]).toBe(200);
    expect((await send({ Origin: 'null', 'Sec-Fetch-Site': 'same-origin' }))[0]).toBe(200);
    expect((await send({}))[0]).toBe(200);
    const foreign = [403, 'foreign-origin'];
    expect(await send({ Origin: 'https://evil.example' })).toEqual(foreign);
    expect(await send({ Origin: 'https://domovoy.example.evil.example' })).toEqual(foreign);
    expect(await send({ Origin: 'null', 'Sec-Fetch-Site': 'cross-site' })).toEqual(foreign);
    expect(await send({ 'Sec-Fetch-Site': 'same-site' })).toEqual(foreign);
    expect(await send({ Origin: 'null' }, 'another token')).toEqual([403, 'csrf-wrong']);
    await secure.close();
  });

  it('tells the log who was refused what, and warns once that a proxy is not named', async () => {
    const person = await addPerson(site.db);
    const token = await site.token(person, ['billing.*']);
    await request(site.app).get('/leak').set('Authorization', `Bearer ${token}`).set('X-Forwarded-For', '192.0.2.1');
    await request(site.app).get('/leak').set('X-Forwarded-For', '192.0.2.2');
    const told = lines
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .find((line) => line['person'] === person);
    expect(told).toMatchObject({ route: 'note.leak', status: 403, refused: 'scope-missing', program: true });
    expect(lines.filter((line) => line.includes('TRUST_PROXY'))).toHaveLength(1);
    expect(lines.join('')).not.toContain('192.0.2.');
  });

  it('logs ids and never names, nor what was typed into an address', async () => {
    const person = await addPerson(site.db, 'Тайный');
    await (await site.browser(person)).get('/account');
    await request(site.app).get('/leak?q=секрет');
    const logged = lines.join('');
    expect(logged).toContain(person);
    expect(logged).not.toMatch(/Тайный|секрет|%D1/);
  });
});
