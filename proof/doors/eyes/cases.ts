import { randomUUID } from 'node:crypto';
import { appealLifecycle, type AppealPhase } from '../../../law/appeal/lifecycle';
import { meetingLifecycle, preparing, type MeetingPhase } from '../../../law/meeting/lifecycle';
import { requestLifecycle, withWorker, type RequestPhase } from '../../../law/request/lifecycle';
import { outageLifecycle, type OutagePhase } from '../../../law/outage/lifecycle';
import type { House, Org, Person, World } from './world';

/** A paper of a case: its name and its text are told apart from all others. */
export interface Paper {
  id: string;
  part: Part;
  /** Of a power of attorney: who gave it. */
  principal?: Person;
}

/** What of a case is shown or hidden as one thing. */
export const parts = [
  'known',
  'text',
  'file',
  'note',
  'answer',
  'writer',
  'material',
  'original',
  'open-paper',
  'sheet',
  'power',
  'proof',
] as const;
export type Part = (typeof parts)[number];

export interface CaseOf {
  id: string;
  number: string;
  phase: string;
  house: House;
  /** Word by word what stands in it, by the part it belongs to. */
  words: { part: Part; say: string }[];
  papers: Paper[];
}

export interface Appeal extends CaseOf {
  area: 'appeal';
  office: Org;
  writer: Person | null;
  joiner: Person | null;
  executor: Person | null;
  collective: boolean;
}

export type InitiatorKind = 'owner' | 'group' | 'manager' | 'municipality';

export interface Meeting extends CaseOf {
  area: 'meeting';
  kind: InitiatorKind;
  initiator: Person | null;
  initiatorOrg: Org | null;
  administrator: Person | null;
  administratorOrg: Org | null;
  requested: boolean;
  noticed: boolean;
  sealed: boolean;
  published: boolean;
}

export interface Request extends CaseOf {
  area: 'request';
  writer: Person | null;
  joiner: Person | null;
  master: Person | null;
  contractor: Org | null;
  /** Told of an accident. */
  informed: Org | null;
  common: boolean;
}

export interface Outage extends CaseOf {
  area: 'outage';
  author: Org;
}

export type Case = Appeal | Meeting | Request | Outage;

let made = 0;

const fresh = (prefix: string) => {
  made += 1;
  return { id: randomUUID(), number: `${prefix}-2026-7${String(made).padStart(5, '0')}` };
};
const word = (part: Part, of: CaseOf): string => `тайна-${part}-${of.number}`;

/** Cases in every phase of all areas, in every house in turn, and those of the twin; nothing is written yet. */
export function casesOf(world: World): Case[] {
  return [...appealsOf(world), ...meetingsOf(world), ...requestsOf(world), ...outagesOf(world)];
}

function appealsOf(world: World): Appeal[] {
  const appeals: Appeal[] = [];
  const phases = Object.keys(appealLifecycle.phases) as AppealPhase[];
  const houses = world.houses;
  for (const [index, phase] of phases.entries())
    for (const form of ['private', 'collective', 'nameless'] as const) {
      const house = houses[(index + appeals.length) % houses.length] as House;
      appeals.push(appealOf(world, house, phase, form, appeals.length));
    }
  const second = houses[1] as House;
  const inspectorate = world.orgs.find((org) => org.kind === 'inspectorate' && org.region === second.region);
  appeals.push({
    ...appealOf(world, second, 'routed', 'private', 0),
    office: inspectorate as Org,
    writer: world.twin,
    executor: null,
  });
  return appeals;
}

function appealOf(world: World, house: House, phase: AppealPhase, form: string, turn: number): Appeal {
  const { writer, joiner } = house.people;
  const watch = world.orgs.find((org) => org.kind === 'inspectorate' && org.region === house.region) as Org;
  const office = [house.manager, house.manager, house.supplier, house.hall, watch][turn % 5] as Org;
  const worked = !['received', 'registered'].includes(phase);
  const master = world.people.find(({ posts }) => posts.some((post) => post.org === office && post.role !== 'head'));
  const one: Appeal = {
    ...fresh('ОБР'),
    area: 'appeal',
    phase,
    house,
    office,
    writer: form === 'nameless' ? null : writer,
    joiner: form === 'collective' ? joiner : null,
    executor: worked ? (master ?? null) : null,
    collective: form === 'collective',
    words: [],
    papers: [],
  };
  const answered = ['answered', 'closed'].includes(phase);
  const told: Part[] = ['known', 'text', 'note', ...(answered ? (['answer'] as const) : [])];
  one.words = told.map((part) => ({ part, say: word(part, one) }));
  one.papers = [{ id: randomUUID(), part: 'file' }];
  return one;
}

function* meetingsOf(world: World): Generator<Meeting> {
  const kinds: Readonly<Record<InitiatorKind, readonly MeetingPhase[]>> = {
    owner: Object.keys(meetingLifecycle.phases) as MeetingPhase[],
    group: ['draft', 'requested', 'noticed', 'cancelled'],
    manager: ['draft', 'voting', 'cancelled'],
    municipality: ['draft', 'requested', 'voting'],
  };
  let turn = 0;
  for (const kind of Object.keys(kinds) as InitiatorKind[])
    for (const phase of kinds[kind])
      yield meetingOf(world.houses[turn++ % world.houses.length] as House, kind, phase, false);
  for (const house of world.houses.slice(0, 3)) yield meetingOf(house, 'owner', 'cancelled', true);
  yield { ...meetingOf(world.houses[1] as House, 'owner', 'draft', false), initiator: world.twin };
}

function meetingOf(house: House, kind: InitiatorKind, phase: MeetingPhase, told: boolean): Meeting {
  const person = kind === 'owner' || kind === 'group';
  const requested = phase === 'requested';
  const noticed = told || (!preparing.includes(phase) && phase !== 'cancelled');
  const sealed = noticed && !['noticed', 'halted', 'voting', 'cancelled'].includes(phase);
  const managed = kind === 'group' && requested;
  const one: Meeting = {
    ...fresh('ОСС'),
    area: 'meeting',
    phase,
    house,
    kind,
    initiator: person ? house.people.caller : null,
    initiatorOrg: kind === 'manager' ? house.manager : kind === 'municipality' ? house.hall : null,
    administrator: managed || kind === 'manager' ? null : house.people.helper,
    administratorOrg: managed ? house.manager : null,
    requested: requested || noticed,
    noticed,
    sealed,
    published: ['filed', 'registered', 'archived'].includes(phase),
    words: [],
    papers: [{ id: randomUUID(), part: 'material' }],
  };
  one.words = [{ part: 'known', say: word('known', one) }];
  if (noticed)
    one.papers.push(
      { id: randomUUID(), part: 'open-paper' },
      { id: randomUUID(), part: 'original' },
      { id: randomUUID(), part: 'sheet' },
      { id: randomUUID(), part: 'power', principal: house.people.joiner },
      { id: randomUUID(), part: 'proof' },
    );
  return one;
}

function requestsOf(world: World): Request[] {
  const phases = Object.keys(requestLifecycle.phases) as RequestPhase[];
  return phases.flatMap((phase, index) =>
    (['private', 'common', 'stranger'] as const).map((form, turn) => {
      const house = world.houses[(index * 2 + turn) % world.houses.length] as House;
      return requestOf(world, house, phase, form);
    }),
  );
}

/** In every phase, announced by the manager of a house and by a supplier in turn. */
function outagesOf(world: World): Outage[] {
  const phases = Object.keys(outageLifecycle.phases) as OutagePhase[];
  return world.houses.flatMap((house, turn) =>
    phases.map((phase, index) => {
      const author = (turn + index) % 2 === 0 ? house.manager : house.supplier;
      const one: Outage = { ...fresh('ОТ'), area: 'outage', phase, house, author, words: [], papers: [] };
      one.words = (['text', 'note'] as const).map((part) => ({ part, say: word(part, one) }));
      return one;
    }),
  );
}

function requestOf(world: World, house: House, phase: RequestPhase, form: string): Request {
  const given = ![...withWorker, 'fixed', 'closed'].every((one) => one !== phase);
  const master = world.people.find(({ posts }) =>
    posts.some(({ org, role }) => org === house.manager && role === 'master'),
  );
  const contractor = world.orgs.find(({ kind, region }) => kind === 'contractor' && region === house.region);
  const byContractor = given && (form === 'common' || !master);
  const one: Request = {
    ...fresh('ЗВ'),
    area: 'request',
    phase,
    house,
    writer: form === 'stranger' ? null : house.people.writer,
    joiner: form === 'common' ? house.people.joiner : null,
    master: given && !byContractor ? (master ?? null) : null,
    contractor: byContractor ? (contractor ?? null) : null,
    informed: form === 'private' ? house.supplier : null,
    common: form === 'common',
    words: [],
    papers: [{ id: randomUUID(), part: 'file' }],
  };
  one.words = (['text', 'note'] as const).map((part) => ({ part, say: word(part, one) }));
  return one;
}

export const paperName = (of: CaseOf, { part }: Paper): string => `бумага-${part}-${of.number}.pdf`;
export const paperText = (of: CaseOf, { part }: Paper): string => `%PDF-1.4 внутри-${part}-${of.number}`;
