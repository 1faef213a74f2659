import { addDays } from '../base/day';
import type { NormRow, Standing } from './row';

/**
 * First day in force, percent. Set by Банк России; a decision made on a Friday takes effect on Monday. The years begin
 * where the life of a region begins.
 */
const decisions: readonly (readonly [string, number])[] = [
  ['2018-12-17', 7.75], ['2019-06-17', 7.5], ['2019-07-29', 7.25], ['2019-09-09', 7], ['2019-10-28', 6.5],
  ['2019-12-16', 6.25], ['2020-02-10', 6], ['2020-04-27', 5.5], ['2020-06-22', 4.5], ['2020-07-27', 4.25],
  ['2021-03-22', 4.5], ['2021-04-26', 5], ['2021-06-15', 5.5], ['2021-07-26', 6.5], ['2021-09-13', 6.75],
  ['2021-10-25', 7.5], ['2021-12-20', 8.5], ['2022-02-14', 9.5], ['2022-02-28', 20], ['2022-04-11', 17],
  ['2022-05-04', 14], ['2022-05-27', 11], ['2022-06-14', 9.5], ['2022-07-25', 8], ['2022-09-19', 7.5],
  ['2023-07-24', 8.5], ['2023-08-15', 12], ['2023-09-18', 13], ['2023-10-30', 15], ['2023-12-18', 16],
  ['2024-07-29', 18], ['2024-09-16', 19], ['2024-10-28', 21], ['2025-06-09', 20], ['2025-07-28', 18],
  ['2025-09-15', 17], ['2025-10-27', 16.5], ['2025-12-22', 16], ['2026-02-16', 15.5], ['2026-03-23', 15],
  ['2026-04-27', 14.5], ['2026-06-22', 14.25], ['2026-07-27', 14],
];

/** The first day whose rate nobody has loaded: the number before it goes on, and the row says so. */
const NOT_LOADED = '2026-09-14';
const unknown = 'Решение от 11.09.2026 не загружено; до загрузки действует прежнее число, предельная ставка та же.';

/** A rate is in force until the day before the next decision takes effect. */
function row(from: string, value: number, next: string | undefined, standing: Standing & { note?: string }): NormRow {
  return {
    id: 'KEY-RATE', title: 'Ключевая ставка Банка России, годовых', value, unit: '%', from,
    to: next ? addDays(next, -1) : null, citation: 'решения Совета директоров Банка России', usedBy: ['debt', 'billing'],
    ...standing,
  };
}

export const keyRateNorms: readonly NormRow[] = [
  ...decisions.map(([from, value], index) =>
    row(from, value, decisions[index + 1]?.[0] ?? NOT_LOADED, { confidence: 'V2', source: 'key-rate' }),
  ),
  row(NOT_LOADED, decisions.at(-1)?.[1] ?? 0, undefined, { confidence: 'U', note: unknown }),
];
