import { pathNames } from '../../api/http/declared';
import type { Route } from '../../api/http/route';
import { cursorOf } from '../../api/http/fields';
import type { Random } from '../../bin/seed/random';
import { badTexts, badValues } from '../bad-text';
import type { Place } from './addresses';
import { encode, type Encoded } from './encode';
import { fieldsOf, inputOf, valueOf, type Schema, type Source } from './values';

/** One request as it is sent; `by` says how it proves who sends it. */
export interface Shot {
  what: string;
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: Buffer;
  who: string | null;
  by: 'token' | 'browser';
  /** A browser without its CSRF token, or a program with a false key. */
  spoilt?: boolean;
}

const OUTSIDER = 0.15;
const NOBODY = 0.06;
const OTHER_METHODS = ['PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const SHAPES = ['page', 'json', 'csv', 'xlsx', 'ics', 'pdf', 'svg', '', 'JSON'];
const ACCEPTS = [
  'application/json',
  'text/html',
  'text/csv',
  '*/*',
  'application/xml',
  'image/*;q=0',
  'x',
  '',
  'text/html;q=0.1, application/json',
];

/**
 * Cursors of another order, of another type, with characters no column stores, with nobody's id, and no cursor at all.
 */
const ID = '00000000-0000-4000-8000-000000000001';
const badCursors: readonly string[] = [
  ['abc', ID],
  [1, ID],
  [1.5, ID],
  [2_147_483_648, ID],
  [-1e300, ID],
  ['a\0b', ID],
  ['\ud800', ID],
  ['9999-99-99 99:99:99', ID],
  ['я'.repeat(300), ID],
  ['abc', '-'.repeat(36)],
  [null, ID],
  [[1], ID],
  ['abc'],
  { at: '2026-01-01T00:00:00+23:00', id: ID },
  { at: '2026-01-01T00:00:00.123456789123Z', id: ID },
  { at: 'infinity', id: ID },
  10_001,
  0.5,
]
  .map(cursorOf)
  .concat('', '!', 'null', 'x'.repeat(5_000));

/** What a browser can put into an address and Node's parser accepts (16 KB of headers). */
const fitsAddress = (value: string): boolean => value.isWellFormed() && value.length < 2_000;

const deep = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));

type Fields = Record<string, unknown>;

/** Spoils valid fields in one way: a bad value, one left out, one too many, one too deep. */
function spoil(fields: Fields, names: readonly string[], random: Random): [what: string, fields: Fields] {
  const name = names.length > 0 ? random.pick(names) : 'x';
  return random.weighted<() => [string, Fields]>([
    [6, () => [`${name} bad text`, { ...fields, [name]: random.pick(badTexts) }]],
    [4, () => [`${name} bad type`, { ...fields, [name]: badValues[random.whole(0, badValues.length - 1)] }]],
    [1, () => [`${name} left out`, Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name))]],
    [
      1,
      () => ['a field too many', { ...fields, [random.pick(['unknown', '__proto__x', 'constructor', 'as', ''])]: '1' }],
    ],
    [1, () => [`${name} twice`, { ...fields, [name]: [fields[name], fields[name]] }]],
    [1, () => [`${name} deep`, { ...fields, [name]: deep(random.pick([10, 1_000])) }]],
    [1, () => [`${name} huge number`, { ...fields, [name]: random.pick([1e308, 2 ** 31, 2 ** 53, -(2 ** 63)]) }]],
    [1, () => [`${name} long list`, { ...fields, [name]: Array.from({ length: 1_001 }, () => fields[name] ?? 'x') }]],
    [1, () => [`${name} cursor`, { ...fields, [name]: random.pick(badCursors) }]],
  ])();
}

function queryText(fields: Fields): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? value.slice(0, 20) : [value]) {
      const text = typeof one === 'string' ? one : (JSON.stringify(one) ?? '');
      if (fitsAddress(text)) query.append(name, text);
    }
  }
  const made = query.toString();
  return made.length > 6_000 ? made.slice(0, 6_000).replace(/%[^%]?$/, '') : made;
}

function withBadName(route: Route, path: string, random: Random): string {
  const value = random.pick(badTexts.filter((text) => text && fitsAddress(text)));
  const names = pathNames(route.path);
  if (names.length === 0) return `${path}/${encodeURIComponent(value)}`;
  return names.reduce((made, name) => made.replace(`:${name}`, encodeURIComponent(value)), route.path);
}

function badHeaders(random: Random): Record<string, string> {
  return random.pick<Record<string, string>>([
    { Accept: random.pick(ACCEPTS) },
    { Accept: random.pick(ACCEPTS), 'HX-Request': 'true' },
    { 'Content-Type': random.pick(['text/plain', 'application/json; charset=utf-7', 'multipart/form-data', 'x']) },
    { 'Content-Encoding': random.pick(['gzip', 'br', 'x']) },
    { Range: random.pick(['bytes=0-0', 'bytes=999999-', 'bytes=-1', 'x']) },
    { 'If-None-Match': random.pick(['*', '"x"', 'W/"0"']) },
    { 'If-Modified-Since': 'Thu, 01 Jan 2099 00:00:00 GMT' },
    { Authorization: random.pick(['Bearer x', 'Basic eA==', 'Bearer', 'x']) },
    { 'Idempotency-Key': random.pick(['x', '0', '-'.repeat(36), ID, '']) },
    { Cookie: random.pick(['domovoy-session=x', 'domovoy-visitor=%00', 'a=b; a=c']) },
    { 'X-HTTP-Method-Override': 'DELETE' },
    { 'X-Forwarded-For': '::ffff:1.2.3.4, x' },
  ]);
}

/** In half of the cases values known to be accepted, if there are any; otherwise anything the schema allows. */
function fieldsFor(route: Route, schema: Schema, method: Route['method'], source: Source): Fields {
  const likely = route.method === method ? source.likely[route.id] : undefined;
  if (likely && source.random.chance(0.5)) return { ...likely };
  // An invented cursor is refused at once, so cursors are tested separately.
  const fields = Object.entries(valueOf(schema, source) as Fields);
  return Object.fromEntries(fields.filter(([name]) => name !== 'after' && name !== 'before'));
}

function withQuery(route: Route, source: Source): [what: string, query: string] {
  const { random } = source;
  const schema = inputOf(route.query);
  const fields = fieldsFor(route, schema, 'get', source);
  const names = [...fieldsOf(schema), 'as', 'unknown'];
  const cursors = names.filter((name) => name === 'after' || name === 'before');
  return random.weighted<() => [string, string]>([
    [4, () => ['query', queryText(fields)]],
    [2, () => ['as', queryText({ ...fields, as: random.pick(SHAPES) })]],
    [
      3,
      () => {
        const [what, spoilt] = spoil(fields, names, random);
        return [`query ${what}`, queryText(spoilt)];
      },
    ],
    [
      cursors.length > 0 ? 4 : 0,
      () => {
        const cursor = cursors.length > 0 ? random.pick(cursors) : '';
        return [`cursor ${cursor}`, queryText({ ...fields, [cursor]: random.pick(badCursors) })];
      },
    ],
    [1, () => ['query raw', random.pick(['%', '%00', '&&==', 'as=json&as=csv', 'a[b]=c', '?', '%ff%fe'])]],
  ])();
}

function withBody(route: Route, source: Source): [what: string, sent: Encoded] {
  const { random } = source;
  const schema = inputOf(route.body);
  const fields = fieldsFor(route, schema, 'post', source);
  const ways = route.files
    ? (['multipart', 'multipart', 'json', 'form'] as const)
    : (['json', 'json', 'form'] as const);
  const way = random.pick([...ways, 'multipart' as const]);
  if (random.chance(0.4)) return [`body ${way}`, encode(way, fields, route.files, random)];
  if (random.chance(0.08)) return ['body broken', encode('broken', fields, route.files, random)];
  const [what, spoilt] = spoil(fields, fieldsOf(schema), random);
  return [`body ${way} ${what}`, encode(way, spoilt, route.files, random)];
}

/** The next request to a route: mostly one that reaches the handler, otherwise one with something wrong. */
export function shotAt(route: Route, places: readonly Place[], people: readonly string[], general: Source): Shot {
  const { random } = general;
  const place = random.pick(places);
  const source = place.ids.length > 0 && random.chance(0.8) ? { ...general, ids: place.ids } : general;
  const who = random.chance(NOBODY)
    ? null
    : random.chance(OUTSIDER)
      ? random.pick(people)
      : random.pick(place.insiders);
  const by = /^(account|cabinet)\./.test(route.id) || random.chance(0.3) ? 'browser' : 'token';
  const [asked, query] = withQuery(route, source);
  const address = random.chance(0.06) ? withBadName(route, place.path, random) : place.path;
  const path = query && (route.method === 'get' || random.chance(0.1)) ? `${address}?${query}` : address;
  const html = by === 'browser' && random.chance(0.7);
  const shot: Shot = {
    what: asked,
    who,
    by,
    path,
    method: route.method.toUpperCase(),
    headers: { Accept: html ? 'text/html' : 'application/json' },
  };
  if (route.method === 'post') {
    const [what, { type, body }] = withBody(route, source);
    const key = valueOf({ format: 'uuid' }, { ...general, ids: random.chance(0.1) ? source.ids : [] }) as string;
    Object.assign(shot, { what, body });
    Object.assign(shot.headers, { 'Content-Type': type, 'Idempotency-Key': key });
  } else if (random.chance(0.05)) shot.method = 'HEAD';
  if (random.chance(0.04)) shot.method = random.pick(OTHER_METHODS);
  if (random.chance(0.12)) Object.assign(shot.headers, badHeaders(random));
  if (random.chance(0.03)) shot.spoilt = true;
  return shot;
}
