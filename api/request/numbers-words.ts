import { faultKind } from '../../law/dispatch/kinds';
import { spanWords } from '../view/deadline';
import { MINUTE_MS } from '../../law/base/zone';
import type { Numbers } from './numbers-shape';

export const weekdays = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as const;

/** The buckets of `ages` in store/request/numbers, in words. */
export const ageTitles = [
  'меньше 2 часов',
  'от 2 часов до суток',
  'от 1 до 3 суток',
  'от 3 до 7 суток',
  'больше недели',
] as const;

export const kindTitle = (kind: string): string => faultKind(kind).title;

export const minutesWords = (minutes: number | null): string =>
  minutes === null ? '—' : spanWords(minutes * MINUTE_MS);

/** How many came in each hour, all weekdays together. */
export const byHour = ({ arrivals }: Pick<Numbers, 'arrivals'>): number[] =>
  Array.from({ length: 24 }, (_, hour) =>
    arrivals.filter((one) => one.hour === hour).reduce((sum, { count }) => sum + count, 0),
  );

/** The place of the largest, the first of several; null when there is nothing at all. */
export function largestOf(values: readonly number[]): number | null {
  const most = Math.max(0, ...values);
  return most === 0 ? null : values.indexOf(most);
}
