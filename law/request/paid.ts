import type { Day } from '../base/day';
import { multiply, parseFraction } from '../base/fraction';
import { kopecksOf, type Kopecks } from '../base/money';
import { norm } from '../base/norm';
import { Refusal } from '../base/refusal';
import { instantDigits } from '../base/russian';
import { deadline, dueInstant, type Deadline } from '../base/terms';
import { fraction, compare, ZERO } from '../base/fraction';

/** What decides whether a resident may be asked to pay at all. */
export interface Chargeable {
  common: boolean;
  emergency: boolean;
  quality: boolean;
  /** Until when the work that this request repeats is under warranty; null: it repeats none. */
  warrantyUntil: Date | null;
  zone: string;
}

export interface Free {
  norm: string;
  says: string;
}

/** Why this work costs the resident nothing; null: it may be charged, after consent. */
export function freeBecause(work: Chargeable, at: Date, on: Day): Free | null {
  const { common, emergency, quality, warrantyUntil, zone } = work;
  const free = (id: string, more = ''): Free => ({ norm: norm(id, on).id, says: `${norm(id, on).value}${more}.` });
  if (common) return free('RQ-F1');
  if (emergency) return free('RQ-F2');
  if (quality) return free('RQ-F3');
  if (warrantyUntil && at < warrantyUntil) return free('RQ-F4', ` до ${instantDigits(warrantyUntil, zone)}`);
  return null;
}

export function mustBeChargeable(work: Chargeable, at: Date, on: Day): void {
  const free = freeBecause(work, at, on);
  if (free) throw new Refusal('work-free', `Брать деньги нельзя: ${free.says}`, 422);
}

/** How long a fault that comes back is mended free of charge. */
export const warrantyOf = (fixedAt: Date, zone: string, on: Day): Deadline =>
  deadline({ norm: 'RQ-P15', event: fixedAt, zone, on });
export const warrantyEnds = (fixedAt: Date, zone: string, on: Day): Date => dueInstant(warrantyOf(fixedAt, zone, on));

/** One line of an estimate or of the parts used. */
export interface PricedLine {
  part: string;
  name: string;
  unit: string;
  /** An exact decimal: «1.5». */
  count: string;
  price: Kopecks;
  sum: Kopecks;
}

const COUNT = /^\d{1,6}(?:[.,]\d{1,3})?$/;

/** «1,5» → «1.5»; a count is above zero and has at most three decimals. */
export function countOf(text: string, field: string): string {
  const plain = text.trim().replace(',', '.');
  if (COUNT.test(plain) && compare(parseFraction(plain), ZERO) > 0) return plain;
  const say = 'Укажите количество больше нуля: 2 или 1,5.';
  throw new Refusal('count-wrong', say, 422, { [field]: say });
}

/** A line costs its count times the price, each line rounded half up to a kopeck. */
export const sumOfLine = (count: string, price: Kopecks): Kopecks =>
  kopecksOf(multiply(parseFraction(count), fraction(price, 100)));
export const totalOf = (lines: readonly Pick<PricedLine, 'sum'>[]): Kopecks =>
  lines.reduce((sum, line) => sum + line.sum, 0);
