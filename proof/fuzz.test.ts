import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { seedRegistry } from '../bin/seed/registry';
import { pathNames } from '../api/declared';
import type { Route } from '../api/route';
import { routes } from '../api/routes';
import { actorOf, demoPeople } from '../store/people';
import { badTexts, badValues } from './bad-text';
import { sample } from './sample';
import { testSite, type Site } from './site';

/** Kept by design also when a request is refused: counters, and the attempt a sign-in begins with. */
const COUNTERS = ['rate_limit', 'sign_in_attempt', 'session'];
const AT_ONCE = 6;
const plenty = { points: 10_000_000, seconds: 60, shared: false };

let site: Site;
const people: { id: string; token: string; roles: string[] }[] = [];
let known: string[];
let turn = 0;

beforeAll(async () => {
  site = await testSite(routes, {
    rates: { read: plenty, write: plenty, search: plenty, 'sign-in': plenty, password: plenty },
  });
  await seedRegistry(site.owner);
  for (const { id } of await demoPeople(site.db)) {
    const actor = await actorOf(site.db, id, '2026-06-01');
    people.push({ id, token: await site.token(id), roles: actor?.posts.map(({ role }) => role) ?? [] });
  }
  const tables = ['building', 'premises', 'person', 'organisation', 'municipality'];
  const ids = await Promise.all(tables.map((table) => site.db(table).limit(2).pluck('id')));
  known = ids.flat() as string[];
}, 120_000);
afterAll(() => site.close());

/** Someone whom the route may let in, so that the fields are reached, not only the gate. */
function suited({ allowed }: Route): { id: string; token: string } {
  const fit =
    typeof allowed === 'string'
      ? people[0]
      : people.find(({ roles }) => allowed.some(({ role }) => role === 'citizen' || roles.includes(role)));
  const found = fit ?? people[0];
  if (!found) throw new Error('the demo region has no people');
  return found;
}

/** The cabinet is for browsers, everything else is tried as a program. */
async function credentials(declared: Route): Promise<Record<string, string>> {
  const { id, token } = suited(declared);
  if (!declared.id.startsWith('account.')) return { Authorization: `Bearer ${token}` };
  const { cookie, csrf } = await site.browser(id);
  return { Cookie: cookie, 'X-CSRF-Token': csrf };
}

/** The next few of the bad ones: over all fields of all routes each has its turn, and a run stays short. */
function someOf<T>(all: readonly T[], count: number): T[] {
  turn += count;
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[(turn + at) % all.length] as T);
}

/** What a browser can put into an address at all, and Node's parser lets through (16 KB of head). */
const fitsAddress = (value: string): boolean => !/\p{Surrogate}/u.test(value) && value.length < 2_000;

interface Asked {
  what: string;
  ask: () => Test;
}

const addressOf = ({ path }: Route, id: string): string =>
  pathNames(path).reduce((made, name) => made.replace(`:${name}`, id), path);

function asker(declared: Route, headers: Record<string, string>) {
  const send = (path: string) => request(site.app)[declared.method](path).set(headers);
  return {
    query: (path: string, query: string) => () => send(`${path}?${query}`),
    body: (path: string, fields: object) => () => send(path).set('Idempotency-Key', randomUUID()).send(fields),
  };
}

async function requestsOf(declared: Route): Promise<Asked[]> {
  const ask = asker(declared, await credentials(declared));
  const paths = [...someOf(known, 2), randomUUID()].map((id) => addressOf(declared, id));
  const base = sample(declared.body);
  const names = [...Object.keys(base)];
  const made: Asked[] = [];
  for (const path of new Set(paths)) {
    for (const name of names) {
      for (const value of [...someOf(badTexts, 8), ...someOf(badValues, 5)]) {
        made.push({
          what: `${name}=${JSON.stringify(value)?.slice(0, 60)}`,
          ask: ask.body(path, { ...base, [name]: value }),
        });
      }
    }
    for (const name of [...Object.keys(sample(declared.query)), 'as', 'unknown']) {
      const values = someOf(badTexts, 8).filter(fitsAddress);
      for (const value of values)
        made.push({
          what: `?${name}=${value.slice(0, 60)}`,
          ask: ask.query(path, `${name}=${encodeURIComponent(value)}`),
        });
      made.push({ what: `?${name} twice`, ask: ask.query(path, `${name}=1&${name}=2`) });
    }
  }
  if (pathNames(declared.path).length) {
    const values = someOf(badTexts, 12).filter((value) => value && fitsAddress(value));
    for (const value of values)
      made.push({
        what: `path ${value.slice(0, 60)}`,
        ask: ask.query(addressOf(declared, encodeURIComponent(value)), ''),
      });
  }
  return made;
}

async function rowCounts(): Promise<Record<string, number>> {
  const { rows } = await site.owner.raw<{ rows: { name: string; count: string }[] }>(
    `select relname as name, (xpath('/row/n/text()', query_to_xml('select count(*) as n from ' || quote_ident(relname), false, true, '')))[1]::text as count
       from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  return Object.fromEntries(
    rows.filter(({ name }) => !COUNTERS.includes(name)).map(({ name, count }) => [name, Number(count)]),
  );
}

async function tryAll(asked: readonly Asked[]): Promise<{ wrong: string[]; accepted: number }> {
  const wrong: string[] = [];
  let accepted = 0;
  const queue = [...asked];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let next = queue.pop(); next; next = queue.pop()) {
        const answer = await next.ask().redirects(0).accept('json');
        if (answer.status < 400) accepted += 1;
        else if (
          answer.status === 500 ||
          !/^[a-z-]+$/.test(answer.body.code ?? '') ||
          !/[а-яё]/i.test(answer.body.say ?? '')
        ) {
          wrong.push(`${next.what} → ${answer.status} ${answer.body.code ?? answer.text.slice(0, 80)}`);
        }
      }
    }),
  );
  return { wrong, accepted };
}

describe.each(routes.map((one) => [one.id, one] as const))('%s', (_, declared) => {
  it('meets every bad input with a clear refusal and writes nothing then', async () => {
    const asked = await requestsOf(declared);
    const before = await rowCounts();
    const { wrong, accepted } = await tryAll(asked);
    expect(wrong).toEqual([]);
    const after = await rowCounts();
    if (accepted === 0 || declared.method === 'get') expect(after).toEqual(before);
    expect((after['write_key'] ?? 0) - (before['write_key'] ?? 0)).toBeLessThanOrEqual(accepted);
  }, 120_000);
});
