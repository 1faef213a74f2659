import type { Knex } from 'knex';
import { add, decimal, fraction, multiply, parseFraction, sum } from '../../../law/base/fraction';
import { basesOf, countedArea, exactArea } from '../../../law/registry/area';
import { isInn, isOgrn, isSnils } from '../../../law/registry/identifiers';
import { useTestDatabase } from '../../../proof/database';
import { actorOf, personByLogin } from '../../../store/registry/people';
import { demoRegion, seedRegistry } from '.';
import { familyOf } from './names';

const { rows, sheetVotes } = demoRegion();
const house = rows.premises.filter(({ building_id }) => building_id === rows.building[0]?.id);
const areas = house.map(({ area_egrn, area_hand }) => ({ areaEgrn: area_egrn, areaHand: area_hand }));
const votes = (channel: string) =>
  sum(sheetVotes.filter((vote) => vote.channel === channel).map((vote) => parseFraction(vote.votes)));

describe('the house of the шахматка', () => {
  it('adds up to the printed totals to the hundredth', () => {
    const { egrn, counted } = basesOf(areas);
    expect([egrn, counted, votes('online'), votes('paper')].map((total) => decimal(total, 2))).toEqual([
      '8301.80',
      '9379.30',
      '4689.41',
      '1463.02',
    ]);
    expect(decimal(add(votes('online'), votes('paper')), 2)).toBe('6152.43');
  });

  it('has the printed weight on every line that voted', () => {
    for (const { ownershipId, votes: printed } of sheetVotes) {
      const right = rows.ownership.find(({ id }) => id === ownershipId);
      const flat = house.find(({ id }) => id === right?.premises_id);
      const area = exactArea(
        countedArea({ areaEgrn: flat?.area_egrn ?? null, areaHand: flat?.area_hand ?? null }, null),
      );
      const weight = multiply(area, fraction(BigInt(right?.share_n ?? 0), BigInt(right?.share_d ?? 1)));
      expect({ flat: flat?.number, weight: decimal(weight, 4) }).toEqual({
        flat: flat?.number,
        weight: decimal(parseFraction(printed), 4),
      });
    }
  });

  it('keeps the traps: no area, an area by hand only, two areas, shares of 1,01', () => {
    const flat = (number: string) => house.find((one) => one.number === number);
    expect(flat('189')).toMatchObject({ area_egrn: null, area_hand: null });
    expect(flat('19')).toMatchObject({ area_egrn: null, area_hand: '54.30' });
    expect(flat('195')).toMatchObject({ area_egrn: '67.10', area_hand: '65.50' });
    const shares = rows.ownership.filter(({ premises_id }) => premises_id === flat('190')?.id);
    expect(shares.map(({ share_n, share_d }) => `${share_n}/${share_d}`)).toEqual(['25/100', '38/100', '38/100']);
  });
});

describe('the demo region', () => {
  it('is the same each time it is made', () => {
    expect(demoRegion().rows).toEqual(rows);
  });

  it('has twelve houses in two zones, four municipalities and about two thousand premises', () => {
    expect(rows.building).toHaveLength(12);
    expect(new Set(rows.building.map(({ zone }) => zone)).size).toBe(2);
    expect(rows.municipality.length).toBeGreaterThanOrEqual(3);
    expect(Math.abs(rows.premises.length - 2_000)).toBeLessThan(100);
    expect(new Set(rows.premises.map(({ kind }) => kind))).toEqual(new Set(['living', 'non-living', 'parking']));
    expect(new Set(rows.ownership.map(({ kind }) => kind))).toEqual(new Set(['sole', 'shared', 'joint']));
  });

  it('gives every number a right check and no contact that could reach anyone', () => {
    expect(rows.organisation.filter(({ inn, ogrn }) => !isInn(inn) || !isOgrn(ogrn))).toEqual([]);
    expect(rows.person.filter(({ snils }) => !snils || !isSnils(snils))).toEqual([]);
    expect(rows.contact.filter(({ value }) => !/^\+7900|@pochta\.example$/.test(value))).toEqual([]);
  });

  it('gives nobody a right or a home before they were born, and nearly everybody a place in it', () => {
    const born = new Map(rows.person.map(({ id, birth_day }) => [id, birth_day ?? '']));
    const early = [...rows.ownership, ...rows.residence].filter(
      ({ person_id, from_day }) => person_id && (born.get(person_id) ?? '') > from_day,
    );
    expect(early).toEqual([]);
    const homes = new Set(rows.residence.filter(({ to_day }) => !to_day).map(({ person_id }) => person_id));
    const holders = new Set(rows.ownership.map(({ person_id }) => person_id));
    const staff = new Set(rows.staff.map(({ person_id }) => person_id));
    const idle = rows.person.filter(({ id }) => !homes.has(id) && !holders.has(id) && !staff.has(id));
    expect(idle.length / rows.person.length).toBeLessThan(0.1);
  });

  it('names women and men by the rules of Russian', () => {
    expect([
      familyOf('Соколов', 'female'),
      familyOf('Вишневский', 'female'),
      familyOf('Кравченко', 'female'),
      familyOf('Мельник', 'female'),
    ]).toEqual(['Соколова', 'Вишневская', 'Кравченко', 'Мельник']);
    const wrong = rows.person.filter(({ sex, patronymic }) => /(на)$/.test(patronymic ?? '') !== (sex === 'female'));
    expect(wrong).toEqual([]);
  });
});

describe('seeding', () => {
  let db: Knex;
  useTestDatabase((opened) => ({ db } = opened));

  it('fills an empty region as the app itself, and leaves a filled one alone', async () => {
    expect(await seedRegistry(db)).toBe(true);
    expect(await seedRegistry(db)).toBe(false);
    const [{ count = 0 } = {}] = await db('premises').count();
    expect(Number(count)).toBe(rows.premises.length);
  });

  it('gives the owner two houses in two zones and the clerk one post', async () => {
    const owner = await personByLogin(db, 'Owner');
    expect((await actorOf(db, owner?.id ?? '', '2026-01-01'))?.houses).toHaveLength(2);
    expect((await actorOf(db, owner?.id ?? '', '2020-01-01'))?.houses).toHaveLength(1);
    const clerk = await personByLogin(db, 'clerk');
    expect(await actorOf(db, clerk?.id ?? '', '2026-01-01')).toMatchObject({
      posts: [{ organisationKind: 'manager', role: 'clerk', region: null }],
    });
  });
});
