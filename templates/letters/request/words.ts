import { moneyText } from '../../../law/base/money';
import { momentWords } from '../../../law/base/russian';
import { faultKind } from '../../../law/dispatch/kinds';
import { termTitles } from '../../../law/request/words';
import type { LetterFactsOf } from '../../../store/areas';
import type { AreaLetters } from '../area';

export interface RequestWords {
  /** What is wrong: «Течёт труба холодной воды». */
  fault: string;
  /** Where: house, flat, entrance. */
  place: string;
  /** Who comes. */
  worker: string;
  /** When the worker comes: «21 декабря с 10:00 до 12:00». */
  visit: string;
  /** Words of people that the letter brings: the result, a reason, an objection. */
  words: string;
  /** The duty the letter is about: «Локализовать». */
  duty: string;
  /** What a paid work would cost: «1 500,00 ₽». */
  total: string;
  /** What to do at once, a line each. */
  advice: string;
}

export const noRequestWords: RequestWords = {
  fault: '',
  place: '',
  worker: '',
  visit: '',
  words: '',
  duty: '',
  total: '',
  advice: '',
};

export const requestLetters: AreaLetters<LetterFactsOf['request'], RequestWords> = {
  path: '/requests',
  words: ({ kind, place, master, masterRole, visitFrom, visitTo, words, zone }, { facts, createdAt }) => ({
    fault: faultKind(kind).title,
    place,
    worker: master ? `${masterRole} ${master}` : '',
    visit:
      visitFrom && visitTo
        ? `с ${momentWords(visitFrom, zone, createdAt)} до ${momentWords(visitTo, zone, createdAt)}`
        : '',
    words: words ?? '',
    duty: termTitles[String(facts['deadline'])] ?? '',
    total: typeof facts['total'] === 'number' ? moneyText(facts['total']) : '',
    advice: faultKind(kind).advice.join('\n'),
  }),
  leaf: () => '',
};
