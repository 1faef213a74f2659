import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { shapesOf } from '../../../api/http/negotiate';
import type { Route, Shape } from '../../../api/http/route';
import type { Case } from './cases';
import type { World } from './world';

/** One address to request, the case it is about, and the format. */
export interface Address {
  route: Route;
  path: string;
  /** The value of `?as=`; a route that answers only with a file is asked without it. */
  shape: Shape | 'file';
  about: Case | null;
}

/** Parts of an address after the id of the case, by parameter name. */
type Leaves = Readonly<Record<string, readonly string[]>>;

/** Exist only in the training region: there everything it sent is shown to everybody. */
const OUTSIDE: readonly string[] = ['post.list', 'post.message', 'post.html'];
const AREAS: Readonly<Record<string, Case['area'] | 'any'>> = {
  appeals: 'appeal',
  meetings: 'meeting',
  requests: 'request',
  outages: 'outage',
  cases: 'any',
};

/** Every address of every read route, over all ids of the world. */
export async function addressesOf(
  db: Knex,
  routes: readonly Route[],
  world: World,
  cases: readonly Case[],
): Promise<Address[]> {
  const leaves = await leavesOf(db, cases);
  const reads = routes.filter((one) => one.method === 'get' && !OUTSIDE.includes(one.id));
  return reads.flatMap((route) => {
    const targets = targetsOf(route, world, cases, leaves);
    const paths = targets.flatMap((one) => queriesOf(route, world, cases).map((query) => ({ ...one, query })));
    const shapes = shapesOf(route);
    return paths.flatMap(({ path, about, query }) =>
      (shapes.length > 0 ? shapes : (['file'] as const)).map((shape) => {
        const said = [query, shape !== 'file' && `as=${shape}`].filter(Boolean).join('&');
        return { route, about, shape, path: said ? `${path}?${said}` : path };
      }),
    );
  });
}

interface Target {
  path: string;
  about: Case | null;
}

function targetsOf(route: Route, world: World, cases: readonly Case[], leaves: ReadonlyMap<string, Leaves>): Target[] {
  const [, first = '', second] = route.path.split('/');
  const area = AREAS[first];
  // What stands deeper (a shift, a batch of the desk) is no case.
  if (area && second === ':id')
    return cases
      .filter((one) => area === 'any' || one.area === area)
      .flatMap((one) =>
        filled(route.path.replace(':id', one.id), leaves.get(one.id) ?? {}).map((path) => ({ path, about: one })),
      );
  const ids: Readonly<Record<string, readonly string[]>> = {
    houses: world.houses.map(({ id }) => id),
    premises: world.houses.flatMap(({ flats }) => flats),
    people: world.people.map(({ id }) => id),
    organisations: world.orgs.map(({ id }) => id),
  };
  const paths = (ids[first] ?? [randomUUID()]).flatMap((id) =>
    filled(route.path.replace(':id', id), { kind: ['two-areas'] }),
  );
  return paths.map((path) => ({ path, about: null }));
}

/** The path with each remaining parameter replaced by every known value. */
function filled(path: string, leaves: Leaves): string[] {
  const name = /:(\w+)/.exec(path)?.[1];
  if (!name) return [path];
  return (leaves[name] ?? [randomUUID()]).flatMap((value) => filled(path.replace(`:${name}`, value), leaves));
}

async function leavesOf(db: Knex, cases: readonly Case[]): Promise<Map<string, Leaves>> {
  const [questions, proxies, sheets, notices] = await Promise.all(
    ['meeting_question', 'meeting_proxy', 'meeting_ballot_entry', 'meeting_notice'].map(async (table) =>
      db(table).select<{ id: string; case_id: string }[]>('id', 'case_id'),
    ),
  );
  const idsIn = (rows: readonly { id: string; case_id: string }[] | undefined, id: string): string[] =>
    (rows ?? []).filter((row) => row.case_id === id).map((row) => row.id);
  return new Map(
    cases.map(({ id, papers }): [string, Leaves] => {
      const files = papers.map((paper) => paper.id);
      const kept = { question: idsIn(questions, id), proxy: idsIn(proxies, id), paper: idsIn(sheets, id) };
      return [
        id,
        { ...kept, notice: idsIn(notices, id), file: files, document: files, proof: files, n: ['1'], point: ['23'] },
      ];
    }),
  );
}

const asked = (name: string, value: string): string => `${name}=${encodeURIComponent(value)}`;

/** What a person may type into a search or an autocomplete: parts of words that must stay hidden. */
function queriesOf(route: Route, world: World, cases: readonly Case[]): string[] {
  const people = world.houses.flatMap((house) => [
    house.people.quiet,
    house.people.writer,
    house.people.gone,
    house.people.tenant,
  ]);
  const begun = people.flatMap(({ name, phone }) => [name.slice(0, -2), phone]);
  const numbers = cases.map(({ number }) => number.slice(4));
  const queries: Readonly<Record<string, () => string[]>> = {
    'search.find': () => [...begun, ...numbers].map((value) => asked('q', value)),
    'registry.people': () => ['', ...begun.map((value) => asked('q', value))],
    'appeal.list': () => [
      '',
      'whose=mine',
      'whose=house',
      'state=open',
      ...numbers.map((value) => asked('number', value)),
    ],
    'request.list': () => [
      '',
      'whose=mine',
      'whose=house',
      'state=open',
      ...numbers.map((value) => asked('number', value)),
    ],
    'outage.list': () => ['', 'whose=home', 'state=late', ...numbers.map((value) => asked('number', value))],
    'outage.now': () => ['', ...world.houses.map(({ id }) => asked('house', id))],
    'meeting.list': () => ['', 'state=open', 'phase=draft', ...numbers.map((value) => asked('number', value))],
    'meeting.houses': () => ['', 'standing=running', 'sort=-ended'],
    'appeal.register-form': () =>
      world.houses.flatMap(({ id }) => ['5', '7', '8'].map((flat) => `house=${id}&flat=${flat}`)),
    'registry.register': () => ['', 'on=2022-01-01'],
    'voting.proxies': () => ['', 'flat=5'],
    'voting.paper-new': () => ['', 'flat=5'],
    'filing.protocol': () => ['', 'places=5'],
  };
  return queries[route.id]?.() ?? [''];
}
