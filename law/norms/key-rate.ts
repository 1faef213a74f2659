import { addDays } from '../base/day';
import type { Confidence, NormRow } from './row';

/** First day in force, percent, confidence. Set by Банк России; a decision made on a Friday takes effect on Monday. */
const decisions: readonly (readonly [string, number, Confidence])[] = [
  ['2021-12-20', 8.5, 'M'], ['2022-02-14', 9.5, 'V'], ['2022-02-28', 20, 'V'], ['2022-04-11', 17, 'M'],
  ['2022-05-04', 14, 'M'], ['2022-05-27', 11, 'V2'], ['2022-06-14', 9.5, 'V2'], ['2022-07-25', 8, 'V'],
  ['2022-09-19', 7.5, 'V'], ['2023-07-24', 8.5, 'V2'], ['2023-08-15', 12, 'M'], ['2023-09-18', 13, 'M'],
  ['2023-10-30', 15, 'M'], ['2023-12-18', 16, 'V2'], ['2024-07-29', 18, 'M'], ['2024-09-16', 19, 'M'],
  ['2024-10-28', 21, 'V'], ['2025-06-09', 20, 'V'], ['2025-07-28', 18, 'V'], ['2025-09-15', 17, 'V'],
  ['2025-10-27', 16.5, 'V'], ['2025-12-22', 16, 'V2'], ['2026-02-16', 15.5, 'V'], ['2026-03-23', 15.5, 'U'],
];

const unknown = 'Решение от 20.03.2026 не загружено; до загрузки действует прежнее число, предельная ставка та же.';

/** A rate is in force until the day before the next decision takes effect. */
function lastDay(index: number): string | null {
  const next = decisions[index + 1];
  return next ? addDays(next[0], -1) : null;
}

export const keyRateNorms: readonly NormRow[] = decisions.map(([from, value, confidence], index) => ({
  id: 'KEY-RATE', title: 'Ключевая ставка Банка России, годовых', value, unit: '%', from, to: lastDay(index),
  citation: 'решения Совета директоров Банка России', confidence, usedBy: ['debt', 'billing'],
  ...(confidence === 'U' ? { note: unknown } : {}),
}));
