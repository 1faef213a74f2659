import { randomUUID } from 'node:crypto';
import { load } from 'cheerio';
import request from 'supertest';
import { z } from 'zod';
import { addOffice, addPost } from '../../proof/office';
import { addPerson, testSite, type Browser, type Site } from '../../proof/site';
import { route } from '../http/route';
import { accountRoutes } from './routes';

const bill = route({
  id: 'billing.mine',
  method: 'get',
  path: '/bills',
  summary: 'Квитанции',
  allowed: 'signed-in',
  delegated: 'bills.read',
  out: z.object({ personId: z.string() }),
  handle: async ({ actor }) => ({ data: { personId: actor?.personId ?? '' } }),
});
const vote = route({
  id: 'meeting.vote',
  method: 'get',
  path: '/vote',
  summary: 'Голос',
  allowed: [{ role: 'head', on: 'none' }],
  out: z.object({}),
  handle: async () => ({ data: {} }),
});

let site: Site;
let person: string;
let browser: Browser;
const json = (path: string, cookie: string) => request(site.app).get(path).set('Cookie', cookie).accept('json');

beforeAll(async () => {
  site = await testSite([...accountRoutes, bill, vote]);
  person = await addPerson(site.db);
  browser = await site.browser(person);
});
afterAll(() => site.close());

describe('every page of the cabinet', () => {
  it.each(
    accountRoutes
      .filter(
        (one) => one.method === 'get' && one.page && !one.path.includes('callback') && !one.path.includes('start'),
      )
      .map((one) => [one.path, one]),
  )('%s is drawn for those whom it lets in', async (path, { allowed }) => {
    const answer = await browser.get(path);
    expect([200, ...(typeof allowed === 'string' ? [] : [403]), ...(path === '/activation' ? [422] : [])]).toContain(
      answer.status,
    );
  });
});

describe('sessions', () => {
  it('are listed and closed one by one or all but this', async () => {
    const other = await site.browser(person);
    await site.browser(person);
    const listed = (await json('/account/sessions', browser.cookie)).body.sessions;
    expect(listed).toHaveLength(3);
    const victim = (await json('/account/sessions', other.cookie)).body.sessions.find(
      (one: { current: boolean }) => one.current,
    );
    expect((await browser.send(`/account/sessions/${victim.id}/close`, {})).status).toBe(303);
    expect((await json('/account/sessions', other.cookie)).status).toBe(401);
    await browser.send('/account/sessions/close-others', {});
    expect((await json('/account/sessions', browser.cookie)).body.sessions).toHaveLength(1);
  });

  it('of somebody else cannot be closed', async () => {
    const stranger = await site.browser(await addPerson(site.db, 'Чужой'));
    const mine = (await json('/account/sessions', browser.cookie)).body.sessions[0];
    expect((await stranger.send(`/account/sessions/${mine.id}/close`, {})).status).toBe(404);
    expect((await json('/account/sessions', browser.cookie)).status).toBe(200);
  });

  it('end when idle too long and in any case at their limit', async () => {
    for (const change of [{ seen_at: new Date(Date.now() - 13 * 3_600_000) }, { ends_at: new Date() }]) {
      const idle = await site.browser(person);
      const { id } = await site.db('session').where({ person_id: person }).orderBy('created_at', 'desc').first('id');
      await site.db('session').where({ id }).update(change);
      expect((await json('/account', idle.cookie)).status).toBe(401);
    }
  });

  it('end at sign-out, and an old cookie opens nothing any more', async () => {
    const own = await site.browser(person);
    const page = load((await own.get('/account')).text);
    const out = page('form[action="/sign-out"]');
    const answer = await request(site.app)
      .post('/sign-out')
      .set('Cookie', own.cookie)
      .type('form')
      .accept('text/html')
      .redirects(0)
      .send({ _csrf: out.find('[name=_csrf]').val() });
    expect([answer.status, answer.headers['location']]).toEqual([303, '/sign-in']);
    expect((await json('/account', own.cookie)).status).toBe(401);
    expect((await own.get('/account')).headers['location']).toBe('/sign-in?next=%2Faccount');
  });
});

describe('a post that was taken away', () => {
  it('bites at the next request', async () => {
    const head = await addPerson(site.db, 'Бывший');
    const place = await addOffice(site.db);
    await addPost(site.db, head, place, 'head');
    const own = await site.browser(head);
    expect((await json('/vote', own.cookie)).status).toBe(200);
    await site.db('staff').where({ person_id: head }).update({ to_day: '2021-01-01' });
    expect((await json('/vote', own.cookie)).status).toBe(403);
  });
});

describe('keys for programs', () => {
  it('are shown once, act within their scope, and stop when revoked', async () => {
    const made = await browser.send('/account/tokens', { name: 'Бухгалтерия', scopes: 'billing.*', days: '30' });
    expect(made.status).toBe(201);
    const secret = load(made.text)('.next code').first().text();
    expect(secret).toMatch(/^domovoy_[\w-]{43}$/);
    const ask = (path: string) => request(site.app).get(path).set('Authorization', `Bearer ${secret}`);
    expect((await ask('/bills')).body).toEqual({ personId: person });
    expect((await ask('/vote')).body.code).toBe('scope-missing');
    expect((await ask('/account/tokens')).status).toBe(403);
    const { tokens } = (await json('/account/tokens', browser.cookie)).body;
    expect(JSON.stringify(tokens)).not.toContain(secret);
    await browser.send(`/account/tokens/${tokens[0].id}/revoke`, {});
    expect((await ask('/bills')).status).toBe(401);
    expect(await site.db('api_token').whereRaw('token_hash::text like ?', [`%${secret}%`])).toHaveLength(0);
  });

  it('of an organisation act by the maker’s post there and by nothing personal', async () => {
    const place = await addOffice(site.db);
    expect(
      (await browser.send('/account/tokens', { name: 'x', scopes: '*', days: '1', organisationId: place })).status,
    ).toBe(422);
    await addPost(site.db, person, place, 'head');
    const secret = await site.token(person, ['*'], place);
    const ask = () => request(site.app).get('/vote').set('Authorization', `Bearer ${secret}`);
    expect((await ask()).status).toBe(200);
    await site.db('staff').where({ person_id: person }).update({ to_day: '2021-01-01' });
    expect((await ask()).status).toBe(403);
  });

  it('are never made for the cabinet itself, nor without a term', async () => {
    for (const wrong of [{ scopes: 'account.*' }, { days: '9999' }, { scopes: [] }, { name: '' }]) {
      const answer = await browser.send('/account/tokens', { name: 'x', scopes: '*', days: '1', ...wrong });
      expect(answer.status).toBe(422);
      expect(load(answer.text)('.govuk-error-summary').length).toBe(1);
    }
  });
});

describe('a delegation', () => {
  const address = 'guest@example.ru';
  let guest: Browser;
  let guestId: string;

  beforeAll(async () => {
    guestId = await addPerson(site.db, 'Гостев');
    await site
      .db('contact')
      .insert({ id: randomUUID(), person_id: guestId, channel: 'email', value: address, confirmed_at: new Date() });
    guest = await site.browser(guestId);
  });

  const term = async (): Promise<{ fromDay: string; toDay: string }> => {
    const { today } = (await json('/account/delegations', browser.cookie)).body;
    return { fromDay: today, toDay: today };
  };

  it('lets a guest read bills for its giver, and nothing else', async () => {
    await browser.send('/account/delegations', { email: address, scopes: 'bills.read', ...(await term()) });
    const [taken] = (await json('/account/delegations', guest.cookie)).body.delegations;
    expect(taken).toMatchObject({ way: 'taken', state: 'valid' });
    expect((await guest.send(`/account/delegations/${taken.id}/act`, {})).status).toBe(303);
    expect((await json('/bills', guest.cookie)).body).toEqual({ personId: person });
    for (const path of ['/vote', '/account', '/account/tokens', '/account/delegations']) {
      expect((await json(path, guest.cookie)).status).toBe(403);
    }
    expect((await guest.send('/account/delegations/as-self', {})).status).toBe(303);
    expect((await json('/bills', guest.cookie)).body).toEqual({ personId: guestId });
  });

  it('ends when it is revoked, also for a guest who is acting by it', async () => {
    const [taken] = (await json('/account/delegations', guest.cookie)).body.delegations;
    await guest.send(`/account/delegations/${taken.id}/act`, {});
    await browser.send(`/account/delegations/${taken.id}/revoke`, {});
    expect((await json('/bills', guest.cookie)).body).toEqual({ personId: guestId });
  });

  it('is hidden from strangers and refused with wrong terms, scopes or people', async () => {
    const [given] = (await json('/account/delegations', browser.cookie)).body.delegations;
    const stranger = await site.browser(await addPerson(site.db, 'Чужой'));
    expect((await stranger.send(`/account/delegations/${given.id}/revoke`, {})).status).toBe(404);
    const good = { email: address, scopes: 'bills.read', ...(await term()) };
    for (const wrong of [
      { toDay: '2099-01-01' },
      { fromDay: '2020-01-01' },
      { scopes: 'meeting.vote' },
      { email: 'no@example.ru' },
    ]) {
      expect((await browser.send('/account/delegations', { ...good, ...wrong })).status).toBe(422);
    }
  });
});
