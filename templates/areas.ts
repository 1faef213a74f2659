import type { AreaName, LetterFactsOf, OwnLetterFacts } from '../store/areas';
import type { LetterSource } from '../store/letters/letters';
import { appealLetters, noAppealWords, type AppealWords } from './letters/appeal/words';
import type { AreaLetters } from './letters/area';
import { meetingLetters, noMeetingWords, type MeetingWords } from './letters/meeting/words';
import { noOutageWords, outageLetters, type OutageWords } from './letters/outage/words';
import { noRequestWords, requestLetters, type RequestWords } from './letters/request/words';

/** What the letters of all areas say, besides what every case has. */
export type AreaWords = AppealWords & MeetingWords & OutageWords & RequestWords;
/** Empty text means that there is nothing to say. A letter of one area uses none of the words of another. */
export const noWords: AreaWords = { ...noAppealWords, ...noMeetingWords, ...noOutageWords, ...noRequestWords };

/** The list of letters by area: an area of store/areas.ts that is missing here does not compile. */
const areas: { readonly [A in AreaName]: AreaLetters<LetterFactsOf[A], Partial<AreaWords>> } = {
  appeal: appealLetters,
  meeting: meetingLetters,
  request: requestLetters,
  outage: outageLetters,
};
export const letterAreas: readonly string[] = Object.keys(areas);

export const letterWordsOf = <A extends AreaName>(
  { area, facts }: OwnLetterFacts<A>,
  source: LetterSource,
  publicUrl: string,
): Partial<AreaWords> => areas[area].words(facts, source, publicUrl);

/** The page a letter of a case links to: `/meetings/…/roll`. */
export const pathOf = <A extends AreaName>({ area, facts }: OwnLetterFacts<A>, id: string, letter: string): string =>
  `${areas[area].path}/${id}${areas[area].leaf(facts, letter)}`;

/** Where the cases of the area have their own pages; cases of other areas use the general page. */
export const areaPath = (area: string): string =>
  (areas as Readonly<Record<string, { path: string }>>)[area]?.path ?? '/cases';
