import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { useTestDatabase } from '../../proof/database';
import { addPerson } from '../../proof/site';
import { findPlace } from './find';

let db: Knex;
useTestDatabase((opened) => {
  db = opened.db;
});

const [manager, stranger] = [randomUUID(), randomUUID()];
const now = new Date('2026-12-21T11:00:00Z');

async function organisation(id: string, digits: string): Promise<void> {
  const names = { name: digits, short_name: digits, inn: digits, ogrn: `102${digits}`, region: 'Область' };
  await db('organisation').insert({ id, kind: 'manager', ...names, address: 'ул. Новая, 1', zone: 'Europe/Moscow' });
}

async function house(municipality: string, address: string, by: string, flats: readonly string[]): Promise<string[]> {
  const id = randomUUID();
  const facts = { zone: 'Europe/Moscow', entrances: 4, floors: 5, built: 1970 };
  await db('building').insert({ id, municipality_id: municipality, address, fias: randomUUID(), ...facts });
  await db('organisation_building').insert({
    organisation_id: by,
    building_id: id,
    part: 'manages',
    from_day: '2020-01-01',
  });
  const rows = flats.map((number) => ({
    id: randomUUID(),
    building_id: id,
    number,
    kind: 'living',
    entrance: 3,
    floor: 4,
  }));
  if (rows.length > 0) await db('premises').insert(rows);
  return rows.map((row) => row.id);
}

async function lives(premisesId: string, name: string, phone: string): Promise<void> {
  const person = await addPerson(db, name);
  await db('residence').insert({
    id: randomUUID(),
    person_id: person,
    premises_id: premisesId,
    from_day: '2020-01-01',
  });
  await db('contact').insert({ id: randomUUID(), person_id: person, channel: 'phone', value: phone });
}

beforeAll(async () => {
  await organisation(manager, '0001112223');
  await organisation(stranger, '0001112224');
  const town = randomUUID();
  await db('municipality').insert({ id: town, name: 'Городской округ Тестово', region: 'Область' });
  const [flat = ''] = await house(town, 'г. Тестово, ул. Лесная, д. 8', manager, ['58', '12', '12а']);
  await house(town, 'г. Тестово, ул. Лесная, д. 8, корп. 2', manager, ['58']);
  await house(town, 'г. Тестово, ул. Лесная, д. 80', manager, ['58']);
  await house(town, 'г. Тестово, ул. Берёзовая, д. 8', manager, ['1']);
  const [foreign = ''] = await house(town, 'г. Тестово, ул. Лесная, д. 9', stranger, ['58']);
  await lives(flat, 'Соколова', '+79162043418');
  await lives(foreign, 'Соколовский', '+79032043418');
});

const found = async (text: string): Promise<string[]> =>
  (await findPlace(db, { organisations: [manager], text, now })).map(({ address, number, name, by }) =>
    [address.replace('г. Тестово, ', ''), number, name?.split(' ')[0], by].filter(Boolean).join(' | '),
  );
const FLAT = 'ул. Лесная, д. 8 | 58 | address';
const SECOND = 'ул. Лесная, д. 8, корп. 2 | 58 | address';

describe('the one search box of a dispatcher', () => {
  it.each([['204-34-18'], ['8 916 204-34-18'], ['+79162043418'], ['3418']])(
    'finds a person by the number %s, in the houses of the desk only',
    async (typed) => expect(await found(typed)).toEqual(['ул. Лесная, д. 8 | 58 | Соколова | phone']),
  );

  it.each([
    ['Лесная 8 кв 58', [FLAT, SECOND]],
    ['лесная 8-58', [FLAT, SECOND]],
    ['лесная 8 58', [FLAT, SECOND]],
    ['Тестово, ул. Лесная, д. 8, кв. 58', [FLAT, SECOND]],
    ['лес 8 корп 2 кв 58', [SECOND]],
    ['ул. Лесная д.8', ['ул. Лесная, д. 8 | address', 'ул. Лесная, д. 8, корп. 2 | address']],
    ['берёзовая 8', ['ул. Берёзовая, д. 8 | address']],
    ['березовая', ['ул. Берёзовая, д. 8 | address']],
    ['лесная 8 кв 12А', ['ул. Лесная, д. 8 | 12а | address']],
    ['лесная 8 кв 999', []],
    ['лесная 9 кв 58', []],
    ['нигде 8', []],
  ])('finds %s as people say it', async (typed, places) => expect(await found(typed)).toEqual(places));

  it('finds by the beginning of a name, among the people of the desk’s houses', async () => {
    expect(await found('сокол')).toEqual(['ул. Лесная, д. 8 | 58 | Соколова | name']);
    expect(await found('Соколова Пётр')).toEqual(['ул. Лесная, д. 8 | 58 | Соколова | name']);
    expect(await found('пётр ильич')).toEqual(['ул. Лесная, д. 8 | 58 | Соколова | name']);
    expect(await found('соколова анна')).toEqual([]);
  });

  it.each([[''], ['  '], ['%'], ['_'], ["';--"], ['к'.repeat(100)], ['1'.repeat(100)], ['\\']])(
    'takes %j without harm',
    async (typed) => expect((await found(typed)).length).toBeLessThanOrEqual(10),
  );

  it('finds nothing for whoever has no desk', async () =>
    expect(await findPlace(db, { organisations: [], text: 'лесная 8', now })).toEqual([]));
});
