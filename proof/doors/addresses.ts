import type { Knex } from 'knex';
import type { Actor } from '../../api/security/actor';
import { pathNames } from '../../api/http/declared';
import type { Route } from '../../api/http/route';
import { checkEntry, checkRelation } from '../../api/security/permission';
import { checked } from '../../api/security/check';
import { actorOf } from '../../store/registry/people';
import type { World } from './world';

/** A real address of a route, and who may use it there by the route's declaration. */
export interface Place {
  path: string;
  /** Null: nobody signed in. */
  insiders: (string | null)[];
  /** Ids that belong to the thing: a form that names anything else is refused at once. */
  ids: string[];
}

const OF_CASE: Readonly<Record<string, [table: string, column: string]>> = {
  document: ['case_document', 'id'],
  file: ['case_document', 'id'],
  proof: ['case_document', 'id'],
  notice: ['meeting_notice', 'id'],
  proxy: ['meeting_proxy', 'id'],
  paper: ['meeting_ballot_entry', 'id'],
  act: ['request_paper', 'id'],
  question: ['meeting_question', 'id'],
};

const TABLES: Readonly<Record<string, [table: string, column: string]>> = {
  appeals: ['appeal', 'case_id'],
  meetings: ['meeting', 'case_id'],
  cases: ['case_file', 'id'],
  houses: ['building', 'id'],
  premises: ['premises', 'id'],
  imports: ['registry_import', 'id'],
  organisations: ['organisation', 'id'],
  people: ['person', 'id'],
  faq: ['faq', 'id'],
  inspections: ['meeting_inspection', 'id'],
  messages: ['delivery', 'id'],
  sessions: ['session', 'id'],
  tokens: ['api_token', 'id'],
  push: ['push_subscription', 'id'],
  delegations: ['delegation', 'id'],
  staff: ['staff', 'id'],
  calls: ['call', 'id'],
  exchange: ['exchange_key', 'id'],
  'house-notes': ['house_note', 'id'],
  'house-contacts': ['house_contact', 'id'],
  travels: ['travel', 'id'],
  shifts: ['crew_shift', 'id'],
  shift: ['shift_handover', 'id'],
  given: ['board_batch', 'id'],
  views: ['board_view', 'id'],
  masters: ['crew_trade', 'person_id'],
  contracts: ['contract', 'id'],
  parts: ['part', 'id'],
};

const FIXED: Readonly<Record<string, readonly string[]>> = {
  n: ['1', '2'],
  chart: ['hours', 'ageing', 'kinds'],
  point: ['1', '7', '40'],
  kind: ['shares', 'no-title', 'area', 'double'],
  norm: ['AP-01', 'N-01', 'K-05'],
  number: ['1', '2'],
  short: ['26-1', '26-2'],
};
const ENOUGH = 40;
const PLACES_MOST = 6;
const INSIDERS_MOST = 3;

async function idsOf(db: Knex, path: string): Promise<string[]> {
  const [area = ''] = path.slice(0, path.indexOf('/:')).split('/').slice(-1);
  if (area === 'law') return [...(FIXED['norm'] ?? [])];
  if (area === 'post') return [...(FIXED['number'] ?? [])];
  const [table, column] = TABLES[area] ?? [];
  if (!table || !column) return [];
  // The few useful ones first: a house with a meeting, a flat of a person in the test.
  const houses = db('meeting').select('building_id');
  const rows = db(table).limit(ENOUGH).orderBy(column).pluck<string>(column);
  if (table === 'building') return [...(await houses.clone().distinct().pluck('building_id')), ...(await rows)];
  if (table === 'premises') {
    const owned = db('ownership').whereIn('person_id', db('person').whereNotNull('demo_role').select('id'));
    return [...(await owned.distinct().limit(ENOUGH).pluck('premises_id')), ...(await rows)];
  }
  if (table === 'person')
    return [...(await db('person').whereNotNull('demo_role').limit(ENOUGH).pluck('id')), ...(await rows)];
  return rows;
}

async function partOf(db: Knex, name: string, id: string, { secrets }: World): Promise<string[]> {
  if (FIXED[name]) return [...(FIXED[name] ?? [])];
  if (name === 'token') return [...secrets];
  if (name === 'tracker')
    return (await db('meeting_ballot').limit(3).pluck<string>('leaf')).map((leaf) => String(leaf).slice(0, 20));
  const [table, column] = OF_CASE[name] ?? [];
  if (!table || !column) return [];
  const rows = db(table).limit(3).pluck<string>(column);
  return id ? rows.where({ case_id: id }) : rows;
}

async function paramsOf(db: Knex, { path }: Route, world: World): Promise<Record<string, string>[]> {
  const [first, second] = pathNames(path);
  if (first === undefined) return [{}];
  const ids = first === 'id' ? await idsOf(db, path) : await partOf(db, first, '', world);
  if (second === undefined) return ids.map((id) => ({ [first]: id }));
  const pairs = await Promise.all(
    ids.map(async (id) => (await partOf(db, second, id, world)).map((part) => ({ [first]: id, [second]: part }))),
  );
  return pairs.flat();
}

/** Everything of a case that its forms may name: its parts, its owners, those who work at the place. */
async function idsWithin(db: Knex, caseId: string | undefined): Promise<string[]> {
  const file =
    caseId && isId(caseId) ? await db('case_file').where({ id: caseId }).first('organisation_id') : undefined;
  if (!file) return [];
  const tables = [...new Set(Object.values(OF_CASE).map(([table]) => table)), 'meeting_right', 'appeal_text'];
  const parts = tables.map((table) => db(table).where({ case_id: caseId }).limit(4).pluck<string>('id'));
  const holders = db('meeting_holder').where({ case_id: caseId }).limit(4).pluck('person_id');
  const colleagues = db('staff').where({ organisation_id: file.organisation_id }).limit(4).pluck('person_id');
  return (await Promise.all([...parts, holders, colleagues])).flat();
}

const isId = (value: string): boolean => /^[\da-f-]{36}$/.test(value);

async function letIn(db: Knex, route: Route, params: Record<string, string>, actor: Actor | null): Promise<boolean> {
  try {
    checkEntry(route, actor);
    const known = checked(route.params, params);
    const subject = route.subject ? await route.subject(db, known, actor) : null;
    if (route.subject && !subject) return false;
    checkRelation(route, actor, subject);
    return true;
  } catch {
    return false;
  }
}

export async function actorsOf(db: Knex, people: readonly string[], day: string): Promise<Actor[]> {
  const found = await Promise.all(people.map((id) => actorOf(db, id, day)));
  return found.flatMap((standing) =>
    standing ? [{ ...standing, self: standing.personId, scopes: null, delegationId: null }] : [],
  );
}

/** Real addresses of a route; first those that somebody may use. */
export async function placesOf(db: Knex, route: Route, world: World, actors: readonly Actor[]): Promise<Place[]> {
  const all = await paramsOf(db, route, world);
  const places: Place[] = [];
  for (const params of all) {
    const path = Object.entries(params).reduce((made, [name, value]) => made.replace(`:${name}`, value), route.path);
    const insiders: (string | null)[] = route.allowed === 'anyone' ? [null] : [];
    for (const actor of actors) {
      if (insiders.length >= INSIDERS_MOST) break;
      if (await letIn(db, route, params, actor)) insiders.push(actor.personId);
    }
    if (insiders.length > 0) places.push({ path, insiders, ids: await idsWithin(db, params['id']) });
    if (places.length >= PLACES_MOST) break;
  }
  if (places.length > 0) return places;
  const nowhere = route.path.replace(/:\w+/g, '00000000-0000-4000-8000-000000000000');
  return [{ path: nowhere, insiders: [world.people[0] ?? null], ids: [] }];
}
