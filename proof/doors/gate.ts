import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { z } from 'zod';
import { relations, roles, type Relation, type Role, type Subject } from '../../api/security/actor';
import { route, type Route } from '../../api/http/route';
import { routes } from '../../api/routes';
import { addPerson, testSite, type Browser, type Site } from '../site';

const OFFICES = {
  inspector: 'inspectorate',
  ministry: 'ministry',
  platform: 'platform',
  municipal: 'municipality',
} as const;
const REGION = 'Пробная область';
const AT_ONCE = 8;
/** Posts whose holders also come with a key of their organisation. */
const KEYED = ['head', 'municipal', 'inspector'] as const satisfies readonly Role[];

/** Who asks: nobody, a resident, a person of each post, a guest who may read bills, a program with a narrow key. */
interface Requester {
  title: string;
  role: Role | null;
  guest?: true;
  narrow?: true;
  /** A key of an organisation: the post of its maker, and nothing personal. */
  impersonal?: true;
  ask(path: string, method: Route['method']): Test;
}

/** The route's declaration with a stand-in subject and handler: only the permission check is tested here. */
function gateOf(declared: Route): Route {
  const subject = declared.subject && (async (_: unknown, { relation }: { relation: Relation }) => subjects[relation]);
  return route({
    id: declared.id,
    method: declared.method,
    path: `/${declared.id}/:relation`,
    summary: declared.summary,
    allowed: declared.allowed,
    delegated: declared.delegated,
    subject,
    kept: 'never',
    params: z.object({ relation: z.enum(relations) }),
    out: z.object({ passed: z.boolean() }),
    handle: async () => ({ data: { passed: true } }),
  });
}

const blank: Subject = { owners: [], parties: [], houses: [], organisations: [], region: null };
/** Filled when the people are made: in each subject everybody stands in that one relation to the thing. */
const subjects = Object.fromEntries(relations.map((relation) => [relation, blank])) as Record<Relation, Subject>;

const PERSONAL: readonly Relation[] = ['own', 'party', 'house'];

/** What the declaration allows, computed without the code under test. */
function promised(declared: Route, requester: Requester, relation: Relation, regional: boolean): number {
  if (requester.narrow) return 403;
  if (declared.allowed === 'anyone') return 200;
  if (requester.role === null) return 401;
  if (requester.guest && declared.delegated !== 'bills.read') return 403;
  if (declared.allowed === 'signed-in') return 200;
  const personal = PERSONAL.includes(relation) && !requester.impersonal;
  const stands =
    personal || (relation === 'organisation' && requester.role !== 'citizen') || (relation === 'region' && regional);
  const holds = declared.allowed.some(({ role, on }) =>
    on === 'none'
      ? role === 'citizen' || role === requester.role
      : stands && on === relation && (role === requester.role || (role === 'citizen' && personal)),
  );
  if (holds) return 200;
  return declared.subject && !stands ? 404 : 403;
}

let site: Site;
let requesters: Requester[] = [];
const regional = new Set<Role>(['inspector', 'ministry']);

async function hire(personId: string, role: Role): Promise<string> {
  const id = randomUUID();
  const digits = `${Date.now()}${requesters.length}`.slice(-10);
  await site
    .db('organisation')
    .insert({
      id,
      kind: role in OFFICES ? OFFICES[role as keyof typeof OFFICES] : 'manager',
      name: role,
      short_name: role,
      inn: digits,
      ogrn: `102${digits}`,
      region: REGION,
      address: 'ул. Пробная, 1',
      zone: 'Europe/Moscow',
    });
  await site
    .db('staff')
    .insert({ id: randomUUID(), person_id: personId, organisation_id: id, role, from_day: '2020-01-01' });
  return id;
}

async function settle(personId: string, premises: string): Promise<void> {
  await site
    .db('residence')
    .insert({ id: randomUUID(), person_id: personId, premises_id: premises, from_day: '2020-01-01' });
}

async function house(): Promise<{ building: string; premises: string }> {
  const [municipality, building, premises] = [randomUUID(), randomUUID(), randomUUID()];
  await site.db('municipality').insert({ id: municipality, name: 'Пробный', region: REGION });
  await site
    .db('building')
    .insert({
      id: building,
      municipality_id: municipality,
      address: 'ул. Пробная, 2',
      fias: randomUUID(),
      zone: 'Europe/Moscow',
      entrances: 1,
      floors: 5,
      built: 1970,
    });
  await site.db('premises').insert({ id: premises, building_id: building, number: '1', kind: 'living' });
  return { building, premises };
}

async function requestersAt(): Promise<void> {
  const { building, premises } = await house();
  const people: string[] = [];
  const organisations: string[] = [];
  for (const role of roles) {
    const personId = await addPerson(site.db, role);
    people.push(personId);
    await settle(personId, premises);
    if (role !== 'citizen') organisations.push(await hire(personId, role));
    requesters.push({ title: role, role, ask: bearer(await site.token(personId)) });
  }
  for (const role of KEYED) {
    const index = roles.slice(1).indexOf(role);
    const [personId = '', organisation = ''] = [people[index + 1], organisations[index]];
    const ask = bearer(await site.token(personId, ['*'], organisation));
    requesters.push({ title: `key of an organisation by ${role}`, role, impersonal: true, ask });
  }
  requesters.push({ title: 'nobody', role: null, ask: inBrowser(await site.browser(null)) });
  const narrow = bearer(await site.token(people[0] ?? '', ['nothing.*']));
  requesters.push({ title: 'narrow key', role: 'citizen', narrow: true, ask: narrow });
  requesters.push(await guestOf(people[0] ?? ''));
  Object.assign(subjects, {
    own: { ...blank, owners: people },
    party: { ...blank, parties: people },
    house: { ...blank, houses: [building] },
    organisation: { ...blank, organisations },
    region: { ...blank, region: REGION },
    none: blank,
  });
}

const plenty = { points: 1_000_000, seconds: 60, shared: false };
export const generous = {
  read: plenty,
  write: plenty,
  search: plenty,
  'sign-in': plenty,
  password: plenty,
  exchange: plenty,
};

const bearer =
  (token: string) =>
  (path: string, method: Route['method']): Test =>
    request(site.app)[method](path).set('Authorization', `Bearer ${token}`);

const inBrowser =
  ({ cookie, csrf }: Browser) =>
  (path: string, method: Route['method']): Test =>
    request(site.app)[method](path).set('Cookie', cookie).set('X-CSRF-Token', csrf);

async function guestOf(giver: string): Promise<Requester> {
  const guest = await addPerson(site.db, 'guest');
  const id = randomUUID();
  await site
    .db('delegation')
    .insert({
      id,
      from_person: giver,
      to_person: guest,
      scopes: ['bills.read'],
      from_day: '2020-01-01',
      to_day: '2090-01-01',
      created_at: new Date(),
    });
  const browser = await site.browser(guest);
  await site.db('session').where({ person_id: guest }).update({ delegation_id: id });
  return { title: 'guest', role: 'citizen', guest: true, ask: inBrowser(browser) };
}

async function inBatches<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const queue = [...items];
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (let item = queue.pop(); item !== undefined; item = queue.pop()) await work(item);
    }),
  );
}

export interface Gates {
  tried: number;
  wrong: string[];
  /** The answers for a hidden thing and for an unknown address: they must look the same. */
  refusals: { hidden: unknown; absent: unknown };
}

/** Every route × asker × relation over stand-in handlers: the permission check alone, for reads and writes. */
export async function gates(): Promise<Gates> {
  requesters = [];
  site = await testSite(routes.map(gateOf), { rates: generous });
  try {
    await requestersAt();
    const cells = routes.flatMap((declared) =>
      requesters.flatMap((requester) =>
        (declared.subject ? relations : (['none'] as const)).map((relation) => ({ declared, requester, relation })),
      ),
    );
    const wrong: string[] = [];
    await inBatches(cells, async ({ declared, requester, relation }) => {
      const answer = await requester.ask(`/${declared.id}/${relation}`, declared.method);
      const wanted = promised(declared, requester, relation, regional.has(requester.role ?? 'citizen'));
      if (answer.status !== wanted)
        wrong.push(`${declared.id} × ${requester.title} × ${relation}: ${answer.status}, not ${wanted}`);
    });
    return { tried: cells.length, wrong, refusals: await refusalsOf() };
  } finally {
    await site.close();
  }
}

async function refusalsOf(): Promise<Gates['refusals']> {
  const related = routes.find((one) => one.subject && typeof one.allowed === 'object');
  const hidden = await requesters[0]?.ask(`/${related?.id}/none`, related?.method ?? 'get');
  const absent = await requesters[0]?.ask('/no.such/none', 'get');
  return { hidden: { ...hidden?.body, requestId: '' }, absent: { ...absent?.body, requestId: '' } };
}
