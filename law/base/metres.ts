import { type Fraction, compare, decimal, fractionText, parseFraction, percentText, ZERO } from './fraction';
import { Refusal } from './refusal';
import { NBSP, numberText } from './russian';

/**
 * Votes are square metres: one metre, one vote (ЖК ст. 48 ч. 3). Read from text and printed as text, exact in between.
 */
export function parseArea(text: string, name: string): Fraction {
  const value = readArea(text, name);
  if (compare(value, ZERO) < 0) {
    throw new Refusal('area-negative', `«${name}» не может быть меньше нуля. Исправьте число.`);
  }
  return value;
}

function readArea(text: string, name: string): Fraction {
  try {
    return parseFraction(text);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal('area-unreadable', `«${name}» не читается. Введите число, например 54.30 или 1/3.`);
  }
}

/** Places needed when the denominator has only the factors 2 and 5; null when the decimal never ends. */
function decimalPlaces(denominator: bigint): number | null {
  let rest = denominator;
  let [twos, fives] = [0, 0];
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  return rest === 1n ? Math.max(twos, fives) : null;
}

/** The exact value, for programs: «4689.65», or «30131/300» when the decimal does not end. */
export function exactMetres(value: Fraction): string {
  const places = decimalPlaces(value.denominator);
  return places === null ? fractionText(value) : decimal(value, places);
}

/** Hundredths of a metre, as the registry keeps areas. */
export const METRE_PLACES = 2;

/** The value for readers: «4689,65 м²», or «≈ 100,44 м²» when the decimal does not end. */
export function metresWords(value: Fraction): string {
  const places = decimalPlaces(value.denominator);
  const text = numberText(decimal(value, places ?? METRE_PLACES));
  return `${places === null ? `≈${NBSP}` : ''}${text}${NBSP}м²`;
}

export const metresOf = (text: string): string => metresWords(parseFraction(text));

const PERCENT_PLACES = 2;
const PERCENT_FINEST = 8;
const WHOLE = /^\d+,0+\D/;

/**
 * The part as a percentage, for display; decisions never use it. It is never rounded to a whole percent that it is not:
 * 49,9974 % is no quorum, so it must not read 50,00 %.
 */
export function percentOf(part: string, whole: string): string {
  const [mine, all] = [parseFraction(part), parseFraction(whole)];
  for (let places = PERCENT_PLACES; ; places += 2) {
    const text = percentText(mine, all, places);
    if (places >= PERCENT_FINEST || !WHOLE.test(text) || isWholePercent(mine, all)) return text;
  }
}

const HUNDRED = 100n;
const isWholePercent = (part: Fraction, whole: Fraction): boolean =>
  (part.numerator * whole.denominator * HUNDRED) % (part.denominator * whole.numerator) === 0n;
