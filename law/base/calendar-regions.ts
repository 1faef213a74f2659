/**
 * Extra non-working days of regions (ТК РФ ст. 6, закон 125-ФЗ ст. 4 п. 7), by region code. Not checked against the
 * acts: movable holidays are listed only for years whose dates were announced; an operator adds the rest.
 */
const FIXED: Readonly<Record<string, readonly string[]>> = { '02': ['10-11'], '16': ['08-30', '11-06'] };

const MOVING: Readonly<Record<string, Readonly<Record<number, readonly string[]>>>> = {
  '02': { 2026: ['03-20', '05-27'] },
  '16': { 2026: ['03-20', '05-27'] },
};

export function regionalDays(region: string | undefined, year: number): readonly string[] {
  if (!region) return [];
  return [...(FIXED[region] ?? []), ...(MOVING[region]?.[year] ?? [])];
}
