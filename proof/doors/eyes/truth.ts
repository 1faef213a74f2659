import type { Role } from '../../../api/security/actor';
import type { Appeal, Case, Meeting, Outage, Part, Request } from './cases';
import type { House, Org, Person, World } from './world';

/** Who looks: a person, a key of theirs, a key of an organisation, a guest, or nobody. */
export interface Who {
  title: string;
  role: Role | 'nobody';
  /** As a citizen; null for a key of an organisation, a guest by delegation, and anybody not signed in. */
  self: Person | null;
  posts: readonly { org: Org; role: Role }[];
}

/**
 * What the law and the contracts let each person see, stated without the code under test. Rows are relations, columns
 * are stages of the case; what a cell lists is shown, everything else is hidden.
 */
type Relation =
  | 'applicant'
  | 'joiner'
  | 'executor'
  | 'office'
  | 'watch'
  | 'neighbour'
  | 'runs'
  | 'counter'
  | 'manager'
  | 'inspector'
  | 'ministry'
  | 'hall'
  | 'house'
  | 'register'
  | 'principal'
  | 'agent'
  | 'desk'
  | 'contractor'
  | 'informed'
  | 'author'
  | 'serves';

const outer: readonly Part[] = ['known', 'text', 'answer'];
const appealTable: Readonly<Record<'private' | 'collective', Partial<Record<Relation, readonly Part[]>>>> = {
  private: {
    applicant: [...outer, 'file', 'writer'],
    joiner: [...outer, 'file'],
    executor: [...outer, 'file', 'writer', 'note'],
    office: [...outer, 'file', 'writer', 'note'],
    watch: [...outer, 'file', 'writer', 'note'],
  },
  collective: { neighbour: outer },
};

const toldAll: readonly Part[] = ['known', 'text', 'file', 'writer', 'note'];
/** A request: its people, those who work on it and those who watch; the house knows of what is common. */
const requestTable: Readonly<Record<'private' | 'common', Partial<Record<Relation, readonly Part[]>>>> = {
  private: {
    applicant: ['known', 'text', 'file', 'writer'],
    joiner: ['known'],
    executor: toldAll,
    contractor: toldAll,
    desk: toldAll,
    watch: toldAll,
    informed: ['known'],
  },
  common: { neighbour: ['known'] },
};

type Stage = 'draft' | 'gathering' | 'asked' | 'told' | 'sealed';
const light: readonly Part[] = ['known', 'material', 'open-paper'];
const whole: readonly Part[] = [...light, 'original', 'proof'];
/** From the notice on these see the same for ever. */
const sinceNotice: Partial<Record<Relation, readonly Part[]>> = {
  counter: [...light, 'original', 'sheet', 'power'],
  ministry: [...light, 'proof'],
  hall: light,
  house: light,
  register: light,
  principal: [...light, 'power'],
  agent: [...light, 'power'],
};
const meetingTable: Readonly<Record<Stage, Partial<Record<Relation, readonly Part[]>>>> = {
  draft: { runs: light },
  gathering: { runs: light, house: light },
  asked: { runs: light, house: light, register: light, manager: light, hall: light, inspector: light, ministry: light },
  told: { ...sinceNotice, runs: whole, manager: whole, inspector: whole },
  // Once the count is sealed, decisions and powers are kept with the originals.
  sealed: {
    ...sinceNotice,
    runs: [...whole, 'sheet', 'power'],
    manager: [...whole, 'sheet', 'power'],
    inspector: [...whole, 'sheet', 'power'],
  },
};

const outageTable: Partial<Record<Relation, readonly Part[]>> = {
  author: ['known', 'text', 'note'],
  watch: ['known', 'text', 'note'],
  // What goes on in a house its other servants and its people read, but not what the author writes for itself.
  serves: ['known', 'text'],
  neighbour: ['known', 'text'],
};

const OFFICERS: readonly Role[] = ['clerk', 'head', 'municipal', 'inspector', 'ministry'];
const worksAt = ({ posts }: Who, org: Org | null, roles: readonly Role[] = OFFICERS): boolean =>
  org !== null && posts.some((post) => post.org === org && roles.includes(post.role));
const watches = ({ posts }: Who, region: string, role: Role): boolean =>
  posts.some((post) => post.role === role && post.org.region === region);
const is = ({ self }: Who, person: Person | null): boolean => self !== null && self === person;
const livesIn = ({ self }: Who, house: House): boolean => self?.houses.includes(house) ?? false;
const ownsIn = (who: Who, house: House): boolean => livesIn(who, house) && (who.self?.owns ?? false);

const named = (pairs: readonly [Relation, boolean][]): Relation[] =>
  pairs.flatMap(([name, holds]) => (holds ? [name] : []));

export const appealRelations = (who: Who, one: Appeal): Relation[] =>
  named([
    ['applicant', is(who, one.writer)],
    ['joiner', is(who, one.joiner)],
    ['executor', is(who, one.executor)],
    ['office', worksAt(who, one.office)],
    ['watch', watches(who, one.house.region, 'inspector') || watches(who, one.house.region, 'ministry')],
    ['neighbour', livesIn(who, one.house)],
  ]);

const DESK: readonly Role[] = [...OFFICERS, 'dispatcher'];

export const requestRelations = (who: Who, one: Request): Relation[] =>
  named([
    ['applicant', is(who, one.writer)],
    ['joiner', is(who, one.joiner)],
    ['executor', is(who, one.master)],
    ['contractor', worksAt(who, one.contractor, DESK)],
    ['desk', worksAt(who, one.house.manager, DESK)],
    ['informed', worksAt(who, one.informed, DESK)],
    ['watch', watches(who, one.house.region, 'inspector') || watches(who, one.house.region, 'ministry')],
    ['neighbour', one.common && livesIn(who, one.house)],
  ]);

export const meetingRelations = (who: Who, one: Meeting, world: World): Relation[] => {
  const runs = is(who, one.initiator) || is(who, one.administrator);
  const runsByPost = worksAt(who, one.initiatorOrg) || worksAt(who, one.administratorOrg);
  const named_ = one.administrator ?? one.administratorOrg;
  const counts = named_
    ? is(who, one.administrator) || worksAt(who, one.administratorOrg)
    : is(who, one.initiator) || worksAt(who, one.initiatorOrg);
  const heads = who.self !== null && worksAt(who, one.house.supplier, ['head', 'municipal']);
  return named([
    ['runs', runs || runsByPost],
    ['counter', counts || is(who, one.house.people.chair)],
    ['manager', worksAt(who, one.house.manager)],
    ['inspector', watches(who, one.house.region, 'inspector')],
    ['ministry', watches(who, one.house.region, 'ministry')],
    ['hall', worksAt(who, one.house.hall)],
    ['house', livesIn(who, one.house)],
    ['register', ownsIn(who, one.house) || heads || (one.kind === 'group' && is(who, one.house.people.caller))],
    ['principal', is(who, one.house.people.joiner)],
    ['agent', is(who, world.agent)],
  ]);
};

/** They announce outages for an organisation, and read what others announce in its houses. */
const ANNOUNCERS: readonly Role[] = ['clerk', 'head', 'dispatcher'];

export const outageRelations = (who: Who, one: Outage): Relation[] =>
  named([
    ['author', worksAt(who, one.author, ANNOUNCERS)],
    ['serves', worksAt(who, one.house.manager, ANNOUNCERS) || worksAt(who, one.house.supplier, ANNOUNCERS)],
    ['watch', watches(who, one.house.region, 'inspector') || watches(who, one.house.region, 'ministry')],
    ['neighbour', livesIn(who, one.house)],
  ]);

function stageOf({ noticed, sealed, kind, requested }: Meeting): Stage {
  if (noticed) return sealed ? 'sealed' : 'told';
  if (kind !== 'group') return 'draft';
  return requested ? 'asked' : 'gathering';
}

/** How a person relates to a case: the row of the table. */
export function relationsTo(who: Who, one: Case, world: World): Relation[] {
  if (one.area === 'outage') return outageRelations(who, one);
  if (one.area === 'request') return requestRelations(who, one);
  return one.area === 'appeal' ? appealRelations(who, one) : meetingRelations(who, one, world);
}

/** What of the case this reader may see. */
export function shownOf(who: Who, one: Case, world: World): ReadonlySet<Part> {
  const relations = relationsTo(who, one, world);
  const shown = relations.flatMap((relation) => tablesOf(one).flatMap((table) => table[relation] ?? []));
  // Announced results are open to everyone (ЖК РФ ст. 46 ч. 3).
  if (one.area === 'meeting' && one.published) shown.push('known');
  // What is off, where, since when and why stands on a page for everyone: without it nobody can ask for another price.
  if (one.area === 'outage') shown.push('known', 'text');
  return new Set(shown);
}

function tablesOf(one: Case): Partial<Record<Relation, readonly Part[]>>[] {
  if (one.area === 'outage') return [outageTable];
  if (one.area === 'meeting') return [meetingTable[stageOf(one)]];
  if (one.area === 'request') return [requestTable.private, ...(one.common ? [requestTable.common] : [])];
  return [appealTable.private, ...(one.collective ? [appealTable.collective] : [])];
}

const REGISTRARS: readonly Role[] = ['clerk', 'head', 'dispatcher', 'accountant', 'passport-clerk'];
const READERS: readonly Role[] = ['clerk', 'head', 'accountant', 'passport-clerk', 'municipal'];
const isPlatform = ({ posts }: Who): boolean => posts.some(({ role }) => role === 'platform');

/** Birth date, СНИЛС and contacts: for the offices that keep the register of a house where the person lives or owns. */
export const maySeeWhole = (who: Who, person: Person): boolean =>
  isPlatform(who) || person.houses.some((house) => worksAt(who, house.manager, REGISTRARS));

/** The name: for those who may read the register of the house, share the flat, or hold a meeting of its owners. */
export function maySeeName(who: Who, person: Person, house: House, cases: readonly Case[]): boolean {
  if (is(who, person) || maySeeWhole(who, person)) return true;
  if (worksAt(who, house.manager, READERS) || worksAt(who, house.hall, READERS)) return true;
  if (watches(who, house.region, 'inspector')) return true;
  if (who.self?.flats.some((flat) => person.flats.includes(flat))) return true;
  // ЖК РФ ст. 45 ч. 3.1: the register of owners is given to whoever calls a meeting; the ministry watches over it.
  return person.owns && cases.some((one) => one.area === 'meeting' && one.house === house && holdsMeeting(who, one));
}

const holdsMeeting = (who: Who, one: Meeting): boolean =>
  is(who, one.initiator) ||
  is(who, one.administrator) ||
  worksAt(who, one.initiatorOrg) ||
  worksAt(who, one.administratorOrg) ||
  (one.noticed && watches(who, one.house.region, 'ministry')) ||
  (one.noticed && is(who, one.house.people.chair));
