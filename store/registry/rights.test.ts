import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { demoRegion } from '../../bin/seed/registry';
import { decimal, equal, fraction, multiply, ONE, sum } from '../../law/base/fraction';
import { exactArea } from '../../law/registry/area';
import { useTestDatabase } from '../../proof/database';
import { houseCard, houseCircle, listHouses } from './houses';
import { personByLogin } from './people';
import { personCircle, searchPeople } from './people-search';
import { premisesOf, rightsHistory, searchPremises } from './premises';
import type { Scope } from '../sql/query';
import { insertRegistry } from './rows';
import { decideConflict } from './decisions';
import { houseOn, rightsOn } from './rights';

const { rows } = demoRegion();
const house = rows.building[0]?.id ?? '';
const TODAY = '2026-02-01';
const nobody: Scope = { everything: false, regions: [], organisations: [], houses: [] };

let db: Knex;
useTestDatabase((opened) => ({ db } = opened));
beforeAll(async () => {
  await insertRegistry(db, rows);
});

const found = async (number: string) =>
  (await houseOn(db, house, TODAY)).conflicts.filter((one) => one.number === number);
const clerk = async () => (await personByLogin(db, 'clerk'))?.id ?? '';

describe('the registry of a house on a day', () => {
  it('counts the base of the шахматка over all premises', async () => {
    const { premises } = await houseOn(db, house, TODAY);
    expect(decimal(sum(premises.map(({ area }) => exactArea(area))), 2)).toBe('9379.30');
  });

  it('lists the traps of the sheet as conflicts nobody has decided', async () => {
    const kinds = async (number: string) => (await found(number)).map(({ kind, decided }) => [kind, decided]);
    expect(await kinds('19')).toEqual([['no-title', null]]);
    expect(await kinds('189')).toEqual([['no-area', null]]);
    expect(await kinds('190')).toEqual([['shares-not-one', null]]);
    expect(await kinds('195')).toEqual([['two-areas', null]]);
    expect(await kinds('186')).toEqual([]);
  });

  it('lets a decision change what counts, with its reason', async () => {
    const [conflict] = await found('190');
    await decideConflict(db, {
      buildingId: house,
      conflict: conflict!,
      decision: 'proportional',
      reason: 'В выписке ЕГРН доли 2/8, 3/8 и 3/8.',
      by: await clerk(),
      at: new Date('2026-02-01T10:00:00Z'),
    });
    const rights = (await rightsOn(db, house, TODAY)).filter(({ number }) => number === '190');
    const shares = rights.map(({ share }) => share);
    expect(equal(sum(shares), ONE)).toBe(true);
    expect((await found('190'))[0]?.decided).toMatchObject({ decision: 'proportional' });
  });

  it('takes the area of ЕГРН or of the ballot as a person decides', async () => {
    const [conflict] = await found('195');
    const votes = async () =>
      (await rightsOn(db, house, TODAY))
        .filter(({ number }) => number === '195')
        .map(({ area, share }) => decimal(multiply(exactArea(area), share), 2));
    expect(await votes()).toEqual(['32.75', '32.75']);
    await decideConflict(db, {
      buildingId: house,
      conflict: conflict!,
      decision: 'egrn',
      reason: 'Выписка ЕГРН от 01.02.2026.',
      by: await clerk(),
      at: new Date(),
    });
    expect(await votes()).toEqual(['33.55', '33.55']);
  });

  it('asks again when the facts are no longer those that were decided on', async () => {
    await db('premises').where({ building_id: house, number: '195' }).update({ area_hand: '66.00' });
    expect((await found('195'))[0]).toMatchObject({ kind: 'two-areas', decided: null });
  });

  it('closes a missing area when it is entered by hand', async () => {
    const [conflict] = await found('189');
    await decideConflict(db, {
      buildingId: house,
      conflict: conflict!,
      decision: 'enter',
      area: '35.50',
      reason: 'Технический паспорт квартиры.',
      by: await clerk(),
      at: new Date(),
    });
    expect(await found('189')).toEqual([]);
  });
});

describe('rights over time', () => {
  const flat = (): string =>
    rows.premises.find(({ building_id, number }) => building_id === house && number === '184')?.id ?? '';

  it('shows who held the flat on each day of a sale, both last and first day included', async () => {
    const buyer = await clerk();
    await db('ownership').where({ premises_id: flat(), to_day: null }).update({ to_day: '2025-06-14' });
    await db('ownership').insert({
      id: randomUUID(),
      premises_id: flat(),
      person_id: buyer,
      kind: 'sole',
      share_n: 1,
      share_d: 1,
      from_day: '2025-06-15',
    });
    const holder = async (day: string) =>
      (await rightsOn(db, house, day)).filter(({ number }) => number === '184').map(({ personId }) => personId);
    const seller = rows.ownership.find(({ premises_id }) => premises_id === flat())?.person_id;
    expect(await holder('2025-06-14')).toEqual([seller]);
    expect(await holder('2025-06-15')).toEqual([buyer]);
    expect(await holder('1999-12-31')).toEqual([]);
    expect((await rightsHistory(db, flat())).map(({ toDay }) => toDay)).toEqual([null, '2025-06-14']);
  });

  it('keeps history: an ended right is not changed and none is deleted', async () => {
    await expect(
      db('ownership').where({ premises_id: flat() }).whereNotNull('to_day').update({ to_day: '2025-07-01' }),
    ).rejects.toThrow(/ended/);
    await expect(db('ownership').where({ premises_id: flat() }).delete()).rejects.toThrow(/permission denied/);
    await expect(db('ownership').where({ premises_id: flat() }).update({ share_n: 2 })).rejects.toThrow(
      /permission denied/,
    );
  });

  it('refuses a share of more than the whole and a right of nobody', async () => {
    const right = {
      id: randomUUID(),
      premises_id: flat(),
      person_id: await clerk(),
      kind: 'shared',
      share_n: 3,
      share_d: 2,
      from_day: TODAY,
    };
    await expect(db('ownership').insert(right)).rejects.toThrow(/check/);
    await expect(db('ownership').insert({ ...right, share_n: 0, share_d: 2 })).rejects.toThrow(/check/);
    await expect(db('ownership').insert({ ...right, share_n: 1, person_id: null })).rejects.toThrow(/one_holder/);
  });

  it('counts a joint right of two spouses once', async () => {
    const joint = (await rightsOn(db, house, TODAY)).filter(({ number }) => number === '194');
    expect(joint.map(({ share }) => share)).toEqual([fraction(1), fraction(1)]);
    expect(new Set(joint.map(({ jointGroup }) => jointGroup)).size).toBe(1);
  });
});

describe('what a reader may see', () => {
  const manager = rows.organisation[0]?.id ?? '';
  const list = (scope: Scope, over = {}) => listHouses(db, { scope, day: TODAY, sort: 'address', limit: 50, ...over });

  it('is nothing without a post and a home, and everything of the region for the inspectorate', async () => {
    expect((await list(nobody)).count).toBe(0);
    expect((await list({ ...nobody, regions: ['Тестовая область'] })).count).toBe(12);
    expect((await list({ ...nobody, houses: [house] })).rows.map(({ id }) => id)).toEqual([house]);
  });

  it('is the houses a manager serves on that day, and those of an administration', async () => {
    const managed = await list({ ...nobody, organisations: [manager] });
    expect(new Set(managed.rows.map((row) => row.manager))).toEqual(new Set(['УК «Добрый дом»']));
    const hall = rows.organisation.find(({ short_name }) => short_name === 'Администрация Тестово')?.id ?? '';
    expect((await list({ ...nobody, organisations: [hall] })).count).toBe(4);
    const old = rows.organisation[1]?.id ?? '';
    const peace = async (day: string) => (await list({ ...nobody, organisations: [old] }, { day, text: 'мира' })).count;
    expect([await peace('2023-06-30'), await peace('2023-07-01')]).toEqual([1, 0]);
  });

  it('finds a house by words of its address in any order, and takes signs of a pattern literally', async () => {
    const all = { ...nobody, everything: true };
    expect((await list(all, { text: 'садовая тестово' })).count).toBe(2);
    expect((await list(all, { text: '%' })).count).toBe(0);
  });

  it('finds a flat by street, house and number', async () => {
    const find = async (scope: Scope, text: string) =>
      (await searchPremises(db, { scope, day: TODAY, text })).map((one) => `${one.address} ${one.number}`);
    const own = { ...nobody, organisations: [manager] };
    expect(await find(own, 'Садовая, 12, кв. 195')).toEqual(['г. Тестово, ул. Садовая, д. 12 195']);
    expect(await find(own, 'строителей 6 12')).toEqual([]);
    expect(await find(nobody, 'Садовая 12 195')).toEqual([]);
  });

  it('pages forth and back without losing or repeating a house', async () => {
    const all = { ...nobody, everything: true };
    const whole = (await list(all, { sort: '-premises' })).rows.map(({ id }) => id);
    const first = await list(all, { sort: '-premises', limit: 5 });
    const second = await list(all, { sort: '-premises', limit: 5, after: first.older });
    const third = await list(all, { sort: '-premises', limit: 5, after: second.older });
    expect([...first.rows, ...second.rows, ...third.rows].map(({ id }) => id)).toEqual(whole);
    expect([first.newer, third.older]).toEqual([undefined, undefined]);
    const back = await list(all, { sort: '-premises', limit: 5, before: third.newer });
    expect(back.rows).toEqual(second.rows);
  });

  it("finds people by name only in one's own houses", async () => {
    const people = (organisations: string[], text: string) =>
      searchPeople(db, { reader: { everything: false, organisations }, day: TODAY, text, sort: 'name', limit: 20 });
    expect((await people([manager], 'Рябинина Вера')).rows.map(({ name }) => name)).toContain(
      'Рябинина Вера Андреевна',
    );
    const stranger = rows.organisation[1]?.id ?? '';
    expect((await people([stranger], 'Рябинина Вера Андреевна')).count).toBe(0);
    const owner = (await personByLogin(db, 'owner'))?.id ?? '';
    const yar = rows.organisation[2]?.id ?? '';
    expect(new Set(await personCircle(db, owner, TODAY))).toEqual(new Set([manager, yar]));
  });

  it('shows the card of a house with those who serve it', async () => {
    const card = await houseCard(db, house, TODAY);
    expect(card).toMatchObject({ living: 195, nonLiving: 1, parking: 0, zone: 'Europe/Moscow' });
    expect(card?.serving.map(({ part }) => part)).toContain('supplies');
    const circle = await houseCircle(db, house, TODAY);
    expect(circle?.managers).toEqual([manager]);
    expect(circle?.all.length).toBe(4);
    expect(await premisesOf(db, { buildingId: house, day: TODAY, number: '195' })).toMatchObject([
      { areaEgrn: '67.10', holders: 2 },
    ]);
  });
});
