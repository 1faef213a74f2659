import type { AreaName, LetterFactsOf, OwnLetterFacts } from '../store/areas';
import type { LetterSource } from '../store/letters/letters';
import { appealLetters, noAppealWords, type AppealWords } from './letters/appeal/words';
import type { AreaLetters } from './letters/area';
import { meetingLetters, noMeetingWords, type MeetingWords } from './letters/meeting/words';

/** What the letters of all areas say beside what every case has. */
export type AreaWords = AppealWords & MeetingWords;
/** Empty text means: there is nothing to say. A letter of one area has none of the words of another. */
export const noWords: AreaWords = { ...noAppealWords, ...noMeetingWords };

/** The one list of letters by area: the compiler refuses an area of store/areas.ts without its line. */
const areas: { readonly [A in AreaName]: AreaLetters<LetterFactsOf[A], Partial<AreaWords>> } = {
  appeal: appealLetters,
  meeting: meetingLetters,
};
export const letterAreas: readonly string[] = Object.keys(areas);

export const letterWordsOf = <A extends AreaName>(
  { area, facts }: OwnLetterFacts<A>,
  source: LetterSource,
  publicUrl: string,
): Partial<AreaWords> => areas[area].words(facts, source, publicUrl);

/** Where a letter of a case leads: `/meetings/…/chess`. */
export const pathOf = <A extends AreaName>({ area, facts }: OwnLetterFacts<A>, id: string, letter: string): string =>
  `${areas[area].path}/${id}${areas[area].leaf(facts, letter)}`;

/** Where each case of the area has its own page; an area without one is read on the general page. */
export const areaPath = (area: string): string =>
  (areas as Readonly<Record<string, { path: string }>>)[area]?.path ?? '/cases';
