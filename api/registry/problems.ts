import type { Problem } from '../../law/registry/register-columns';

const SHOWN_MOST = 500;

/** The first problems in the order of rows, and how many there were in all. */
export interface Cut {
  shown: Problem[];
  total: number;
}

export function cut(problems: readonly Problem[], total = problems.length): Cut {
  const ordered = [...problems].sort((a, b) => a.row - b.row);
  return { shown: ordered.slice(0, SHOWN_MOST), total };
}

/** Joins two cut lists. */
export const joined = (one: Cut, other: Cut): Cut => cut([...one.shown, ...other.shown], one.total + other.total);

/** The problems for the report; the number left out is stated. */
export function toldProblems({ shown, total }: Cut): Problem[] {
  if (total <= shown.length) return shown;
  const say = `Замечаний всего ${total}. Исправьте эти и проверьте снова.`;
  return [...shown, { row: shown.at(-1)?.row ?? 0, column: '', code: 'and-more', say }];
}
