import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { z } from 'zod';
import { begin, listening, pour, type Listening } from '../../proof/raw-client';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { Held, held } from './body/held';
import { complaints } from './declared';
import { many, text } from './fields';
import { bodyMost, limitsOf } from './limits';
import { route, type Route } from './route';
import { routes } from '../routes';

const KB = 1_024;
const MB = KB * KB;

const open = route({
  id: 'note.open',
  method: 'post',
  path: '/open',
  summary: 'Для всех',
  allowed: 'anyone',
  kept: 'never',
  limits: { text: 4 * KB, field: KB, fields: 5, depth: 3, nodes: 20, file: 2 * KB },
  body: z.object({ word: text({ max: 2_000 }).optional(), list: many(z.unknown()), deep: z.unknown().optional() }),
  files: { picture: 2 },
  out: z.object({ sizes: z.array(z.number()) }),
  handle: async ({ files }) => ({ data: { sizes: files.map(({ bytes }) => bytes.length) } }),
});
const albums = route({
  id: 'note.albums',
  method: 'post',
  path: '/albums',
  summary: 'Альбом',
  allowed: 'signed-in',
  body: z.object({}),
  files: { picture: 10 },
  out: z.object({}),
  handle: async () => ({ data: {} }),
});
const bare = route({
  id: 'note.bare',
  method: 'get',
  path: '/bare',
  summary: 'Чтение',
  allowed: 'anyone',
  out: z.object({}),
  handle: async () => ({ data: {} }),
});

let site: Site;
let server: Listening;
let stranger: Browser;
let person: Browser;
let token: string;
beforeAll(async () => {
  site = await testSite([open, albums, bare]);
  server = await listening(site.app);
  stranger = await site.browser(null);
  const id = await addPerson(site.db);
  [person, token] = [await site.browser(id), await site.token(id)];
});
afterAll(async () => {
  await server.stop();
  await site.close();
});

const program = (): Test => request(site.app).post('/open').set('Authorization', `Bearer ${token}`);
const form = (): Test =>
  request(site.app).post('/open').set('Cookie', stranger.cookie).set('X-CSRF-Token', stranger.csrf);
const told = async (asked: PromiseLike<{ status: number; body: { code?: string } }>): Promise<[number, string?]> => {
  const { status, body } = await asked;
  return [status, body.code];
};
const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);

describe('what a route declares is what it takes', () => {
  const long = (bytes: number): string => JSON.stringify({ word: '' }).slice(0, -2) + 'x'.repeat(bytes - 11) + '"}';
  it.each<[string, () => Test, number]>([
    [
      'a body of the longest',
      () =>
        program()
          .type('json')
          .send(long(4 * KB)),
      422,
    ],
    [
      'a body a byte longer',
      () =>
        program()
          .type('json')
          .send(long(4 * KB + 1)),
      413,
    ],
    ['JSON as deep as may be', () => program().send({ deep: nested(2) }), 200],
    ['JSON a level deeper', () => program().send({ deep: nested(3) }), 413],
    ['as many values as may be', () => program().send({ list: Array.from({ length: 17 }, () => 1) }), 200],
    ['more values', () => program().send({ list: Array.from({ length: 30 }, () => 1) }), 413],
    ['signs of depth within a text', () => program().send({ word: '[[[[{{{{,,,,,,,,,,,,,,,,,,,,,"\\' }), 200],
    [
      'a field of the longest',
      () =>
        form()
          .type('form')
          .send({ word: 'x'.repeat(KB) }),
      200,
    ],
    [
      'a field a byte longer',
      () =>
        form()
          .type('form')
          .send({ word: 'x'.repeat(KB + 1) }),
      413,
    ],
    [
      'as many fields as may be',
      () =>
        form()
          .type('form')
          .send({ list: [1, 2, 3, 4, 5] }),
      200,
    ],
    [
      'a field more',
      () =>
        form()
          .type('form')
          .send({ list: [1, 2, 3, 4, 5, 6] }),
      413,
    ],
    ['a packed body', () => program().type('json').set('Content-Encoding', 'gzip').send('{}'), 415],
    ['another spelling of letters', () => program().type('application/json; charset=utf-16').send('{}'), 415],
  ])('%s', async (_, ask, status) => {
    expect((await ask()).status).toBe(status);
  });

  it.each<[string, () => Test, number, string | undefined]>([
    ['a file of the longest', () => form().attach('picture', Buffer.alloc(2 * KB), 'a.png'), 200, undefined],
    ['a file a byte longer', () => form().attach('picture', Buffer.alloc(2 * KB + 1), 'a.png'), 413, 'body-too-large'],
    ['two files', () => twice(form(), 2), 200, undefined],
    ['three files', () => twice(form(), 3), 422, 'files-wrong'],
    ['a file of another field', () => form().attach('other', Buffer.alloc(1), 'a.png'), 422, 'files-wrong'],
    ['an empty file', () => form().attach('picture', Buffer.alloc(0), 'a.png'), 422, 'files-wrong'],
    ['a field too long beside a file', () => form().field('word', 'x'.repeat(KB + 1)), 413, 'body-too-large'],
    ['a field too many beside a file', () => fields(form(), 6), 413, 'body-too-large'],
    ['fields as many as may be', () => fields(form(), 5), 200, undefined],
  ])('with files: %s', async (_, ask, status, code) => {
    expect(await told(ask())).toEqual([status, code]);
  });

  const twice = (asked: Test, count: number): Test => {
    for (let n = 0; n < count; n += 1) void asked.attach('picture', Buffer.alloc(9), `${n}.png`);
    return asked;
  };
  const fields = (asked: Test, count: number): Test => {
    for (let n = 0; n < count; n += 1) void asked.field('list', 'x');
    return asked;
  };

  it('a small refusal does not cost the connection', async () => {
    const headers = { 'Content-Type': 'text/xml', Authorization: `Bearer ${token}` };
    const answer = await fetch(`${server.url}/open`, { method: 'POST', headers, body: '<a/>' });
    expect([answer.status, answer.headers.get('connection')]).toEqual([415, 'keep-alive']);
  });
});

const EDGE = 'edge';
const part = (name: string, value: string): Buffer =>
  Buffer.from(`--${EDGE}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`);
const fileHead = (name: string): Buffer =>
  Buffer.from(`--${EDGE}\r\nContent-Disposition: form-data; name="${name}"; filename="a.png"\r\n\r\n`);
const CLOSE = Buffer.from(`\r\n--${EDGE}--\r\n`);
function* flood(first: Buffer, bytes: number): Generator<Buffer> {
  yield first;
  const piece = Buffer.alloc(64 * KB, 1);
  for (let sent = 0; sent < bytes; sent += piece.length) yield piece;
}
const head = (path: string, ...more: string[]): string[] => [
  `POST ${path} HTTP/1.1`,
  `Content-Type: multipart/form-data; boundary=${EDGE}`,
  'Accept: application/json',
  ...more,
];
const cookies = ({ cookie }: Browser): string => `Cookie: ${cookie}`;
const CHUNKED = 'Transfer-Encoding: chunked';
function* chunked(pieces: Iterable<Buffer>): Generator<Buffer> {
  for (const piece of pieces)
    yield Buffer.concat([Buffer.from(`${piece.length.toString(16)}\r\n`), piece, Buffer.from('\r\n')]);
  yield Buffer.from('0\r\n\r\n');
}

describe('a sender who does not stop', () => {
  const LINGERS = 18 * MB;
  it('is told by the promised length alone that it is too long', async () => {
    const before = server.taken();
    const one = await pour(server.port, head('/open', cookies(stranger), `Content-Length: ${8 * MB}`), []);
    expect([one.status, /^connection: close/im.test(one.text)]).toEqual([413, true]);
    expect(server.taken() - before).toBeLessThan(2 * KB);
    expect(held.bytes).toBe(0);
  }, 30_000);

  it.each<[string, string, () => Browser, Buffer, number]>([
    ['a form without a token', '/albums', () => person, fileHead('picture'), 403],
    ['a stranger', '/albums', () => stranger, fileHead('picture'), 401],
    ['a file that belongs nowhere', '/albums', () => person, fileHead('other'), 403],
    ['an address that is not', '/nowhere', () => person, fileHead('picture'), 404],
  ])(
    'ten times 100 MB at once: %s',
    async (_, path, who, first, status) => {
      const before = server.taken();
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, held.bytes)), 5);
      const lines = head(path, cookies(who()), `Content-Length: ${100 * MB}`);
      const heard = await Promise.all(
        Array.from({ length: 10 }, () => pour(server.port, lines, flood(first, 100 * MB))),
      );
      clearInterval(watch);
      expect(heard.map((one) => one.status)).toEqual(heard.map(() => status));
      expect(server.taken() - before).toBeLessThan(10 * LINGERS);
      expect(most).toBeLessThan(10 * MB);
    },
    60_000,
  );

  it('in chunks, with a good token, into a route that takes little', async () => {
    const before = server.taken();
    const first = Buffer.concat([part('_csrf', stranger.csrf), fileHead('picture')]);
    const one = await pour(server.port, head('/open', cookies(stranger), CHUNKED), chunked(flood(first, 100 * MB)));
    expect(one.status).toBe(413);
    expect(server.taken() - before).toBeLessThan(LINGERS);
  }, 30_000);

  it('to a route that reads nothing at all', async () => {
    const before = server.taken();
    const lines = ['GET /bare HTTP/1.1', CHUNKED];
    const one = await pour(server.port, lines, chunked(flood(Buffer.from('x'), 100 * MB)));
    expect(one.status).toBe(200);
    expect(server.taken() - before).toBeLessThan(LINGERS);
  }, 30_000);

  it('and a file a little too large is answered to its end', async () => {
    const first = Buffer.concat([part('_csrf', person.csrf), fileHead('picture')]);
    const size = first.length + 12 * MB + CLOSE.length;
    const lines = head('/albums', cookies(person), `Content-Length: ${size}`);
    const one = await pour(server.port, lines, [...flood(first, 12 * MB), CLOSE]);
    expect([one.status, one.sent]).toEqual([413, size]);
  }, 30_000);
});

describe('the token of a form', () => {
  const ask = async (...parts: Buffer[]) => {
    const all = Buffer.concat([...parts, CLOSE]);
    const lines = head('/open', cookies(stranger), `Content-Length: ${all.length}`);
    return (await pour(server.port, lines, [all])).status;
  };
  const file = (): Buffer => Buffer.concat([fileHead('picture'), Buffer.from('abc\r\n')]);

  it('comes before the files, or the files are not taken', async () => {
    expect(await ask(part('_csrf', stranger.csrf), file())).toBe(200);
    expect(await ask(file(), part('_csrf', stranger.csrf))).toBe(403);
    expect(await ask(part('_csrf', 'x'), file())).toBe(403);
    expect(await ask(part('word', 'x'))).toBe(403);
  });
});

describe('the room for bodies in memory', () => {
  const response = () => {
    const over: (() => void)[] = [];
    return { closed: false, once: (_: string, one: () => void) => over.push(one), end: () => over.forEach((f) => f()) };
  };
  it('is shared by all, and nobody takes more than one’s part', () => {
    const room = new Held(100, 60);
    const [first, second] = [response(), response()];
    const share = (who: string, one: ReturnType<typeof response>) => room.share(who, one as never);
    share('a', first).take(60);
    expect(() => share('a', second).take(1)).toThrow('busy');
    expect(() => share('b', second).take(41)).toThrow('busy');
    second.end();
    expect(room.bytes).toBe(60);
    share('b', second).take(40);
    first.end();
    expect(room.bytes).toBe(40);
  });

  it('is given back when the answer is over, whatever it was', async () => {
    await program().send({ word: 'x' });
    await form().attach('picture', Buffer.alloc(9 * KB), 'a.png');
    await begin(server.port, head('/open', cookies(stranger), 'Content-Length: 900'), part('word', 'x'));
    expect(held.bytes).toBe(0);
  });
});

describe('the whole route table', () => {
  const writes = routes.filter(({ method }) => method === 'post');
  it.each(writes.map((one) => [one.id, one] as const))('%s takes no more than its kind may need', (_, one: Route) => {
    const limits = limitsOf(one);
    const stranger = one.allowed === 'anyone';
    expect(bodyMost(limits, undefined)).toBeLessThanOrEqual((stranger ? 256 : 512) * KB);
    expect(bodyMost(limits, one.files)).toBeLessThanOrEqual((stranger ? 1 : 102) * MB);
    for (const value of Object.values(limits)) expect(value).toBeGreaterThan(0);
  });

  it('has no limits where nothing is read', () => {
    expect(complaints({ ...bare, limits: { text: 1 } })).toContain('a read takes no body');
  });
});

it('a key of the sender is asked for as ever', async () => {
  const sent = request(site.app).post('/albums').set('Authorization', `Bearer ${token}`);
  expect((await sent.set('Idempotency-Key', randomUUID()).attach('picture', Buffer.alloc(5), 'a.png')).status).toBe(
    200,
  );
});
