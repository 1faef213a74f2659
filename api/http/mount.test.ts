import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { z } from 'zod';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { Refusal } from '../../law/base/refusal';
import { closeDoors, openDoors } from '../../store/clock/doors';
import { demandDeclared } from './declared';
import { money, text, uuid, whole } from './fields';
import { route, type Route } from './route';

const kept: { id: string; title: string }[] = [];

const list = route({
  id: 'note.list',
  method: 'get',
  path: '/notes',
  summary: 'Заметки',
  allowed: 'anyone',
  query: z.object({ least: whole({ least: 0, most: 9 }).optional() }),
  out: z.object({ notes: z.array(z.object({ id: z.string(), title: z.string() })) }),
  table: {
    columns: ['Номер', 'Текст'],
    rows: (data: { notes: typeof kept }) => data.notes.map((n) => [n.id, n.title]),
  },
  handle: async () => ({ data: { notes: kept } }),
});

const add = route({
  id: 'note.add',
  method: 'post',
  path: '/notes',
  summary: 'Добавить заметку',
  allowed: 'signed-in',
  body: z.object({ title: text({ max: 40 }), sum: money().optional() }),
  out: z.object({ id: z.string() }),
  handle: async ({ body, key }) => {
    if (body.title === 'нельзя') throw new Refusal('note-forbidden', 'Так назвать нельзя.', 422, { title: 'Иначе.' });
    if (body.title === 'сломать') throw new Error('secret detail');
    kept.push({ id: key, title: body.title });
    return { data: { id: key }, see: `/notes/${key}`, say: 'Заметка добавлена.', status: 201 as const };
  },
});

const card = route({
  id: 'note.card',
  method: 'get',
  path: '/notes/:id',
  summary: 'Заметка',
  allowed: [{ role: 'citizen', on: 'own' }],
  params: z.object({ id: uuid() }),
  out: z.object({ id: z.string() }),
  subject: async (_, { id }, actor) =>
    id.startsWith('0')
      ? null
      : {
          owners: id.startsWith('a') ? [actor?.personId ?? ''] : [],
          parties: [],
          houses: [],
          organisations: [],
          region: null,
        },
  handle: async ({ params }) => ({ data: { id: params.id } }),
});

let site: Site;
let browser: Browser;
let token: string;
const bearer = (path: string, key: string = randomUUID()) =>
  request(site.app).post(path).set('Authorization', `Bearer ${token}`).set('Idempotency-Key', key);

beforeAll(async () => {
  site = await testSite([list, add, card]);
  const person = await addPerson(site.db);
  browser = await site.browser(person);
  token = await site.token(person);
});
afterAll(() => site.close());
beforeEach(() => kept.splice(0));

describe('a mounted write', () => {
  it('answers a form with a redirect and a program with data', async () => {
    const form = await browser.send('/notes', { title: 'первая' });
    expect([form.status, form.headers['location']]).toEqual([303, `/notes/${kept[0]?.id}`]);
    const program = await bearer('/notes').send({ title: 'вторая' });
    expect([program.status, kept.length]).toEqual([201, 2]);
  });

  it('does the same thing once and gives the same answer twice', async () => {
    const key = randomUUID();
    const answers = [
      await browser.send('/notes', { title: 'раз' }, key),
      await browser.send('/notes', { title: 'раз' }, key),
    ];
    expect(kept).toHaveLength(1);
    const [{ id = '' } = {}] = kept;
    expect(answers.map((a) => a.headers['location'])).toEqual([`/notes/${id}`, `/notes/${id}`]);
    expect(id).not.toBe(key);
    const other = await bearer('/notes', key).send({ title: 'другое' });
    expect([other.status, other.body.code]).toEqual([422, 'key-reused']);
  });

  it('says of a copy that arrives meanwhile that the first is on its way, and writes once', async () => {
    const key = randomUUID();
    const answers = await Promise.all([1, 2, 3].map(() => bearer('/notes', key).send({ title: 'вместе' })));
    expect(kept).toHaveLength(1);
    for (const answer of answers) expect([201, 409]).toContain(answer.status);
  });

  it('refuses without a key, without a CSRF token, from a foreign site and without sign-in', async () => {
    const bare = request(site.app).post('/notes').type('form').set('Cookie', browser.cookie);
    expect((await bare.send({ title: 'x', key: randomUUID() })).body.code).toBe('csrf-wrong');
    expect((await browser.send('/notes', { title: 'x' }).set('Origin', 'https://evil.example')).status).toBe(403);
    const keyless = await request(site.app).post('/notes').set('Authorization', `Bearer ${token}`).send({ title: 'x' });
    expect([keyless.status, keyless.body.code]).toEqual([400, 'key-missing']);
    expect((await request(site.app).post('/notes').send({ title: 'x' })).status).toBe(401);
    expect(kept).toHaveLength(0);
  });

  it('refuses unknown fields, unseen signs and wrong types, each field with its sentence', async () => {
    const sent = await bearer('/notes').send({ title: 'a\u202eb', sum: 'сто', admin: true });
    expect(sent.status).toBe(422);
    expect(sent.body).toMatchObject({
      code: 'fields-wrong',
      fields: {
        title: 'Уберите из текста невидимые знаки.',
        sum: 'Укажите сумму вида 1234,56.',
        admin: 'Такого поля здесь нет.',
      },
    });
    expect((await bearer('/notes').send({})).body.fields).toEqual({ title: 'Заполните это поле.' });
    expect((await bearer('/notes').send({ title: ['a', 'b'] })).body.fields).toEqual({
      title: 'Поле повторено: нужно одно значение.',
    });
  });

  it('waits at closed doors while the clock is travelling', async () => {
    const mark = await closeDoors(site.db);
    const refused = await bearer('/notes').send({ title: 'x' });
    await openDoors(site.db, mark);
    expect([refused.status, refused.body.code]).toEqual([423, 'clock-travelling']);
  });

  it('keeps the details of an unexpected failure to itself', async () => {
    const broken = await bearer('/notes').send({ title: 'сломать' });
    expect([broken.status, broken.body.code]).toEqual([500, 'unexpected']);
    expect(JSON.stringify(broken.body)).not.toContain('secret detail');
    expect(broken.body.requestId).toBe(broken.headers['x-request-id']);
  });
});

describe('a mounted read', () => {
  it('comes as JSON, CSV and XLSX with formulas made harmless', async () => {
    kept.push({ id: '1', title: '=HYPERLINK("x")' });
    expect((await request(site.app).get('/notes')).body.notes).toHaveLength(1);
    const csv = await request(site.app).get('/notes?as=csv');
    expect(csv.text).toBe('\ufeffНомер;Текст\r\n1;"\'=HYPERLINK(""x"")"\r\n');
    const xlsx = await request(site.app)
      .get('/notes?as=xlsx')
      .buffer(true)
      .parse((res, done) => {
        const parts: Buffer[] = [];
        res.on('data', (part: Buffer) => parts.push(part));
        res.on('end', () => done(null, Buffer.concat(parts)));
      });
    expect((xlsx.body as Buffer).subarray(0, 2).toString()).toBe('PK');
    expect((await request(site.app).get('/notes?as=pdf')).status).toBe(406);
  });

  it('hides what is out of scope and asks a stranger to sign in', async () => {
    const own = `a${randomUUID().slice(1)}`;
    expect((await browser.get(`/notes/${own}`).accept('json')).body).toEqual({ id: own });
    expect((await browser.get(`/notes/b${own.slice(1)}`)).status).toBe(404);
    expect((await browser.get('/notes/no-uuid')).status).toBe(404);
    expect((await request(site.app).get(`/notes/${own}`)).status).toBe(401);
  });

  it.each([
    ['a method it does not know', () => request(site.app).delete('/notes'), 405],
    ['broken percent-encoding', () => request(site.app).get('/notes?least=%E0%A4%A'), 400],
    ['a NUL in the address', () => request(site.app).get('/notes/%00'), 400],
    ['an unknown query field', () => request(site.app).get('/notes?x=1'), 422],
    ['malformed JSON', () => bearer('/notes').type('json').send('{"title":'), 400],
    ['a JSON list', () => bearer('/notes').type('json').send('[]'), 400],
    ['an unknown type', () => bearer('/notes').type('text/xml').send('<a/>'), 415],
    ['a body too large', () => bearer('/notes').send({ title: 'я'.repeat(200_000) }), 413],
    ['a wrong token', () => request(site.app).get('/notes').set('Authorization', 'Bearer x'), 401],
    ['a file where none belongs', () => bearer('/notes').attach('file', Buffer.from('a'), 'a.txt'), 422],
    ['a broken multipart', () => bearer('/notes').type('multipart/form-data').send('x'), 400],
  ])('refuses %s with a clear code', async (_, ask, status) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(answer.body.code).toMatch(/^[a-z-]+$/);
    expect(answer.body.say).toMatch(/[а-я]/);
  });
});

describe('the route table', () => {
  it.each<[string, Partial<Route>]>([
    ['does not say who may', { allowed: undefined }],
    ['names a relation but no subject', { allowed: [{ role: 'clerk', on: 'house' }] }],
    ['its params are not those of its path', { path: '/notes/:id/x' }],
    ['declared twice', { id: 'note.list' }],
  ])('cannot be mounted when a route %s', (complaint, change) => {
    const wrong = { ...list, id: 'note.other', path: '/other', ...change } as Route;
    expect(() => demandDeclared([list, wrong])).toThrow(complaint);
  });
});
