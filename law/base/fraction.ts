import { Refusal } from './refusal';
import { NBSP, numberText } from './russian';

/** An exact rational in lowest terms; the denominator is positive. Shares and votes are never floats. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO: Fraction = { numerator: 0n, denominator: 1n };
export const ONE: Fraction = { numerator: 1n, denominator: 1n };

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(numerator), BigInt(denominator)];
  if (bottom === 0n) throw new Refusal('fraction-zero', 'Знаменатель доли не может быть нулём. Исправьте долю.');
  const sign = bottom < 0n ? -1n : 1n;
  const common = gcd(top, bottom) || 1n;
  return { numerator: (sign * top) / common, denominator: (sign * bottom) / common };
}

const RATIO = /^(-?\d{1,30})\/(\d{1,30})$/;
const DECIMAL = /^(-?)(\d{1,30})(?:[.,](\d{1,30}))?$/;

/** «1/3», «54.30», «54,3», «7». */
export function parseFraction(text: string): Fraction {
  const plain = text.trim().replace('−', '-');
  const ratio = RATIO.exec(plain);
  if (ratio) return fraction(BigInt(ratio[1] ?? 0), BigInt(ratio[2] ?? 1));
  const decimal = DECIMAL.exec(plain);
  if (!decimal) throw new Refusal('fraction-unreadable', `Число «${text}» не читается. Пример: 1/3 или 54,30.`);
  const [, sign, whole = '0', rest = ''] = decimal;
  const size = fraction(BigInt(whole + rest), 10n ** BigInt(rest.length));
  return sign ? negate(size) : size;
}

export function negate({ numerator, denominator }: Fraction): Fraction {
  return { numerator: -numerator, denominator };
}

export function add(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

export function subtract(a: Fraction, b: Fraction): Fraction {
  return add(a, negate(b));
}

export function multiply(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function divide(a: Fraction, b: Fraction): Fraction {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator);
}

export function sum(parts: Iterable<Fraction>): Fraction {
  let total = ZERO;
  for (const part of parts) total = add(total, part);
  return total;
}

/** Negative, zero or positive, for sorting; never uses floats. */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}

export function equal(a: Fraction, b: Fraction): boolean {
  return compare(a, b) === 0;
}

/** Rounds to a whole number, halves away from zero: the «арифметическое» rounding used in bills. */
export function roundHalfUp({ numerator, denominator }: Fraction): bigint {
  const size = numerator < 0n ? -numerator : numerator;
  const rounded = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -rounded : rounded;
}

/** A plain decimal with a point, rounded half up: 65.5959 with 4 places. */
export function decimal(value: Fraction, places: number): string {
  const scaled = roundHalfUp({ numerator: value.numerator * 10n ** BigInt(places), denominator: value.denominator });
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return (scaled < 0n ? '-' : '') + whole + (places > 0 ? `.${digits.slice(-places)}` : '');
}

/** «1/3», or a whole number as it is. */
export function fractionText({ numerator, denominator }: Fraction): string {
  return denominator === 1n ? String(numerator) : `${numerator}/${denominator}`;
}

/** Russian decimal: «6152,43». */
export function decimalText(value: Fraction, places: number): string {
  return numberText(decimal(value, places));
}

/** «65,596 %» of a whole; for display only, decisions compare fractions. */
export function percentText(part: Fraction, whole: Fraction, places = 3): string {
  if (whole.numerator === 0n) return `0${NBSP}%`;
  const share = multiply(divide(part, whole), fraction(100n));
  return `${decimalText(share, places)}${NBSP}%`;
}
