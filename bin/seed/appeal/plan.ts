import type { AppealChannel } from '../../../law/appeal/words';
import type { FateName } from './fates';
import { matters, type Matter, type To } from './matters';
import { demoOwner, type Cast, type FlatHolder } from '../cast';
import { ROLL_HOUSE, houses, type SeedHouse } from '../registry/places';
import { Random } from '../random';

export interface SeedAppeal {
  name: string;
  /** How long before the end of the seed it is opened. */
  daysBefore: number;
  fate: FateName;
  matter: Matter;
  subjects: readonly string[];
  house: SeedHouse;
  /** Key of the organisation. */
  to: string;
  channel: AppealChannel;
  holder: FlatHolder | null;
}

const SEED = 2_026_0416;

/** Fate, how many, and when: days before the end, from and to. */
const SHARES: readonly (readonly [FateName, number, number, number])[] = [
  ['praised', 10, 36, 118],
  ['quiet', 8, 62, 118],
  ['published', 6, 40, 118],
  ['refused', 4, 40, 110],
  ['late', 6, 40, 118],
  ['lateRefused', 2, 62, 110],
  ['reopened', 3, 50, 110],
  ['complained', 2, 50, 100],
  ['silent', 2, 40, 90],
  ['forwarded', 3, 40, 110],
  ['withdrawn', 3, 20, 110],
  ['extended', 3, 66, 110],
  ['joined', 4, 40, 110],
  ['divided', 2, 50, 100],
  ['unsigned', 2, 20, 100],
  ['unread', 1, 50, 90],
  ['fresh', 4, 0, 2],
  ['onDesk', 4, 3, 9],
  ['overdue', 2, 20, 23],
  ['answeredNow', 4, 13, 19],
  ['reopenedNow', 2, 18, 21],
  ['extendedNow', 1, 33, 35],
  ['divided', 1, 1, 2],
];

/** Which matters a fate needs. */
const WANTS: Partial<Record<FateName, (matter: Matter) => boolean>> = {
  published: (matter) => matter.faq !== undefined && matter.to === 'manager',
  forwarded: ({ to, subject }) => to === 'hall' && subject === 'yard',
  extended: ({ to }) => isBody(to),
  extendedNow: ({ to }) => isBody(to),
  joined: ({ to, subject }) =>
    to === 'manager' && ['structure', 'yard', 'heating', 'lift', 'entrance'].includes(subject),
  unsigned: ({ subject }) => subject === 'other',
  unread: ({ subject }) => subject === 'other',
};

const GENERAL = ['cleaning', 'entrance', 'lift', 'structure', 'yard', 'charges', 'other', 'meeting'];
const NOW: readonly FateName[] = ['fresh', 'onDesk', 'overdue', 'answeredNow', 'reopenedNow'];
const DIVIDED = ['cleaning', 'lift', 'works'];
const isBody = (to: To): boolean => to === 'hall' || to === 'inspectorate';

/** Everything that happens in the seed, the same in every run. */
export function planAppeals(cast: Cast): SeedAppeal[] {
  const random = new Random(SEED);
  return SHARES.flatMap(([fate, count, from, to]) =>
    Array.from({ length: count }, (_, index): SeedAppeal => {
      const daysBefore = from + ((to - from) * (index + random.next())) / count;
      return { name: `appeal:${fate}:${from}:${index}`, daysBefore, fate, ...sceneOf(fate, cast, random) };
    }),
  );
}

type Scene = Omit<SeedAppeal, 'name' | 'daysBefore' | 'fate'>;

function sceneOf(fate: FateName, cast: Cast, random: Random): Scene {
  // The houses of the demo clerk's company come up more often, so that the clerk has work.
  const ours = houses.filter(({ manager }) => manager === 'dom');
  const house = pick(random, random.chance(0.5) ? ours : houses);
  const wanted =
    WANTS[fate] ??
    ((matter: Matter) =>
      matter.to === 'manager' ||
      (!NOW.includes(fate) && fate !== 'complained' && fate !== 'silent' && fate !== 'divided'));
  const fitting = matters.filter(
    (matter) => wanted(matter) && (!NOW.includes(fate) || GENERAL.includes(matter.subject)),
  );
  const matter = pick(random, fitting);
  const signed = fate !== 'unsigned' && fate !== 'unread';
  return {
    matter,
    house,
    to: addressee(matter.to, house),
    subjects: fate === 'divided' ? DIVIDED : [matter.subject],
    channel: signed ? channelOf(random, matter.to) : 'paper',
    holder: signed ? holderOf(house, cast, random) : null,
  };
}

function addressee(to: To, house: SeedHouse): string {
  if (to === 'manager') return house.manager;
  return to === 'hall' ? `hall-${house.place}` : to;
}

function holderOf(house: SeedHouse, cast: Cast, random: Random): FlatHolder {
  const holders = cast.holders(house.key);
  const owner = holders.find(({ personId }) => personId === demoOwner());
  if (house.key === ROLL_HOUSE && owner && random.chance(0.5)) return owner;
  return pick(random, holders);
}

function channelOf(random: Random, to: To): AppealChannel {
  const channel = random.weighted<AppealChannel>([
    [55, 'cabinet'],
    [10, 'email'],
    [10, 'phone'],
    [10, 'paper'],
    [5, 'visit'],
    [5, 'gis'],
    [5, 'max'],
  ]);
  return isBody(to) && channel === 'email' ? 'cabinet' : channel;
}

function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[random.whole(0, list.length - 1)];
  if (found === undefined) throw new Error('Nothing to pick from');
  return found;
}
