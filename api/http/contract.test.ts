import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import { addPerson, testSite, type Site } from '../../proof/site';
import { cursorOf } from './fields';
import { route } from './route';
import { routes } from '../routes';

const blank = { method: 'get', summary: 'Проба', allowed: 'anyone', out: z.object({}) } as const;
const spilled: [id: string, sql: string, table: string][] = [
  ['overflown', 'insert into spill (small) values (99999999999)', 'spill'],
  ['doubled', 'insert into spill (small) values (1), (1)', 'spill'],
];
let written = 0;
const probes = [
  ...spilled.map(([id, sql]) =>
    route({ ...blank, id: `probe.${id}`, path: `/${id}`, handle: async ({ db }) => ({ data: await db.raw(sql) }) }),
  ),
  route({
    ...blank,
    id: 'probe.page',
    path: '/page',
    page: 'api/read',
    out: z.object({ routes: z.array(z.string()) }),
    view: () => ({ areas: [] }),
    handle: async () => ({ data: { routes: [1] } as unknown as { routes: string[] } }),
  }),
  route({
    ...blank,
    id: 'probe.file',
    path: '/file',
    file: { types: ['text/csv'] },
    handle: async () => ({ data: {}, file: { name: 'a.html', type: 'text/html', bytes: '<p>' } }),
  }),
  route({
    id: 'probe.write',
    method: 'post',
    path: '/write',
    summary: 'Проба',
    allowed: 'anyone',
    out: z.object({ written: z.number() }),
    handle: async () => ({ data: { written: (written += 1) } }),
  }),
];

let site: Site;
let person: string;
const logged: string[] = [];

beforeAll(async () => {
  const log = pino({ level: 'error' }, { write: (line: string) => void logged.push(line) });
  site = await testSite([...routes, ...probes], { log });
  await site.owner.raw('create table spill (small int primary key); grant all on spill to domovoy_app');
  person = await colleague();
});
afterAll(() => site.close());

let hires = 0;

/** A platform administrator, who may open every list. */
async function colleague(): Promise<string> {
  hires += 1;
  const [id, hired] = [randomUUID(), await addPerson(site.db)];
  const named = { name: 'Платформа', short_name: 'Платформа', address: 'ул. Пробная, 1', zone: 'Europe/Moscow' };
  const numbers = { inn: `770000000${hires}`, ogrn: `102770000000${hires}` };
  await site.owner('organisation').insert({ id, kind: 'platform', region: 'Проба', ...named, ...numbers });
  const post = { person_id: hired, organisation_id: id, role: 'platform', from_day: '2020-01-01' };
  await site.owner('staff').insert({ id: randomUUID(), ...post });
  return hired;
}

const get = async (path: string) =>
  request(site.app)
    .get(path)
    .set('Authorization', `Bearer ${await site.token(person)}`);

const ID = randomUUID();
const cursors: [list: string, of: string, key: unknown][] = [
  ['/houses?sort=built', 'another order', ['ул. Садовая', ID]],
  ['/houses?sort=address', 'another order', [1990, ID]],
  ['/houses?sort=premises', 'a number no column holds', [2_147_483_648, ID]],
  ['/houses?sort=built', 'half a house', [1.5, ID]],
  ['/people?q=а', 'a number', [1, ID]],
  ['/people?q=а', 'a NUL', ['а\0б', ID]],
  ['/people?q=а', 'half a sign', ['\ud800', ID]],
  ['/people?q=а', 'dashes for an id', ['а', '-'.repeat(36)]],
  ['/appeals?sort=due', 'a NUL', ['2026\0', ID]],
  ['/meetings?sort=closes', 'a number', [5, ID]],
  ['/meetings?sort=number', 'a NUL', ['\0', ID]],
  ['/meetings/houses?sort=ended', 'a NUL', ['\0', ID]],
  ['/messages?x', 'an offset of no place', { at: '2026-01-01T00:00:00+23:00', id: ID }],
  ['/law?x', 'no row', 10_001],
];

describe('a cursor', () => {
  it.each(cursors)('of %s made of %s is refused as a field', async (list, _, key) => {
    const answer = await get(`${list.replace('?x', '?')}&after=${cursorOf(key)}`);
    expect([answer.status, answer.body.code, Object.keys(answer.body.fields ?? {})]).toEqual([
      422,
      'fields-wrong',
      ['after'],
    ]);
  });

  it('that a list gave leads to its next page, in each of its orders', async () => {
    for (const sort of ['address', '-built', 'premises']) {
      const key = sort === 'address' ? 'а' : 1;
      expect((await get(`/houses?sort=${sort}&after=${cursorOf([key, ID])}`)).status).toBe(200);
    }
  });
});

describe('what the database refuses', () => {
  it.each(spilled)('is refused, never failed: %s', async (id) => {
    const answer = await request(site.app).get(`/${id}`);
    expect([answer.status, answer.body.code]).toEqual(id === 'doubled' ? [409, 'data-conflict'] : [422, 'data-wrong']);
    expect(logged.filter((line) => line.includes('"msg":"defect"') && line.includes(`probe.${id}`))).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('is held to its promise on a page and in a file as well', async () => {
    expect((await request(site.app).get('/page').accept('html')).status).toBe(500);
    expect((await request(site.app).get('/file')).status).toBe(500);
  });

  it('in a shape that is not given is refused before anything is done', async () => {
    const browser = await site.browser(null);
    const send = (as: string, accept: string) =>
      request(site.app)
        .post(`/write${as}`)
        .set('Cookie', browser.cookie)
        .set('X-CSRF-Token', browser.csrf)
        .set('Idempotency-Key', randomUUID())
        .accept(accept)
        .send({});
    for (const as of ['?as=pdf', '?as=ics', '?as=csv', '?as=page']) expect((await send(as, 'json')).status).toBe(406);
    expect(written).toBe(0);
    const done = await send('', 'text/html');
    expect([done.status, done.body]).toEqual([200, { written: 1 }]);
  });
});

describe('a text', () => {
  it.each(['а\0б', '\ud800'])('with %j is refused in whatever field it lies', async (sign) => {
    const { cookie, csrf } = await site.browser(person);
    const answer = await request(site.app)
      .post('/account/tokens')
      .set({ Cookie: cookie, 'X-CSRF-Token': csrf, 'Idempotency-Key': randomUUID() })
      .accept('json')
      .send({ name: 'Программа', days: 1, scopes: ['*'], organisationId: sign });
    expect([answer.status, Object.keys(answer.body.fields)]).toEqual([422, ['organisationId']]);
  });
});

describe('a part of a form', () => {
  it.each(['name=""', 'name=""; filename="a.pdf"'])('with %s is refused as damaged', async (head) => {
    const { cookie, csrf } = await site.browser(person);
    const answer = await request(site.app)
      .post('/appeals')
      .set({ Cookie: cookie, 'X-CSRF-Token': csrf, 'Idempotency-Key': randomUUID() })
      .accept('json')
      .type('multipart/form-data; boundary=x')
      .send(`--x\r\nContent-Disposition: form-data; ${head}\r\n\r\n1\r\n--x--\r\n`);
    expect([answer.status, answer.body.code]).toEqual([400, 'body-malformed']);
  });
});

describe('a key that somebody has used', () => {
  it('lets another person check a file of his own', async () => {
    const [place, building, key] = [randomUUID(), randomUUID(), randomUUID()];
    await site.owner('municipality').insert({ id: place, name: 'Пробный', region: 'Проба' });
    const house = { id: building, municipality_id: place, address: 'ул. Пробная, 3', fias: building };
    await site.owner('building').insert({ ...house, zone: 'Europe/Moscow', entrances: 1, floors: 5, built: 1970 });
    const answers = [];
    for (const who of [person, await colleague()]) {
      const sent = request(site.app)
        .post(`/houses/${building}/imports`)
        .attach('file', Buffer.from('Номер;Вид\n'), 'р.csv');
      const headers = { Authorization: `Bearer ${await site.token(who)}`, 'Idempotency-Key': key };
      answers.push(await sent.set(headers).accept('json'));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(2);
  });

  it('makes another person a key for programs of his own', async () => {
    const [other, key] = [await addPerson(site.db), randomUUID()];
    const answers = [];
    for (const who of [person, other]) {
      const { cookie, csrf } = await site.browser(who);
      const sent = request(site.app).post('/account/tokens').accept('json');
      const headers = { Cookie: cookie, 'X-CSRF-Token': csrf, 'Idempotency-Key': key };
      answers.push(await sent.set(headers).send({ name: 'Программа', days: 1, scopes: ['*'] }));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(2);
  });
});
