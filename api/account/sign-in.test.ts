import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import request from 'supertest';
import { childEnvironment } from '../../bin/environment';
import { freePort } from '../../bin/engines/ports';
import { addPerson, testSite, type Site } from '../../proof/site';
import { createIdentity } from '../security/esia';
import type { IdentityProvider } from '../security/identity';
import { accountRoutes } from './routes';

const PUBLIC_URL = 'http://localhost:8080';
const CLIENT = { clientId: 'domovoy', clientSecret: 'secret of the test client, long enough' };

/** A browser that goes through the provider's pages; the provider's cookies are kept apart from ours. */
class Provided {
  #cookies = new Map<string, string>();

  async visit(address: string, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(address, {
      redirect: 'manual',
      headers: { Cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (cookie.split(';')[0] ?? '').split('=');
      this.#cookies.set(name, value);
    }
    return response;
  }

  /** Chooses a person on the page «кто вы»; returns the address that leads back to our site. */
  async choose(address: string, form: Record<string, string>): Promise<string> {
    const asked = await this.visit(address);
    let there = new URL(asked.headers.get('location') ?? '', address).href;
    expect(await (await this.visit(there)).text()).toContain('Кто вы?');
    for (let hop = 0; hop < 5; hop += 1) {
      const answer = await this.visit(there, hop === 0 ? form : undefined);
      there = new URL(answer.headers.get('location') ?? '', there).href;
      if (there.startsWith(PUBLIC_URL)) return there.slice(PUBLIC_URL.length);
    }
    throw new Error(`the provider leads nowhere: ${there}`);
  }
}

let site: Site;
let provider: ChildProcess;
let person: string;
let identity: IdentityProvider;

beforeAll(async () => {
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  identity = createIdentity({ issuer, ...CLIENT, publicUrl: PUBLIC_URL, askAgain: true });
  site = await testSite(accountRoutes, { services: { identity } });
  person = await addPerson(site.db);
  await site
    .db('person')
    .where({ id: person })
    .update({ demo_role: 'житель', snils: '11223344595', login: 'proverkin' });
  const { url } = site;
  provider = fork(join(__dirname, '../../bin/identity.ts'), {
    execArgv: ['--require', 'tsx/cjs'],
    silent: true,
    env: childEnvironment({
      DATABASE_URL: url,
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_SECRET: CLIENT.clientSecret,
      PUBLIC_URL,
      IDENTITY_PORT: String(port),
    }),
  });
  let said = '';
  for (const stream of [provider.stdout, provider.stderr])
    stream?.on('data', (part: Buffer) => (said += part.toString()));
  const [message] = (await Promise.race([
    once(provider, 'message'),
    once(provider, 'exit').then(() => [{ failed: said }]),
  ])) as [unknown];
  expect(message).toMatchObject({ ready: true });
}, 60_000);

afterAll(async () => {
  if (provider.exitCode === null) {
    provider.kill('SIGTERM');
    await once(provider, 'exit');
  }
  await site.close();
});

const visitor = (sign: string): string => `domovoy-visitor=${sign.repeat(43)}`;
const begin = async (cookie: string, next = '/account'): Promise<string> => {
  const begun = await request(site.app)
    .get(`/sign-in/start?next=${next}`)
    .set('Cookie', cookie)
    .accept('text/html')
    .redirects(0);
  expect(begun.status).toBe(303);
  return String(begun.headers['location']);
};
const back = (address: string, cookie: string) =>
  request(site.app).get(address).set('Cookie', cookie).accept('text/html').redirects(0);
const sessionIn = (answer: request.Response): string | undefined =>
  [answer.headers['set-cookie'] ?? []].flat().find((cookie) => /^domovoy-session=[\w-]{43};/.test(cookie));

describe('sign-in by the provider', () => {
  it('opens a session for the person that was chosen and leads to where they wanted', async () => {
    const answered = await new Provided().choose(await begin(visitor('a')), { person });
    const done = await back(answered, visitor('a'));
    expect([done.status, done.headers['location']]).toEqual([303, '/account']);
    const cookie = sessionIn(done)?.split(';')[0] ?? '';
    expect(sessionIn(done)).toMatch(/HttpOnly; SameSite=Lax/);
    const home = await request(site.app).get('/account').set('Cookie', cookie).accept('json');
    expect(home.body).toMatchObject({ name: 'Проверкин Пётр Ильич' });
    expect(await site.db('person_identity').where({ person_id: person })).toHaveLength(1);
  });

  it('opens nothing for an answer that is carried into another browser, or comes twice', async () => {
    const answered = await new Provided().choose(await begin(visitor('b')), { person });
    const stolen = await back(answered, visitor('c'));
    expect([stolen.status, sessionIn(stolen)]).toEqual([403, undefined]);
    expect((await back(answered, visitor('b'))).status).toBe(303);
    expect((await back(answered, visitor('b'))).status).toBe(403);
  });

  it('opens nothing when state, code or issuer were exchanged', async () => {
    const mine = await new Provided().choose(await begin(visitor('d')), { person });
    const other = await new Provided().choose(await begin(visitor('e')), { person });
    const mixed = new URL(mine, PUBLIC_URL);
    // PKCE: this code was requested with another verifier.
    mixed.searchParams.set('code', new URL(other, PUBLIC_URL).searchParams.get('code') ?? '');
    expect((await back(mixed.pathname + mixed.search, visitor('d'))).status).toBe(403);
    const foreign = new URL(other, PUBLIC_URL);
    foreign.searchParams.set('iss', 'https://evil.example');
    expect((await back(foreign.pathname + foreign.search, visitor('e'))).status).toBe(403);
    expect((await back('/sign-in/callback?state=unknown&code=x', visitor('d'))).status).toBe(403);
  });

  it('opens nothing when the nonce is of another attempt', async () => {
    const { attempt, address } = await identity.begin();
    const answered = await new Provided().choose(address, { person });
    const query = new URL(answered, PUBLIC_URL).searchParams.toString();
    await expect(identity.finish(query, { ...attempt, nonce: 'other' })).rejects.toMatchObject({
      code: 'sign-in-refused',
    });
  });

  it('comes back with a refusal when the person thinks better of it', async () => {
    const answered = await new Provided().choose(await begin(visitor('f')), { cancel: 'yes' });
    expect((await back(answered, visitor('f'))).status).toBe(403);
  });

  it('never leads to a foreign site', async () => {
    for (const next of ['//evil.example', 'https://evil.example', '/%5Cevil.example']) {
      const begun = await request(site.app).get(`/sign-in/start?next=${next}`).set('Cookie', visitor('g'));
      expect(begun.status).toBe(422);
    }
  });
});
