import { type Fraction, parseFraction, roundHalfUp } from './fraction';
import { groupDigits, NBSP } from './russian';
import { Refusal } from './refusal';

/** Money is a whole number of kopecks; the sums of a house fit easily into a safe integer. */
export type Kopecks = number;

const TYPED = /^-?\d{1,12}(?:[.,]\d{1,2})?$/;

/** Accepts what people type: «1 234,56», «1234.5», «10». */
export function parseMoney(text: string): Kopecks {
  const plain = text.replace(/[\s\u00a0\u202f]|₽/g, '').replace('−', '-');
  if (!TYPED.test(plain)) {
    throw new Refusal('money-unreadable', `Сумма «${text}» не читается. Введите рубли и копейки: 1234,56.`);
  }
  return kopecksOf(parseFraction(plain.replace(',', '.')));
}

/** Rubles as an exact fraction to kopecks, half away from zero. */
export function kopecksOf(rubles: Fraction): Kopecks {
  const kopecks = roundHalfUp({ numerator: rubles.numerator * 100n, denominator: rubles.denominator });
  const number = Number(kopecks);
  if (!Number.isSafeInteger(number)) throw new RangeError('the sum does not fit integer kopecks');
  return number;
}

/** 1234,56 without the ruble sign; digits are grouped from a thousand on. */
export function rublesText(kopecks: Kopecks): string {
  if (!Number.isSafeInteger(kopecks)) throw new RangeError('kopecks must be a whole number');
  const digits = String(Math.abs(kopecks)).padStart(3, '0');
  const sign = kopecks < 0 ? '−' : '';
  return `${sign}${groupDigits(digits.slice(0, -2))},${digits.slice(-2)}`;
}

/** 1 234,56 ₽ */
export function moneyText(kopecks: Kopecks): string {
  return `${rublesText(kopecks)}${NBSP}₽`;
}

/** 1234.56, for XML, CSV and JSON, which need a point. */
export function moneyDecimal(kopecks: Kopecks): string {
  return rublesText(kopecks).replaceAll(NBSP, '').replace('−', '-').replace(',', '.');
}
