import { capitalised, instantDigits, instantWords } from '../../../law/base/russian';
import { partWords } from '../../../law/outage/flats';
import { causeTitles, servicesWords } from '../../../law/outage/words';
import type { LetterFactsOf } from '../../../store/areas';
import type { OutageLetterFacts } from '../../../store/outage/letter-facts';
import type { AreaLetters } from '../area';

export interface OutageWords {
  /** What is off: «горячее водоснабжение, лифт». */
  off: string;
  /** «пн 18 мая 2026, 09:00»; short, for SMS: «18.05.2026, 09:00». Empty while nobody knows the end. */
  offFrom: string;
  offUntil: string;
  offFromShort: string;
  offUntilShort: string;
  /** Why, by its name and in the words of the author. */
  offWhy: string;
  /** The addressee's houses, with the entrances, flats and risers of each. */
  offWhere: string;
  /** Set where it is dangerous, and where somebody will come into the flats. */
  offDanger: string;
  offFlats: string;
  /** When it came back. */
  offBack: string;
  offBackShort: string;
  /** Why it was changed or cancelled. */
  offReason: string;
}

export const noOutageWords: OutageWords = {
  off: '',
  offFrom: '',
  offUntil: '',
  offFromShort: '',
  offUntilShort: '',
  offWhy: '',
  offWhere: '',
  offDanger: '',
  offFlats: '',
  offBack: '',
  offBackShort: '',
  offReason: '',
};

export const outageLetters: AreaLetters<LetterFactsOf['outage'], OutageWords> = {
  path: '/outages',
  words: (facts, { case: file }) => (facts && file ? outageWords(facts, file.zone) : noOutageWords),
  leaf: () => '',
};

/** An outage as its letters tell it; also for the page that shows a letter before it is written. */
export function outageWords(facts: OutageLetterFacts, zone: string): OutageWords {
  const { services, from, until, cause, causeText, reason, danger, inFlats, restored, houses } = facts;
  return {
    off: servicesWords(services),
    offFrom: instantWords(from, zone),
    offUntil: until ? instantWords(until, zone) : '',
    offFromShort: instantDigits(from, zone),
    offUntilShort: until ? instantDigits(until, zone) : '',
    offWhy: causeText ? `${capitalised(causeTitles[cause])}. ${causeText}` : capitalised(causeTitles[cause]),
    offWhere: houses.map(whereWords).join('; '),
    offDanger: danger ? 'да' : '',
    offFlats: inFlats ? 'да' : '',
    offBack: restored ? instantWords(restored, zone) : '',
    offBackShort: restored ? instantDigits(restored, zone) : '',
    offReason: reason ?? '',
  };
}

function whereWords({ address, ...part }: OutageLetterFacts['houses'][number]): string {
  const words = partWords(part);
  return words ? `${address} (${words})` : address;
}
