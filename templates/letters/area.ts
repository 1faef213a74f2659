import type { LetterSource } from '../../store/letters/letters';

/**
 * The wording of the letters of one area and the pages they link to. `Words`: what they say besides what every case
 * has.
 */
export interface AreaLetters<Facts, Words> {
  /** Where its cases have their pages: `/appeals`. */
  path: string;
  words(facts: Facts, source: LetterSource, publicUrl: string): Words;
  /** For letters that link to a page of the case instead of its card: what follows the address of the case. */
  leaf(facts: Facts, letter: string): string;
}
