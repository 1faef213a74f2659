import { type Day, makeDay } from '../../../law/base/day';
import { type Flat, type SampleLine, SHEET, TOTAL } from './roll-sheet';
import { FIRST_DAY, household, type SeedRegion } from './households';
import { premisesId } from './houses';
import { ROLL_HOUSE, houses } from './places';
import { buildingId, cadastralBlock } from '../region';
import { hold, live } from './rights';

const LAST_FLAT = 195;
const STAIRCASE = ['54.30', '34.30', '35.50', '60.10'] as const;
/** The areas of these flats are computed, so that the totals match to the hundredth. */
const CLOSES_ONLINE = 100;
const CLOSES_PAPER = 101;
const CLOSES_HAND = 102;
/** Flats without an area in ЕГРН; a ballot gives it. */
const HAND_ONLY = [8, 20, 31, 43, 55, 66, 78, 89, 104, 113, 125, 136, 148, 159, 171, CLOSES_HAND];

export interface SheetVote {
  ownershipId: string;
  channel: 'online' | 'paper';
  votes: string;
}

const hundredths = (area: string | null | undefined): number => Math.round(Number(area ?? 0) * 100);
const metres = (value: number): string => (value / 100).toFixed(2);

/** Fills the house of the sheet; returns the votes given in it, for the meeting that is rebuilt from it. */
export function fillRollHouse(region: SeedRegion, demo: ReadonlyMap<string, string>): SheetVote[] {
  const flats = [...SHEET, ...otherFlats()].sort((a, b) => Number(a.number) - Number(b.number));
  const egrn = flats.reduce((total, flat) => total + hundredths(flat.egrn), 0);
  const office: Flat = {
    number: 'Н1',
    egrn: metres(TOTAL.egrn - egrn),
    hand: null,
    lines: [{ kind: 'sole', share: '1', registry: ['96:01:0010100:901-96/012/2018-4', '2018-03-14'] }],
  };
  return [...flats, office].flatMap((flat) => fillFlat(region, flat, demo));
}

/** The part of the house that the sheet sample does not print, so that every total matches. */
function otherFlats(): Flat[] {
  const printed = new Set(SHEET.map(({ number }) => number));
  const numbers = Array.from({ length: LAST_FLAT }, (_, index) => index + 1).filter(
    (number) => !printed.has(String(number)),
  );
  const area = (number: number): string => STAIRCASE[(number - 1) % STAIRCASE.length] ?? STAIRCASE[0];
  const plain = numbers.filter((number) => ![...HAND_ONLY, CLOSES_ONLINE, CLOSES_PAPER].includes(number));
  const online = voters(plain, area, TOTAL.online - votesOf('online'));
  const paper = voters(
    plain.filter((number) => !online.chosen.has(number)),
    area,
    TOTAL.paper - votesOf('paper'),
  );
  const byHand = TOTAL.counted - TOTAL.egrn - 5_430 + 160;
  const handRest =
    byHand - HAND_ONLY.slice(0, -1).reduce((total, number) => total + hundredths(handArea(area(number))), 0);

  return numbers.map((number): Flat => {
    if (HAND_ONLY.includes(number)) {
      return {
        number: String(number),
        egrn: null,
        hand: number === CLOSES_HAND ? metres(handRest) : handArea(area(number)),
        lines: [byBallot(number)],
      };
    }
    const rest =
      number === CLOSES_ONLINE ? online.rest : number === CLOSES_PAPER ? paper.rest : hundredths(area(number));
    const given = metres(rest);
    return {
      number: String(number),
      egrn: given,
      hand: null,
      lines: [
        {
          kind: 'sole',
          share: '1',
          registry: byRegistry(number),
          online: number === CLOSES_ONLINE || online.chosen.has(number) ? given : undefined,
          paper: number === CLOSES_PAPER || paper.chosen.has(number) ? given : undefined,
        },
      ],
    };
  });
}

/** Areas entered by hand are those of the larger flats. */
const handArea = (area: string): string => metres(hundredths(area) + 1_550);

const votesOf = (channel: 'online' | 'paper'): number =>
  SHEET.flatMap(({ lines }) => lines).reduce((total, line) => total + hundredths(line[channel]), 0);

/** Takes flats one after another while more than one flat is missing; the closing flat gives the rest. */
function voters(
  numbers: readonly number[],
  area: (number: number) => string,
  wanted: number,
): { chosen: Set<number>; rest: number } {
  const chosen = new Set<number>();
  let rest = wanted;
  for (const number of numbers) {
    if (rest < 9_600) break;
    chosen.add(number);
    rest -= hundredths(area(number));
  }
  return { chosen, rest };
}

const byRegistry = (number: number): readonly [string, Day] => [
  `89-89-11/${100 + number}`,
  makeDay(2003 + (number % 17), 1 + (number % 12), 1 + (number % 27)),
];

const byBallot = (number: number): SampleLine => ({
  kind: 'sole',
  share: '1',
  registry: byRegistry(number),
  ballot: byRegistry(number),
});

/** Registers of residents begin with the first day of the region's rights. */
function sinceOf({ lines }: Flat): Day {
  const days = lines.flatMap(({ registry, ballot }) => registry?.[1] ?? ballot?.[1] ?? []);
  return [FIRST_DAY, ...days].sort().at(-1) ?? FIRST_DAY;
}

function fillFlat(region: SeedRegion, flat: Flat, demo: ReadonlyMap<string, string>): SheetVote[] {
  const { rows, random } = region;
  const id = premisesId(ROLL_HOUSE, flat.number);
  const living = !flat.number.startsWith('Н');
  const place = Number(flat.number) - 1;
  const { floors, flatsOnFloor } = houses[0] ?? { floors: 10, flatsOnFloor: 4 };
  rows.premises.push({
    id,
    building_id: buildingId(ROLL_HOUSE),
    number: flat.number,
    kind: living ? 'living' : 'non-living',
    entrance: living ? 1 + Math.floor(place / (floors * flatsOnFloor)) : null,
    floor: living ? 1 + Math.floor((place % (floors * flatsOnFloor)) / flatsOnFloor) : 1,
    // The sheet's own column is shifted and shows dates, so the region's numbers are used.
    cadastral: `${cadastralBlock(0)}:${living ? 100 + Number(flat.number) : 901}`,
    area_egrn: flat.egrn,
    area_hand: flat.hand,
  });
  const known = flat.lines.map((_, index) => demo.get(`${flat.number}/${index}`));
  const size = Math.max(flat.lines.length, living ? random.whole(1, 3) : 1) - known.filter(Boolean).length;
  // Old rights belong to people who were adults then.
  const family = household(region, size, [1945, 1975]);
  const people = [...known.map((person) => person ?? family.shift()), ...family];
  if (living) for (const person of people) if (person) live(rows, person, id, sinceOf(flat));
  return flat.lines.flatMap((line, index): SheetVote[] => {
    const person = people[index];
    const from = line.registry?.[1] ?? line.ballot?.[1] ?? FIRST_DAY;
    const ownershipId = hold(
      rows,
      id,
      { person },
      {
        kind: line.kind,
        share: line.share,
        from,
        number: line.registry?.[0] ?? null,
        ballot: line.ballot && { number: line.ballot[0], day: line.ballot[1] },
      },
    );
    const channel = line.online ? 'online' : 'paper';
    return line[channel] ? [{ ownershipId, channel, votes: line[channel] ?? '0' }] : [];
  });
}
