import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { canServeS3, s3Server, type S3Server } from '../../proof/s3';
import { contentOf, sumOf } from './port';
import { openDatabase } from '../sql/database';
import { s3Address, s3Files } from './s3';

const BYTES = Buffer.from('Протокол общего собрания');
const SUM = sumOf(BYTES);
const QUICK = { waitsMs: [10, 20], tryMs: 500 };

describe('FILES_URL', () => {
  it('is read whole, with signs that are encoded in it', () => {
    expect(s3Address('s3://key:a%2Fb%2Bc@files.local:9000/bucket/folder/?tls=0&region=ru-1')).toEqual({
      origin: 'http://files.local:9000',
      path: '/bucket/folder',
      region: 'ru-1',
      key: 'key',
      secret: 'a/b+c',
    });
    expect(s3Address('s3://k:s@files.example/b').origin).toBe('https://files.example');
  });

  it.each(['s3://files.example/bucket', 's3://k:s@files.example', 'https://k:s@files.example/b', 'nonsense'])(
    '%s is refused with the form it should have, and without the secret',
    (url) => {
      expect(() => s3Address(url)).toThrow('s3://ключ:секрет@адрес:порт/корзина');
    },
  );
});

(canServeS3() ? describe : describe.skip)('a store of S3 that really runs', () => {
  let server: S3Server;
  beforeAll(async () => {
    server = await s3Server('papers');
  }, 300_000);
  afterAll(() => server.kill());
  const files = (bucket = 'papers', secret?: string) => s3Files(s3Address(server.url(bucket, secret)), QUICK);

  it('keeps content under its sum and gives it back', async () => {
    const store = files();
    expect(await store.has(SUM, null)).toBe(false);
    expect(await store.put(SUM, BYTES)).toBeNull();
    expect(await store.put(SUM, BYTES)).toBeNull();
    expect(await store.has(SUM, null)).toBe(true);
    expect(await store.get(SUM, null)).toEqual(BYTES);
    const plain = await server.ask('GET', `/papers/${SUM}`);
    expect(Buffer.from(await plain.arrayBuffer())).toEqual(BYTES);
    await store.check();
  });

  it('leaves alone what still stands in its row', async () => {
    const row = Buffer.from('in the row');
    expect(await files().get(sumOf(row), row)).toBe(row);
  });

  it.each([
    ['a wrong secret', () => files('papers', 'another secret')],
    ['a bucket that is not there', () => files('no-such-bucket')],
  ])('says plainly that it is refused for %s', async (_, make) => {
    await expect(make().put(SUM, BYTES)).rejects.toMatchObject({ code: 'files-refused', status: 503 });
    await expect(make().check()).rejects.toMatchObject({ code: 'files-refused' });
  });

  it('says that content is not there, or not the one that was put', async () => {
    const db = openDatabase('postgres://nobody@127.0.0.1:1/none', 'test', 1, 'page', files());
    const other = sumOf('never put');
    await expect(contentOf(db, other, null)).rejects.toMatchObject({ code: 'file-lost' });
    await files().put(SUM, BYTES);
    await server.ask('PUT', `/papers/${SUM}`, Buffer.from('Протокол другого собрания'));
    await expect(contentOf(db, SUM, null)).rejects.toMatchObject({ code: 'file-changed', status: 503 });
    await db.destroy();
  });

  it('is away while it is killed, and takes what comes when it is there again', async () => {
    const store = files();
    await server.kill();
    await expect(store.put(SUM, BYTES)).rejects.toMatchObject({ code: 'files-away', status: 503 });
    await expect(store.get(SUM, null)).rejects.toMatchObject({ code: 'files-away' });
    await expect(store.has(SUM, null)).rejects.toMatchObject({ code: 'files-away' });
    await server.start();
    await expect(store.get(SUM, null)).rejects.toMatchObject({ code: 'file-lost' });
    await store.put(SUM, BYTES);
    expect(await store.get(SUM, null)).toEqual(BYTES);
  });
});

describe('a store of S3 that has trouble', () => {
  let server: Server;
  let answers: (number | 'silence')[];
  const asked: number[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      request.resume();
      asked.push(Date.now());
      const answer = answers.shift() ?? 200;
      if (answer !== 'silence') response.writeHead(answer).end();
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const store = () => {
    const { port } = server.address() as AddressInfo;
    return s3Files(s3Address(`s3://k:s@127.0.0.1:${port}/papers?tls=0`), QUICK);
  };

  it('is asked again after an answer of 5xx, «slow down» or none', async () => {
    answers = [503, 'silence', 200];
    await store().put(SUM, BYTES);
    answers = [429, 200];
    await store().put(SUM, BYTES);
  });

  it('is given up after a few tries, within seconds', async () => {
    answers = Array.from({ length: 9 }, () => 'silence' as const);
    const before = asked.length;
    await expect(store().put(SUM, BYTES)).rejects.toMatchObject({ code: 'files-away' });
    expect(asked.length - before).toBe(3);
  });

  it('is never followed elsewhere', async () => {
    answers = [307, 307, 307];
    await expect(store().put(SUM, BYTES)).rejects.toMatchObject({ status: 503 });
  });
});
