import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { addPerson } from '../site';

/** A small region for tests of appeals: a house, those who answer for it, and one person for each part. */
export interface AppealWorld {
  house: string;
  flat: string;
  orgs: Record<'manager' | 'other' | 'supplier' | 'municipality' | 'inspectorate' | 'ministry', string>;
  people: Record<
    | 'owner'
    | 'neighbour'
    | 'stranger'
    | 'clerk'
    | 'head'
    | 'master'
    | 'dispatcher'
    | 'otherClerk'
    | 'supplierClerk'
    | 'municipal'
    | 'inspector'
    | 'ministry',
    string
  >;
}

const REGION = 'Пробная область';
const FROM = '2020-01-01';
const KINDS = {
  manager: 'manager',
  other: 'manager',
  supplier: 'supplier',
  municipality: 'municipality',
  inspectorate: 'inspectorate',
  ministry: 'ministry',
} as const;
const NAMES: Record<keyof typeof KINDS, string> = {
  manager: 'ООО «Тихий двор»',
  other: 'ООО «Чужой дом»',
  supplier: 'АО «Пробные тепловые сети»',
  municipality: 'Администрация округа Пробный',
  inspectorate: 'Жилищная инспекция',
  ministry: 'Министерство жилищного хозяйства',
};

export async function appealWorld(db: Knex): Promise<AppealWorld> {
  const municipality = randomUUID();
  await db('municipality').insert({ id: municipality, name: 'Пробный', region: REGION });
  const orgs = {} as AppealWorld['orgs'];
  for (const [index, key] of (Object.keys(KINDS) as (keyof typeof KINDS)[]).entries()) {
    orgs[key] = randomUUID();
    await db('organisation').insert({
      id: orgs[key],
      kind: KINDS[key],
      name: NAMES[key],
      short_name: NAMES[key],
      inn: `77000000${10 + index}`,
      ogrn: `11277000000${10 + index}`,
      region: REGION,
      municipality_id: key === 'municipality' ? municipality : null,
      address: 'ул. Пробная, 1',
      zone: 'Europe/Moscow',
      email: `${key}@dom.example`,
    });
  }
  const [house, flat, next] = [randomUUID(), randomUUID(), randomUUID()];
  await db('building').insert({
    id: house,
    municipality_id: municipality,
    address: 'ул. Садовая, 7',
    fias: randomUUID(),
    zone: 'Europe/Moscow',
    entrances: 2,
    floors: 5,
    built: 1979,
  });
  const held = { building_id: house, from_day: FROM };
  await db('organisation_building').insert([
    { ...held, organisation_id: orgs.manager, part: 'manages' },
    { ...held, organisation_id: orgs.supplier, part: 'supplies', service: 'heating' },
  ]);
  await db('premises').insert([
    { id: flat, building_id: house, number: '12', kind: 'living' },
    { id: next, building_id: house, number: '13', kind: 'living' },
  ]);
  return { house, flat, orgs, people: await peopleOf(db, orgs, flat, next) };
}

async function peopleOf(
  db: Knex,
  orgs: AppealWorld['orgs'],
  flat: string,
  next: string,
): Promise<AppealWorld['people']> {
  const named = { owner: 'Рябинина', neighbour: 'Лукин', stranger: 'Чужаков' } as const;
  const posts = {
    clerk: [orgs.manager, 'clerk'],
    head: [orgs.manager, 'head'],
    master: [orgs.manager, 'master'],
    dispatcher: [orgs.manager, 'dispatcher'],
    otherClerk: [orgs.other, 'clerk'],
    supplierClerk: [orgs.supplier, 'clerk'],
    municipal: [orgs.municipality, 'municipal'],
    inspector: [orgs.inspectorate, 'inspector'],
    ministry: [orgs.ministry, 'ministry'],
  } as const;
  const people = {} as AppealWorld['people'];
  for (const [key, family] of Object.entries(named)) people[key as keyof typeof named] = await addPerson(db, family);
  for (const [key, [organisation_id, role]] of Object.entries(posts)) {
    const person_id = await addPerson(db, `Работников-${key}`.slice(0, 30));
    people[key as keyof typeof posts] = person_id;
    await db('staff').insert({ id: randomUUID(), person_id, organisation_id, role, from_day: FROM });
  }
  await db('residence').insert([
    { id: randomUUID(), person_id: people.owner, premises_id: flat, from_day: FROM },
    { id: randomUUID(), person_id: people.neighbour, premises_id: next, from_day: FROM },
  ]);
  return people;
}
