import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { runInNewContext } from 'node:vm';
import { pino } from 'pino';
import request, { type Response } from 'supertest';
import { z } from 'zod';
import { environment, need } from '../../bin/environment';
import { route } from '../../api/http/route';
import { outageOf } from '../../store/sql/outage';
import { withClient } from '../../store/sql/cluster';
import { openDatabase, type Patience } from '../../store/sql/database';
import { addPerson, siteOver, testSite, type Browser, type Site } from '../site';
import { startCutter } from './cutter';

/** Slow enough for its connection to be killed at any point: before, between and after its statements. */
const slow = route({
  id: 'note.slow',
  method: 'get',
  path: '/slow',
  summary: 'Медленно',
  allowed: 'anyone',
  out: z.object({ n: z.number() }),
  handle: async ({ db }) => {
    for (let n = 0; n < 4; n += 1) await db.raw('select pg_sleep(0.005)');
    return { data: { n: 4 } };
  },
});
const endless = route({
  id: 'note.endless',
  method: 'get',
  path: '/endless',
  summary: 'Без конца',
  allowed: 'anyone',
  out: z.object({}),
  handle: async ({ db }) => {
    await db.raw(`select set_config('statement_timeout', '50', false)`);
    try {
      await db.raw('select pg_sleep(60)');
    } finally {
      await db.raw('reset statement_timeout');
    }
    return { data: {} };
  },
});
const write = route({
  id: 'note.write',
  method: 'post',
  path: '/notes',
  summary: 'Запись',
  allowed: 'signed-in',
  body: z.object({}),
  out: z.object({ id: z.string() }),
  handle: async ({ db }) => {
    const id = await addPerson(db, 'Записанный');
    await db.raw('select pg_sleep(0.01)');
    return { data: { id }, status: 201 };
  },
});
/** Two of these in opposite order deadlock, and the server ends one of them. */
const swap = route({
  id: 'note.swap',
  method: 'post',
  path: '/swaps',
  summary: 'Крест-накрест',
  allowed: 'signed-in',
  body: z.object({ first: z.string(), then: z.string() }),
  out: z.object({}),
  handle: async ({ db, body }) => {
    for (const id of [body.first, body.then]) {
      await db('person').where({ id }).update({ patronymic: 'Иное' });
      await db.raw('select pg_sleep(0.3)');
    }
    return { data: {} };
  },
});
const routes = [slow, endless, write, swap];

describe('the database that goes away while people are served', () => {
  let site: Site;
  let person: string;
  let browser: Browser;
  const failures: string[] = [];
  beforeAll(async () => {
    const log = pino({ level: 'error' }, { write: (line: string) => void failures.push(line) });
    site = await testSite(routes, { log });
    person = await addPerson(site.db);
    browser = await site.browser(person);
  });
  afterAll(() => site.close());

  const cut = (): Promise<unknown> =>
    withClient(need(environment(), 'TEST_DATABASE_ADMIN_URL'), (client) =>
      client.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'domovoy test'`,
        [new URL(site.url).pathname.slice(1)],
      ),
    );
  const send = async (key: string): Promise<Response> => browser.send('/notes', {}, key).accept('json');
  const written = async (): Promise<number> =>
    Number((await site.db('person').where({ family_name: 'Записанный' }).count('* as n').first())?.n);

  it('answers nothing but success or «try again» with the time to wait, and serves on afterwards', async () => {
    const keys = Array.from({ length: 60 }, () => randomUUID());
    const served = Promise.all(keys.flatMap((key) => [(async () => request(site.app).get('/slow'))(), send(key)]));
    let answers: Response[] | undefined;
    void served.then((all) => (answers = all));
    while (!answers) {
      await cut();
      await wait(20);
    }
    const refused = (await served).filter(({ status }) => status >= 300);
    // First what failed, in words: a bare 500 would not explain anything.
    expect(failures).toEqual([]);
    expect(refused.length).toBeGreaterThan(0);
    for (const { status, headers, body } of refused) {
      expect([status, body.code]).toEqual([503, expect.stringMatching(/^(unavailable|busy)$/)]);
      expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    // Everybody who was told «try again» repeats with the same key, and the record must then exist once.
    for (const key of keys) expect((await send(key)).status).toBe(201);
    expect(await written()).toBe(keys.length);
  }, 60_000);

  it('tells the first answer to whoever lost it: with the connection of the browser, or with that of the database', async () => {
    const before = await written();
    const cutter = await startCutter(site.url);
    const db = openDatabase(cutter.url, 'test', 4, 'page');
    const beyond = siteOver({ db, engine: { carryOut: async () => ({ phase: '', seq: 0 }) } }, routes);
    const there = await beyond.browser(person);
    const key = randomUUID();
    await there.get('/slow');
    cutter.arm();
    const lost = await there.send('/notes', {}, key).accept('json');
    expect([lost.status, lost.body.code, lost.headers['retry-after']]).toEqual([503, 'unavailable', '5']);
    expect(await written()).toBe(before + 1);
    const heard = await there.send('/notes', {}, key).accept('json');
    const again = await there.send('/notes', {}, key).accept('json');
    expect([heard.status, again.body]).toEqual([201, heard.body]);
    const gone = randomUUID();
    await there
      .send('/notes', {}, gone)
      .accept('json')
      .timeout(5)
      .catch(() => undefined);
    // The first request may still be running: the repeat is then told so, and asks again.
    let repeat = await there.send('/notes', {}, gone).accept('json');
    while (repeat.body.code === 'write-in-flight') repeat = await there.send('/notes', {}, gone).accept('json');
    expect(repeat.status).toBe(201);
    expect(await written()).toBe(before + 2);
    await db.destroy();
    await cutter.close();
  });

  it('drops connections that fell silent, as after a failover, and serves on over new ones', async () => {
    const cutter = await startCutter(site.url);
    const db = openDatabase(cutter.url, 'test', 2, 'page');
    await Promise.all([db.raw('select pg_sleep(0.1)'), db.raw('select pg_sleep(0.1)')]);
    cutter.silence();
    const stuck = await Promise.all([1, 2].map(() => db.raw('select 1').then(() => null, outageOf)));
    expect(stuck).toEqual(['away', 'away']);
    expect((await db.raw('select 1 as n')).rows).toEqual([{ n: 1 }]);
    await db.destroy();
    await cutter.close();
  }, 60_000);

  it('ends what takes too long with «try again», and does again what only met another write', async () => {
    const long = await request(site.app).get('/endless');
    expect([long.status, long.body.code, long.headers['retry-after']]).toEqual([503, 'busy', '5']);
    const other = await addPerson(site.db, 'Другой');
    const swaps = [
      { first: person, then: other },
      { first: other, then: person },
    ].map(async (pair) => browser.send('/swaps', pair).accept('json'));
    expect((await Promise.all(swaps)).map(({ status }) => status)).toEqual([200, 200]);
  });

  it('bears limits that fit the program: pages are not waited for as batches are', async () => {
    const shown = async (patience: Patience): Promise<string[]> => {
      const db = openDatabase(site.url, 'test', 1, patience);
      const names = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'];
      const { rows } = await db.raw('select ' + names.map((name) => `current_setting('${name}') as ${name}`).join());
      await db.destroy();
      return names.map((name) => rows[0][name]);
    };
    expect(await shown('page')).toEqual(['15s', '8s', '1min']);
    expect(await shown('step')).toEqual(['20s', '10s', '30s']);
    expect(await shown('work')).toEqual(['2min', '30s', '5min']);
    expect(await shown('batch')).toEqual(['30min', '5min', '30min']);
  });
});

describe('what counts as an outage', () => {
  const coded = (code: string): Error => Object.assign(new Error('x'), { code });

  it.each([
    [
      'away',
      ['57P01', '57P02', '57P03', '08000', '08003', '08006', '08P01', '25006', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE'],
    ],
    ['busy', ['53300', '53200', '53100', '57014', '55P03']],
    ['again', ['40001', '40P01']],
    [null, ['23505', '22P02', '42P01', 'P0001', 'ENOENT', '']],
  ])('%s: %j', (outage, codes) => {
    expect(codes.map((code) => outageOf(coded(code)))).toEqual(codes.map(() => outage));
  });

  it('also without a code, under a statement, and inside of another error', () => {
    expect(outageOf(new Error('select 1 - Connection terminated unexpectedly'))).toBe('away');
    expect(outageOf(new AggregateError([coded('ECONNREFUSED')], ''))).toBe('away');
    expect(outageOf(new Error('fetch failed', { cause: coded('ECONNRESET') }))).toBe('away');
    const elsewhere: unknown = runInNewContext(`Object.assign(new Error('read'), { code: 'ECONNRESET' })`);
    expect(outageOf(elsewhere)).toBe('away');
    expect(outageOf('Connection terminated')).toBeNull();
    expect(outageOf(new Error('the registry kept nobody'))).toBeNull();
  });
});
