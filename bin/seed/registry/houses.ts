import { makeDay } from '../../../law/base/day';
import { houses, ROLL_HOUSE, type SeedHouse } from './places';
import { FIRST_DAY, LAST_DAY, household, type SeedRegion, moveFamilyIn, titleNumber } from './households';
import { idOf } from '../random';
import { buildingId, cadastralBlock, organisationId } from '../region';
import { hold } from './rights';

export const premisesId = (house: string, number: string): string => idOf(`premises:${house}:${number}`);

/** Areas of the flats on one staircase, in square metres, the same on every floor. */
const STAIRCASES = [
  ['65.30', '35.50', '34.30', '66.90'],
  ['44.80', '31.20', '31.40', '58.60'],
  ['52.10', '38.70', '64.20', '41.90'],
  ['74.50', '47.30', '28.90', '53.60'],
  ['61.80', '33.10', '45.20', '78.40'],
] as const;

/** Every house but the first, which is rebuilt line by line in roll.ts. */
export function fillHouses(region: SeedRegion): void {
  houses.forEach((house, index) => {
    if (house.key === ROLL_HOUSE) return;
    fillFlats(region, house, index);
    fillShops(region, house, index);
    fillParking(region, house, index);
  });
}

function fillFlats(region: SeedRegion, house: SeedHouse, index: number): void {
  const { random, rows } = region;
  const areas = STAIRCASES[index % STAIRCASES.length] ?? STAIRCASES[0];
  const onEntrance = house.floors * house.flatsOnFloor;
  for (let flat = 1; flat <= house.entrances * onEntrance; flat += 1) {
    const inEntrance = (flat - 1) % onEntrance;
    const id = premisesId(house.key, String(flat));
    const cadastral = `${cadastralBlock(index)}:${100 + flat}`;
    const area = areas[(inEntrance % house.flatsOnFloor) % areas.length] ?? areas[0];
    const unknown = random.chance(0.008);
    rows.premises.push({
      id,
      building_id: buildingId(house.key),
      number: String(flat),
      kind: 'living',
      entrance: 1 + Math.floor((flat - 1) / onEntrance),
      floor: 1 + Math.floor(inEntrance / house.flatsOnFloor),
      cadastral,
      area_egrn: unknown ? null : area,
      area_hand: random.chance(0.006) ? nudged(area) : null,
    });
    moveFamilyIn(region, {
      id,
      cadastral,
      municipality: organisationId(`hall-${house.place}`),
      builtDay: makeDay(house.built, 12, 1),
      settledBy: house.settledBy ?? LAST_DAY,
    });
  }
}

/** A ballot with another area than ЕГРН: two square metres less. */
const nudged = (area: string): string => (Number(area) - 2).toFixed(2);

function fillShops(region: SeedRegion, house: SeedHouse, index: number): void {
  const { random, rows } = region;
  for (let shop = 1; shop <= house.shops; shop += 1) {
    const id = premisesId(house.key, `Н${shop}`);
    const cadastral = `${cadastralBlock(index)}:${900 + shop}`;
    rows.premises.push({
      id,
      building_id: buildingId(house.key),
      number: `Н${shop}`,
      kind: 'non-living',
      entrance: null,
      floor: random.chance(0.25) ? -1 : 1,
      cadastral,
      area_egrn: (random.whole(3_850, 21_240) / 100).toFixed(2),
      area_hand: null,
    });
    const from = random.day(house.built > 2014 ? makeDay(house.built, 12, 1) : FIRST_DAY, LAST_DAY);
    const number = titleNumber(random, cadastral, from);
    const owner =
      shop === 1 ? { organisation: organisationId(`hall-${house.place}`) } : { person: household(region, 1)[0] };
    hold(rows, id, owner, { kind: 'sole', share: '1', from, number });
  }
}

/** A separate parking space votes by its own area (V-07); people of the house hold them. */
function fillParking(region: SeedRegion, house: SeedHouse, index: number): void {
  const { random, rows } = region;
  for (let place = 1; place <= house.parking; place += 1) {
    const id = premisesId(house.key, `М${place}`);
    const cadastral = `${cadastralBlock(index)}:${1_000 + place}`;
    rows.premises.push({
      id,
      building_id: buildingId(house.key),
      number: `М${place}`,
      kind: 'parking',
      entrance: null,
      floor: -1,
      cadastral,
      area_egrn: (random.whole(1_325, 1_780) / 100).toFixed(2),
      area_hand: null,
    });
    const flat = premisesId(
      house.key,
      String(1 + ((place * 3) % (house.entrances * house.floors * house.flatsOnFloor))),
    );
    const holder = rows.ownership.find(
      (right) => right.premises_id === flat && right.to_day === null && right.person_id,
    );
    const from = random.day(makeDay(house.built, 12, 1), LAST_DAY);
    hold(
      rows,
      id,
      { person: holder?.person_id ?? household(region, 1)[0] },
      { kind: 'sole', share: '1', from, number: titleNumber(random, cadastral, from) },
    );
  }
}
