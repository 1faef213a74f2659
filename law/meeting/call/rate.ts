import { type Fraction, add, compare, fraction, parseFraction } from '../../base/fraction';

/** What a question asks of each owner: roubles for a square metre. */
export interface Rate {
  readonly perMetre: Fraction;
  readonly period: 'month' | 'year' | null;
}

const SUM = String.raw`(?<roubles>\d[\d\u00a0 ]*(?:[.,]\d{1,2})?)\s*(?:рубл[а-я]*|руб\.?|₽|р\.)`;
const COINS = String.raw`(?:\s*(?<kopecks>\d{1,2})\s*коп[а-я]*\.?)?`;
const EACH = String.raw`\s*(?:\/|за|с|на)\s*(?:1\s+|один\s+|одного\s+|кажд[а-я]+\s+)?`;
const METRE = String.raw`(?:квадратн[а-я]+\s+метр|кв\.?\s*м|м²|м2)`;
const RATE = new RegExp(SUM + COINS + EACH + METRE, 'giu');
const HUNDRED = 100n;

/** Read from the wording; a text that names several different rates names none that we may count with. */
export function rateOf(text: string): Rate | null {
  const found = [...text.matchAll(RATE)].map(({ groups }) => {
    const roubles = parseFraction((groups?.['roubles'] ?? '').replace(/[\u00a0 ]/g, '').replace(',', '.'));
    return add(roubles, fraction(BigInt(groups?.['kopecks'] ?? '0'), HUNDRED));
  });
  const [first] = found;
  if (!first || found.some((one) => compare(one, first) !== 0)) return null;
  return { perMetre: first, period: periodOf(text) };
}

function periodOf(text: string): Rate['period'] {
  const [monthly, yearly] = [/в месяц|ежемесячн/iu.test(text), /в год(?![а-яё])|ежегодн/iu.test(text)];
  if (monthly === yearly) return null;
  return monthly ? 'month' : 'year';
}
