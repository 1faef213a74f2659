import type { LetterSource } from '../../store/letters/letters';

/** How the letters of one area are worded and where they lead; `Words`: what they say beside what every case has. */
export interface AreaLetters<Facts, Words> {
  /** Where each case of it has its page: `/appeals`. */
  path: string;
  words(facts: Facts, source: LetterSource, publicUrl: string): Words;
  /** Of letters that lead to a page of the case rather than to its card: what follows its address. */
  leaf(facts: Facts, letter: string): string;
}
