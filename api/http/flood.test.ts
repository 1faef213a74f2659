import { sendPartly, sendWhatever } from '../../proof/raw-client';
import { bodySite, KB, MB, type BodySite } from '../../proof/body-site';
import type { Browser } from '../../proof/site';
import { BodyMemory, bodyMemory } from './body/body-memory';

let site: BodySite;
beforeAll(async () => {
  site = await bodySite();
});
afterAll(() => site.stop());

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
    const before = site.server.taken();
    const one = await sendWhatever(
      site.server.port,
      head('/open', cookies(site.stranger), `Content-Length: ${8 * MB}`),
      [],
    );
    expect([one.status, /^connection: close/im.test(one.text)]).toEqual([413, true]);
    expect(site.server.taken() - before).toBeLessThan(2 * KB);
    expect(bodyMemory.bytes).toBe(0);
  }, 30_000);

  it.each<[string, string, () => Browser, Buffer, number]>([
    ['a form without a token', '/albums', () => site.person, fileHead('picture'), 403],
    ['a stranger', '/albums', () => site.stranger, fileHead('picture'), 401],
    ['a file that belongs nowhere', '/albums', () => site.person, fileHead('other'), 403],
    ['an address that is not', '/nowhere', () => site.person, fileHead('picture'), 404],
  ])(
    'ten times 100 MB at once: %s',
    async (_, path, who, first, status) => {
      const before = site.server.taken();
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, bodyMemory.bytes)), 5);
      const lines = head(path, cookies(who()), `Content-Length: ${100 * MB}`);
      const heard = await Promise.all(
        Array.from({ length: 10 }, () => sendWhatever(site.server.port, lines, flood(first, 100 * MB))),
      );
      clearInterval(watch);
      expect(heard.map((one) => one.status)).toEqual(heard.map(() => status));
      expect(site.server.taken() - before).toBeLessThan(10 * LINGERS);
      expect(most).toBeLessThan(10 * MB);
    },
    60_000,
  );

  it('in chunks, with a good token, into a route that takes little', async () => {
    const before = site.server.taken();
    const first = Buffer.concat([part('_csrf', site.stranger.csrf), fileHead('picture')]);
    const one = await sendWhatever(
      site.server.port,
      head('/open', cookies(site.stranger), CHUNKED),
      chunked(flood(first, 100 * MB)),
    );
    expect(one.status).toBe(413);
    expect(site.server.taken() - before).toBeLessThan(LINGERS);
  }, 30_000);

  it('to a route that reads nothing at all', async () => {
    const before = site.server.taken();
    const lines = ['GET /bare HTTP/1.1', CHUNKED];
    const one = await sendWhatever(site.server.port, lines, chunked(flood(Buffer.from('x'), 100 * MB)));
    expect(one.status).toBe(200);
    expect(site.server.taken() - before).toBeLessThan(LINGERS);
  }, 30_000);

  it('and a file a little too large is answered to its end', async () => {
    const first = Buffer.concat([part('_csrf', site.person.csrf), fileHead('picture')]);
    const size = first.length + 12 * MB + CLOSE.length;
    const lines = head('/albums', cookies(site.person), `Content-Length: ${size}`);
    const one = await sendWhatever(site.server.port, lines, [...flood(first, 12 * MB), CLOSE]);
    expect([one.status, one.sent]).toEqual([413, size]);
  }, 30_000);
});

describe('the token of a form', () => {
  const ask = async (...parts: Buffer[]) => {
    const all = Buffer.concat([...parts, CLOSE]);
    const lines = head('/open', cookies(site.stranger), `Content-Length: ${all.length}`);
    return (await sendWhatever(site.server.port, lines, [all])).status;
  };
  const file = (): Buffer => Buffer.concat([fileHead('picture'), Buffer.from('abc\r\n')]);

  it('comes before the files, or the files are not taken', async () => {
    expect(await ask(part('_csrf', site.stranger.csrf), file())).toBe(200);
    expect(await ask(file(), part('_csrf', site.stranger.csrf))).toBe(403);
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
    const room = new BodyMemory(100, 60);
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
    await site.program().send({ word: 'x' });
    await site.form().attach('picture', Buffer.alloc(9 * KB), 'a.png');
    await sendPartly(site.server.port, head('/open', cookies(site.stranger), 'Content-Length: 900'), part('word', 'x'));
    expect(bodyMemory.bytes).toBe(0);
  });
});
