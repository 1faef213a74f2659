import type { Problem } from '../../law/registry/register-columns';

const SHOWN_MOST = 500;

/** The first of many, in the order of rows, and how many there were. */
export interface Cut {
  shown: Problem[];
  total: number;
}

export function cut(problems: readonly Problem[], total = problems.length): Cut {
  const ordered = [...problems].sort((a, b) => a.row - b.row);
  return { shown: ordered.slice(0, SHOWN_MOST), total };
}

/** Two lists that were cut apart, as one. */
export const joined = (one: Cut, other: Cut): Cut => cut([...one.shown, ...other.shown], one.total + other.total);

/** As the report shows them: what is left out is told of. */
export function toldProblems({ shown, total }: Cut): Problem[] {
  if (total <= shown.length) return shown;
  const say = `Замечаний всего ${total}. Исправьте эти и проверьте снова.`;
  return [...shown, { row: shown.at(-1)?.row ?? 0, column: '', code: 'and-more', say }];
}
