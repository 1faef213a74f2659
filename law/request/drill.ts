import { Random } from '../base/random';
import { MINUTE_MS } from '../base/zone';
import { faultKind } from '../dispatch/kinds';

/** How many calls the night brings. */
export const drillSizes = { small: 20, usual: 80, large: 200 } as const;
export type DrillSize = keyof typeof drillSizes;
export const drillSizeNames = Object.keys(drillSizes) as [DrillSize, ...DrillSize[]];

/** How many times faster than real time the clock of the region goes; step: nothing comes until the leader asks. */
export const drillPaces = { step: 0, '1': 1, '10': 10, '60': 60 } as const;
export type DrillPace = keyof typeof drillPaces;
export const drillPaceNames = Object.keys(drillPaces) as [DrillPace, ...DrillPace[]];

/** The night begins by the clock of the house at this hour, so that the chute stands after the last hour of work. */
export const DRILL_STARTS = '22:30';

/** What a call of the script really is; only the first one of an accident has no leader. */
export const drillRoles = ['riser', 'chute', 'lift', 'false', 'gas', 'power', 'quality', 'tap', 'dry'] as const;
export type DrillRole = (typeof drillRoles)[number];

export interface DrillHouse {
  id: string;
  flats: readonly { id: string; entrance: number | null }[];
}

/** One call of the script: ids only, so that the same seed over the same houses is the same night. */
export interface DrillCall {
  number: number;
  /** From the start of the night. */
  offsetMs: number;
  role: DrillRole;
  /** The call about the same trouble that came first; this one should be joined to it. */
  leader: number | null;
  kind: string;
  buildingId: string;
  premisesId: string | null;
  entrance: number | null;
}

type Draft = Omit<DrillCall, 'number' | 'leader'> & { joins: DrillRole | null };

const kinds: Readonly<Record<DrillRole, string>> = {
  riser: 'S02.cold-water',
  dry: 'Q.cold-water',
  chute: 'S05',
  lift: 'L02',
  false: 'L02',
  gas: 'G01',
  power: 'E03',
  quality: 'Q.hot-water',
  tap: 'S01',
};

/** The troubles of the night by minute, and which house of the night each of them is in. */
const troubles: readonly [minute: number, role: DrillRole, house: number][] = [
  [0, 'riser', 0],
  [10, 'chute', 1],
  [18, 'lift', 0],
  [27, 'false', 2],
  [35, 'gas', 1],
  [50, 'power', 0],
  [80, 'quality', 2],
  [95, 'tap', 1],
];
/** Minutes in which neighbours ring about the riser, and about the dark entrance. */
const waves = { riser: [3, 6, 12, 15, 22, 30, 42], power: [52, 56, 62, 70] } as const;
/** Of four who ring again, three ring about the riser; of five of those, one has no water. */
const OF_RISER = 0.75;
const WITHOUT_WATER = 0.2;

/** The whole night, in order. */
export function drillScript(seed: number, size: DrillSize, houses: readonly DrillHouse[]): DrillCall[] {
  const random = new Random(seed);
  const chosen = shuffled(
    houses.filter(({ flats }) => flats.length > 0),
    random,
  );
  const [first] = chosen;
  if (!first) return [];
  const houseOf = (place: number): DrillHouse => chosen[place % chosen.length] ?? first;
  const drafts: Draft[] = troubles.map(([minute, role, house]) => ({
    ...callFrom(houseOf(house), role, random),
    ...{ offsetMs: minute * MINUTE_MS, role, joins: null },
  }));
  const dark = drafts.find(({ role }) => role === 'power')?.entrance ?? null;
  const again = drillSizes[size] - drafts.length;
  const aboutRiser = Math.round(again * OF_RISER);
  for (let place = 0; place < again; place += 1) {
    const cause = place < aboutRiser ? 'riser' : 'power';
    const role = cause === 'riser' && random.chance(WITHOUT_WATER) ? 'dry' : cause;
    const offsetMs = random.pick(waves[cause]) * MINUTE_MS;
    drafts.push({ ...callFrom(first, role, random, cause === 'power' ? dark : null), offsetMs, role, joins: cause });
  }
  return numbered(drafts);
}

function callFrom(house: DrillHouse, role: DrillRole, random: Random, entrance: number | null = null) {
  const near = house.flats.filter((flat) => entrance === null || flat.entrance === entrance);
  const flat = random.pick(near);
  const kind = kinds[role];
  const common = faultKind(kind).place === 'house';
  return { kind, buildingId: house.id, premisesId: common ? null : flat.id, entrance: flat.entrance };
}

function numbered(drafts: readonly Draft[]): DrillCall[] {
  const calls = drafts
    .map((draft, place) => ({ draft, place }))
    .sort((a, b) => a.draft.offsetMs - b.draft.offsetMs || a.place - b.place)
    .map(({ draft: { joins, ...call } }, place) => ({ ...call, joins, number: place + 1 }));
  const firstOf = (role: DrillRole): number | null =>
    calls.find((call) => call.role === role && call.joins === null)?.number ?? null;
  return calls.map(({ joins, ...call }) => ({ ...call, leader: joins && firstOf(joins) }));
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((one) => ({ one, by: random.next() }))
    .sort((a, b) => a.by - b.by)
    .map(({ one }) => one);
}
