import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Post, Role } from '../../../api/security/actor';
import { addDays } from '../../../law/base/day';

/** A person of the test, described by words that occur nowhere else. */
export interface Person {
  id: string;
  /** Their part in the story: «caller», «clerk of manager 0». */
  part: string;
  name: string;
  birthDay: string;
  snils: string;
  phone: string;
  /** Houses and flats they own or live in now. */
  houses: House[];
  flats: string[];
  owns: boolean;
  posts: { org: Org; role: Role }[];
}

export interface Org {
  id: string;
  kind: Post['organisationKind'];
  region: string;
  place: number | null;
}

export interface House {
  id: string;
  number: number;
  region: string;
  municipality: string;
  place: number;
  manager: Org;
  hall: Org;
  supplier: Org;
  flats: string[];
  people: Record<HousePart, Person>;
  ownership: Record<string, string>;
}

export const houseParts = [
  'caller',
  'helper',
  'joiner',
  'chair',
  'quiet',
  'tenant',
  'writer',
  'gone',
  'fresh',
] as const;
export type HousePart = (typeof houseParts)[number];

export interface World {
  houses: House[];
  orgs: Org[];
  people: Person[];
  /** Own nothing: an agent by a power of attorney, and somebody without any relation. */
  agent: Person;
  stranger: Person;
  /** Head of one manager, who lives, writes and calls a meeting in a house of another manager. */
  twin: Person;
}

const REGIONS = ['Первая проба', 'Вторая проба', 'Третья проба'];
/** Index: municipality; value: region. */
const PLACES = [0, 0, 1];
const KINDS = [
  'manager',
  'association',
  'supplier',
  'municipality',
  'inspectorate',
  'ministry',
  'platform',
  'contractor',
] as const;
const EACH = 3;
const ROLES: Readonly<Record<Post['organisationKind'], readonly Role[]>> = {
  manager: ['clerk', 'head', 'dispatcher', 'master', 'accountant', 'passport-clerk'],
  association: ['head', 'clerk', 'accountant'],
  supplier: ['clerk', 'head', 'dispatcher'],
  municipality: ['municipal', 'head'],
  inspectorate: ['inspector'],
  ministry: ['ministry'],
  platform: ['platform'],
  contractor: ['head', 'dispatcher'],
};
const FROM = '2020-01-01';
const SOLD = '2023-05-05';
const LETTERS = 'бвгджзклмнпрст';

/** A name that shares no word with anything else on the site. */
function nameOf(number: number): string {
  const letters = [2, 1, 0].map((place) => LETTERS[Math.floor(number / LETTERS.length ** place) % LETTERS.length]);
  return `Канарей${letters.join('')}ов`;
}

const at = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** Three organisations of each kind over three places in two regions (the third has no houses), six houses. */
export async function makeWorld(db: Knex): Promise<World> {
  const people: Person[] = [];
  const add = (part: string): Person => {
    const number = people.length + 1;
    const person: Person = {
      id: randomUUID(),
      part,
      name: nameOf(number),
      birthDay: addDays('1931-03-01', number * 3),
      snils: String(70_000_000_000 + number * 7_919).padStart(11, '0'),
      phone: `+7913${String(5_000_000 + number * 311)}`,
      houses: [],
      flats: [],
      owns: false,
      posts: [],
    };
    people.push(person);
    return person;
  };
  const places = PLACES.map(() => randomUUID());
  await db('municipality').insert(
    places.map((id, index) => ({ id, name: `Пробный ${index + 1}`, region: at(REGIONS, at(PLACES, index)) })),
  );
  const orgs = await makeOrgs(db, places);
  const houses = Array.from({ length: 2 * EACH }, (_, number) => houseOf(number, orgs, places, add));
  const [agent, stranger, twin] = [add('agent'), add('stranger'), add('twin')];
  for (const org of orgs) for (const role of ROLES[org.kind]) hire(add(`${role} of ${org.kind}`), org, role);
  const [first, second] = [houses[0], houses[1]];
  if (!first || !second) throw new Error('A world has houses');
  hire(twin, first.manager, 'head');
  settle(twin, second, houseParts.indexOf('tenant'), true);
  await write(db, { houses, orgs, people, agent, stranger, twin });
  return { houses, orgs, people, agent, stranger, twin };
}

const hire = (person: Person, org: Org, role: Role): void => void person.posts.push({ org, role });

async function makeOrgs(db: Knex, places: readonly string[]): Promise<Org[]> {
  const orgs = KINDS.flatMap((kind) =>
    Array.from({ length: EACH }, (_, index): Org => {
      const place = at(PLACES, index);
      // Those who watch stand in three regions; the others where their houses are.
      const watches = kind === 'inspectorate' || kind === 'ministry';
      const region = at(REGIONS, watches ? index : place);
      return { id: randomUUID(), kind, region, place: kind === 'municipality' ? index : null };
    }),
  );
  await db('organisation').insert(
    orgs.map(({ id, kind, region, place }, index) => ({
      id,
      kind,
      name: `Проба ${kind} ${index}`,
      short_name: `Проба ${kind} ${index}`,
      inn: String(7_700_000_000 + index),
      ogrn: String(1_127_700_000_000 + index),
      region,
      municipality_id: place === null ? null : places[place],
      address: 'ул. Пробная, 1',
      zone: 'Europe/Moscow',
    })),
  );
  return orgs;
}

const ofKind = (orgs: readonly Org[], kind: Org['kind'], index: number): Org =>
  at(
    orgs.filter((org) => org.kind === kind),
    index,
  );

function houseOf(
  number: number,
  orgs: readonly Org[],
  places: readonly string[],
  add: (part: string) => Person,
): House {
  const place = number % EACH;
  const house: House = {
    id: randomUUID(),
    number,
    region: at(REGIONS, at(PLACES, place)),
    municipality: at(places, place),
    place,
    manager: ofKind(orgs, number < EACH ? 'manager' : 'association', place),
    hall: ofKind(orgs, 'municipality', place),
    supplier: ofKind(orgs, 'supplier', place),
    flats: Array.from({ length: houseParts.length + 1 }, () => randomUUID()),
    people: {} as House['people'],
    ownership: {},
  };
  for (const [flat, part] of houseParts.entries()) {
    const person = add(part);
    house.people[part] = person;
    if (part === 'gone') continue;
    // The tenant shares the flat of the quiet owner; the buyer has the flat of the former owner.
    const where =
      part === 'tenant' ? houseParts.indexOf('quiet') : part === 'fresh' ? houseParts.indexOf('gone') : flat;
    settle(person, house, where, part !== 'tenant' && part !== 'writer');
  }
  return house;
}

function settle(person: Person, house: House, flat: number, owns: boolean): void {
  person.houses.push(house);
  person.flats.push(at(house.flats, flat));
  person.owns ||= owns;
}

async function write(db: Knex, { houses, people }: World): Promise<void> {
  await db('building').insert(
    houses.map(({ id, municipality, number }) => ({
      id,
      municipality_id: municipality,
      address: `ул. Зрячая, д. ${number + 1}`,
      fias: randomUUID(),
      zone: 'Europe/Moscow',
      entrances: 1,
      floors: 5,
      built: 1979,
    })),
  );
  await db('premises').insert(
    houses.flatMap(({ id, flats }) =>
      flats.map((flat, index) => ({
        id: flat,
        building_id: id,
        number: String(index + 1),
        kind: 'living',
        entrance: 1,
        area_egrn: 50,
      })),
    ),
  );
  const held = (organisation_id: string, building_id: string) => ({ organisation_id, building_id, from_day: FROM });
  await db('organisation_building').insert(
    houses.flatMap(({ id, manager, supplier }) => [
      { ...held(manager.id, id), part: 'manages', service: null },
      { ...held(supplier.id, id), part: 'supplies', service: 'heating' },
    ]),
  );
  await writePeople(db, people);
  for (const house of houses) await writeTitles(db, house, people);
}

async function writePeople(db: Knex, people: readonly Person[]): Promise<void> {
  await db('person').insert(
    people.map(({ id, name, birthDay, snils }) => ({
      id,
      family_name: name,
      given_name: 'Проб',
      sex: 'male',
      birth_day: birthDay,
      snils,
    })),
  );
  await db('contact').insert(
    people.map(({ id, phone }) => ({
      id: randomUUID(),
      person_id: id,
      channel: 'phone',
      value: phone,
      preferred: true,
    })),
  );
  await db('staff').insert(
    people.flatMap(({ id, posts }) =>
      posts.map(({ org, role }) => ({
        id: randomUUID(),
        person_id: id,
        organisation_id: org.id,
        role,
        from_day: FROM,
      })),
    ),
  );
}

async function writeTitles(db: Knex, house: House, people: readonly Person[]): Promise<void> {
  const { gone, tenant, writer } = house.people;
  const title = (premises_id: string, holder: object, more: object = {}) => {
    const id = randomUUID();
    house.ownership[premises_id] = id;
    const share = { kind: 'sole', share_n: 1, share_d: 1, registry_number: `77:${id.slice(0, 8)}`, registry_day: FROM };
    return { id, premises_id, from_day: FROM, to_day: null, ...share, ...holder, ...more };
  };
  const sold = at(house.flats, houseParts.indexOf('gone'));
  const past = { ...title(sold, { person_id: gone.id }), to_day: SOLD };
  const owners = people
    .filter((one) => one.owns && one.houses.includes(house))
    .flatMap((one) => one.flats.filter((flat) => house.flats.includes(flat)).map((flat) => ({ one, flat })));
  const rows = owners.map(({ one, flat }) =>
    title(flat, { person_id: one.id }, flat === sold ? { from_day: '2023-05-06' } : {}),
  );
  const whole = title(at(house.flats, house.flats.length - 1), { organisation_id: house.supplier.id });
  const columns = { person_id: null, organisation_id: null };
  await db('ownership').insert([past, ...rows, whole].map((row) => ({ ...columns, ...row })));
  await db('residence').insert(
    [tenant, writer].map((one) => ({ id: randomUUID(), person_id: one.id, premises_id: one.flats[0], from_day: FROM })),
  );
}
