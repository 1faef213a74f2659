import { addDays, type Day } from '../../../law/base/day';
import type { RegistryRows } from '../../../store/registry/rows';
import type { Crowd } from './crowd';
import { anyFamily, naming, type Naming } from './names';
import type { Random } from '../random';
import { hold, live } from './rights';

export interface SeedRegion {
  rows: RegistryRows;
  random: Random;
  crowd: Crowd;
}

export interface Dwelling {
  id: string;
  cadastral: string;
  /** The administration that holds flats that were never privatised. */
  municipality: string;
  builtDay: Day;
  /** The last day on which the residents may have moved in. */
  settledBy: Day;
}

export const FIRST_DAY = '2015-02-01';
export const LAST_DAY = '2025-11-28';

/** Nobody holds a right or lives anywhere before being born: the first right is of 2015. */
const LAST_CHILD = 2013;

type Holding = 'one' | 'couple' | 'halves' | 'thirds' | 'quarters' | 'municipal';
const HOLDINGS = [
  [50, 'one'],
  [20, 'couple'],
  [12, 'halves'],
  [8, 'thirds'],
  [4, 'quarters'],
  [6, 'municipal'],
] as const satisfies readonly (readonly [number, Holding])[];
/** Parts of a shared flat; quarters mean a parent's half and two children. */
const SHARES: Partial<Record<Holding, readonly string[]>> = {
  halves: ['1/2', '1/2'],
  thirds: ['1/3', '1/3', '1/3'],
  quarters: ['1/2', '1/4', '1/4'],
};

/** Creates the owners and residents of a flat. */
export function moveFamilyIn(region: SeedRegion, flat: Dwelling): void {
  const { random, rows } = region;
  const from = random.day(flat.builtDay > FIRST_DAY ? flat.builtDay : FIRST_DAY, flat.settledBy);
  const holding = random.weighted<Holding>(HOLDINGS);
  const family = household(region, holding === 'one' ? random.whole(1, 3) : Math.max(2, SHARES[holding]?.length ?? 2));
  const number = titleNumber(random, flat.cadastral, from);
  if (random.chance(0.07)) soldBy(region, flat, from);

  if (holding === 'municipal') {
    hold(rows, flat.id, { organisation: flat.municipality }, { kind: 'sole', share: '1', from, number });
  }
  if (holding === 'one') hold(rows, flat.id, { person: family[0] }, { kind: 'sole', share: '1', from, number });
  if (holding === 'couple') {
    for (const person of family.slice(0, 2)) {
      hold(rows, flat.id, { person }, { kind: 'joint', share: '1', from, number });
    }
  }
  SHARES[holding]?.forEach((share, place) => {
    hold(
      rows,
      flat.id,
      { person: family[place] },
      { kind: 'shared', share, from, number: titleNumber(random, flat.cadastral, from) },
    );
  });
  // Some own a flat and live elsewhere.
  if (random.chance(0.88)) for (const person of family) live(rows, person, flat.id, addDays(from, random.whole(3, 60)));
}

/** The previous right ends on the day before the new one begins. */
function soldBy(region: SeedRegion, flat: Dwelling, sold: Day): void {
  const { random, rows } = region;
  const first = flat.builtDay > FIRST_DAY ? flat.builtDay : FIRST_DAY;
  const last = addDays(sold, -400);
  if (first > last) return;
  const [seller] = household(region, 1);
  const from = random.day(first, last);
  hold(
    rows,
    flat.id,
    { person: seller },
    { kind: 'sole', share: '1', from, to: addDays(sold, -1), number: titleNumber(random, flat.cadastral, from) },
  );
}

/** An adult, then a spouse, then children with the father's name. */
export function household({ crowd, random }: SeedRegion, size: number, [eldest, youngest] = [1948, 1996]): string[] {
  const family = anyFamily(random);
  const first = naming(random, random.chance(0.5) ? 'female' : 'male', family);
  const second = naming(random, first.sex === 'female' ? 'male' : 'female', family);
  const father = (first.sex === 'male' ? first : second).given;
  const born = random.whole(eldest, youngest);
  return Array.from({ length: size }, (_, place): string => {
    if (place === 0) return crowd.add(someone(random, first, born));
    if (place === 1) return crowd.add(someone(random, second, born + random.whole(-4, 6)));
    const child: Naming = naming(random, random.chance(0.5) ? 'female' : 'male', family, father);
    return crowd.add(someone(random, child, Math.min(LAST_CHILD, born + random.whole(22, 34))));
  });
}

const someone = (random: Random, who: Naming, year: number): { naming: Naming; birthDay: Day } => ({
  naming: who,
  birthDay: random.day(`${year}-01-01`, `${year}-12-31`),
});

/** The format Rosreestr has used since 2016: object, office, year and number. */
export function titleNumber(random: Random, cadastral: string, day: Day): string {
  return `${cadastral}-96/${String(random.whole(1, 90)).padStart(3, '0')}/${day.slice(0, 4)}-${random.whole(1, 30)}`;
}
