import type { Day } from './day';
import { inForce, normHistory } from './norm';

/** How sure we are of a norm (law/norms/row); one read in the act itself needs no mark. */
const MARKS: Readonly<Record<string, string>> = {
  V2: 'норма сверена по обзору, не по тексту акта',
  M: 'норма ждёт сверки с текстом акта',
  'M?': 'норма под сомнением, сверьте с текстом акта',
  I: 'так сложилась практика',
  U: 'норму толкуют по-разному',
  P: 'правило региона: закон молчит',
};

export const confidenceMark = (confidence: string): string | undefined => MARKS[confidence];

/** The mark that a verdict by this norm carries, by the edition of the day; none where the norm has no row. */
export function normMark(id: string, on: Day): string | undefined {
  const row = historyOf(id).find((edition) => inForce(edition, on)) ?? historyOf(id).at(-1);
  return row && confidenceMark(row.confidence);
}

/** Some rules of meetings have no row in the table of norms. */
function historyOf(id: string): ReturnType<typeof normHistory> {
  try {
    return normHistory(id);
  } catch {
    return [];
  }
}
