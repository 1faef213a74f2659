import { randomUUID, scryptSync } from 'node:crypto';
import request, { type Response } from 'supertest';
import { addPerson, testSite, type Site } from '../../proof/site';
import { forgetOldGuesses } from '../../store/access/guesses';
import { usualRates } from '../security/rates';
import { accountRoutes } from './routes';

jest.setTimeout(60_000);
const PASSWORD = 'правильная лошадь';
const plenty = { points: 1_000_000, seconds: 60, shared: false };
let site: Site;
let csrf: string;
/** A cheap hash: these tests count attempts, they do not test the hashing. */
const hashed = ['scrypt', 2, 1, 1, '', scryptSync(PASSWORD, '', 32, { N: 2, r: 1, p: 1 }).toString('base64url')].join(
  '$',
);

beforeAll(async () => {
  const rates = { ...usualRates, password: plenty, 'sign-in': { points: 3, seconds: 300, shared: true } };
  site = await testSite(accountRoutes, { proxies: 1, rates });
  csrf = (await site.browser(null)).csrf;
});
afterAll(() => site.close());

let number = 0;
const address = (): string => `198.51.100.${(number += 1)}`;

async function account(): Promise<string> {
  const login = `${randomUUID()}@example.ru`;
  await site.db('account').insert({ person_id: await addPerson(site.db), login, password: hashed });
  return login;
}

/** One attempt from an address, in a browser that has these cookies besides its own. */
async function enter(login: string, password: string, from: string, cookie = ''): Promise<Response> {
  return request(site.app)
    .post('/sign-in')
    .set('X-Forwarded-For', from)
    .set('Cookie', `domovoy-visitor=${'v'.repeat(43)}${cookie && `; ${cookie}`}`)
    .accept('text/html')
    .type('form')
    .redirects(0)
    .send({ login, password, _csrf: csrf, key: randomUUID() });
}

async function statuses(times: number, login: string, from: () => string, cookie?: string): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push((await enter(login, 'не тот пароль', from(), cookie)).status);
  return all;
}
const deviceIn = (answer: Response): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .map((line) => line.split(';')[0] ?? '')
    .find((line) => line.startsWith('domovoy-device=')) ?? '';
/** Makes all waiting times end now. */
const waited = () => site.db('guess').update({ until: new Date(0) });

describe('wrong passwords of a stranger', () => {
  it('make him wait, longer each time, and never the owner', async () => {
    const [login, stranger] = [await account(), address()];
    expect(await statuses(10, login, () => stranger)).toEqual([...Array(6).fill(422), ...Array(4).fill(429)]);
    const waits: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      waits.push(Number((await enter(login, PASSWORD, stranger)).headers['retry-after']));
      await waited();
      await enter(login, 'не тот пароль', stranger);
    }
    const wanted = [30, 60, 120, 240, 480, 900, 900];
    expect(waits.map((wait, n) => wait <= (wanted[n] ?? 0) && wait > (wanted[n] ?? 0) / 2)).toEqual(
      wanted.map(() => true),
    );
    expect((await enter(login, PASSWORD, address())).status).toBe(303);
  });

  it('are told with the time to wait and another way in', async () => {
    const [login, stranger] = [await account(), address()];
    await statuses(6, login, () => stranger);
    const { status, text, headers } = await enter(login, PASSWORD, stranger);
    expect([status, Number(headers['retry-after']) > 0]).toEqual([429, true]);
    expect(text).toMatch(/Подождите \d+.секунд.* или войдите другим способом/);
  });

  it('keep out nobody who has signed in from this browser, even at the same address', async () => {
    const [login, office] = [await account(), address()];
    const device = deviceIn(await enter(login, PASSWORD, office));
    expect(device).not.toBe('');
    await statuses(6, login, () => office);
    expect((await enter(login, PASSWORD, office)).status).toBe(429);
    expect((await enter(login, PASSWORD, office, device)).status).toBe(303);
    expect((await enter(login, PASSWORD, address(), device)).status).toBe(303);
  });

  it('are slow from a browser the account knows, and a browser known to one account is strange to another', async () => {
    const [login, other, home] = [await account(), await account(), address()];
    const device = deviceIn(await enter(login, PASSWORD, home));
    expect((await statuses(7, login, address, device)).at(-1)).toBe(429);
    await statuses(6, other, () => home, device);
    expect((await enter(other, PASSWORD, home, device)).status).toBe(429);
    const forged = device.replace(/.$/, (sign) => (sign === 'A' ? 'B' : 'A'));
    await statuses(6, login, () => home);
    expect((await enter(login, PASSWORD, home, forged)).status).toBe(429);
  });

  it('stay slow when they are spread over many addresses, and the owner’s browser still opens', async () => {
    const login = await account();
    const device = deviceIn(await enter(login, PASSWORD, address()));
    await enter(login, 'не тот пароль', address());
    await site.db('guess').where({ place: '' }).update({ failures: 50 });
    expect(await statuses(3, login, address)).toEqual([422, 429, 429]);
    expect((await enter(login, PASSWORD, address(), device)).status).toBe(303);
    await waited();
    expect((await enter(login, PASSWORD, address())).status).toBe(303);
  });

  it('stay slow when one sender tries many accounts', async () => {
    const from = address();
    await enter(await account(), 'не тот пароль', from);
    await site.db('guess').where({ account: '' }).update({ failures: 30 });
    expect([
      (await enter(await account(), 'x', from)).status,
      (await enter(await account(), 'x', from)).status,
    ]).toEqual([422, 429]);
    expect((await enter(await account(), PASSWORD, address())).status).toBe(303);
  });

  it('are all counted when they come at the same moment', async () => {
    const [login, from] = [await account(), address()];
    const all = await Promise.all(Array.from({ length: 20 }, () => enter(login, 'не тот пароль', from)));
    expect(all.filter(({ status }) => status === 422)).toHaveLength(6);
  });

  it('count alike for a login that nobody has, and for a whole /64', async () => {
    const login = `${randomUUID()}@example.ru`;
    const home = (): string => `2001:db8:7:7::${(number += 1).toString(16)}`;
    expect(await statuses(7, login, home)).toEqual([...Array(6).fill(422), 429]);
    expect((await enter(login, 'x', '2001:db8:7:8::1')).status).toBe(422);
  });

  it('are forgotten after a right one, or when nobody has failed for long', async () => {
    const [login, from] = [await account(), address()];
    await statuses(4, login, () => from);
    expect((await enter(login, PASSWORD, from)).status).toBe(303);
    expect(await statuses(6, login, () => from)).toEqual(Array(6).fill(422));
    await site.db('guess').update({ until: new Date(0), forget_at: new Date(0) });
    expect(await statuses(6, login, () => from)).toEqual(Array(6).fill(422));
    await site.db('guess').update({ until: new Date(0), forget_at: new Date(0) });
    await forgetOldGuesses(site.db);
    expect(await site.db('guess')).toEqual([]);
  });
});

describe('behind a proxy', () => {
  it('each sender has limits of his own, and coming back from the provider is not in the way of beginning', async () => {
    const [one, other] = [address(), address()];
    const ask = async (path: string, from: string): Promise<number> =>
      (await request(site.app).get(path).set('X-Forwarded-For', from).accept('json')).status;
    const starts = async (from: string): Promise<number[]> => {
      const all: number[] = [];
      for (let n = 0; n < 4; n += 1) all.push(await ask('/sign-in/start', from));
      return all;
    };
    for (let n = 0; n < 6; n += 1) expect(await ask('/sign-in/callback?state=x&code=y', one)).toBe(404);
    expect(await starts(one)).toEqual([404, 404, 404, 429]);
    expect(await starts(other)).toEqual([404, 404, 404, 429]);
    expect(await ask('/sign-in/callback?state=x&code=y', one)).toBe(404);
  });

  it('nothing is believed of a sender until the proxy is named, nor more than it says itself', async () => {
    const bare = await testSite(accountRoutes, {
      rates: { ...usualRates, read: { points: 2, seconds: 60, shared: false } },
    });
    const ask = async (app: Site['app'], from: string): Promise<number> =>
      (await request(app).get('/sign-in').set('X-Forwarded-For', from)).status;
    expect([
      await ask(bare.app, '192.0.2.1'),
      await ask(bare.app, '192.0.2.2'),
      await ask(bare.app, '192.0.2.3'),
    ]).toEqual([200, 200, 429]);
    await bare.close();
    const behind = await testSite(accountRoutes, {
      proxies: ['127.0.0.0/8', '::1'],
      rates: { ...usualRates, read: { points: 1, seconds: 60, shared: false } },
    });
    // Only the last address was added by our proxy; everything before it was written by the sender.
    expect([
      await ask(behind.app, '192.0.2.1, 198.51.100.9'),
      await ask(behind.app, '192.0.2.2, 198.51.100.9'),
    ]).toEqual([200, 429]);
    await behind.close();
  });
});
