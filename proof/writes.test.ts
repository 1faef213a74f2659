import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { z } from 'zod';
import { route, type Route } from '../api/http/route';
import { routes } from '../api/routes';
import { addPerson, testSite, type Browser, type Site } from './site';

const writes = routes.filter(({ method }) => method === 'post');
const reached: string[] = [];

/**
 * The write with its own body and key rules, open to everyone signed in, over a handler that only records that it was
 * reached.
 */
const opened = (declared: Route): Route =>
  route({
    id: declared.id,
    method: 'post',
    path: `/${declared.id}`,
    summary: declared.summary,
    allowed: 'signed-in',
    body: declared.body,
    files: declared.files,
    kept: declared.kept,
    out: z.object({}),
    handle: async () => {
      reached.push(declared.id);
      return { data: {} };
    },
  });

let site: Site;
let browser: Browser;
let token: string;

beforeAll(async () => {
  const plenty = { points: 1_000_000, seconds: 60, shared: false };
  site = await testSite(writes.map(opened), {
    rates: { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty, exchange: plenty },
  });
  const person = await addPerson(site.db);
  browser = await site.browser(person);
  token = await site.token(person);
});
afterAll(() => site.close());
beforeEach(() => reached.splice(0));

describe.each(writes.map((one) => [one.id, one] as const))('the write %s', (id, declared) => {
  it('is refused without the CSRF token of this very browser', async () => {
    const ask = (fields: object) =>
      request(site.app)
        .post(`/${id}`)
        .set('Cookie', browser.cookie)
        .type('form')
        .send({ key: randomUUID(), ...fields });
    for (const fields of [{}, { _csrf: '' }, { _csrf: 'x'.repeat(43) }, { _csrf: [browser.csrf, browser.csrf] }]) {
      const answer = await ask(fields);
      expect([answer.status, answer.body.code]).toEqual([403, 'csrf-wrong']);
    }
    expect(reached).toEqual([]);
  });

  it('is refused without a key, or with one that is no UUID', async () => {
    const ask = () => request(site.app).post(`/${id}`).set('Authorization', `Bearer ${token}`);
    const wrong = await ask().set('Idempotency-Key', "1' or '1'='1").send({});
    expect([wrong.status, wrong.body.code]).toEqual([400, 'key-malformed']);
    const none = await ask().send({});
    if (declared.kept !== 'never') expect([none.status, none.body.code]).toEqual([400, 'key-missing']);
  });

  it('refuses fields it does not declare', async () => {
    const fields = {
      role: 'platform',
      person_id: randomUUID(),
      isAdmin: true,
      __proto: 'x',
      ['constructor.prototype']: 'x',
    };
    const answer = await request(site.app)
      .post(`/${id}`)
      .set('Authorization', `Bearer ${token}`)
      .set('Idempotency-Key', randomUUID())
      .send(fields);
    expect([answer.status, answer.body.code]).toEqual([422, 'fields-wrong']);
    expect(answer.body.fields).toHaveProperty('person_id');
    expect(reached).toEqual([]);
  });
});
