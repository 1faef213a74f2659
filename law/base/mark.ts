import { confidences } from '../norms/row';
import { confidenceWords } from './certainty';
import type { Day } from './day';
import { inForce, normHistory } from './norm';

/** How sure we are of a norm; one read in the act itself needs no mark. */
export function confidenceMark(confidence: string): string | undefined {
  const known = confidences.find((one) => one === confidence);
  return known === undefined || known === 'V' ? undefined : confidenceWords(known);
}

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
