import type { Day } from '../../base/day';
import { norm } from '../../base/norm';

export interface PayDayFound {
  readonly verdict: 'problem' | 'person';
  readonly says: string;
}

/** «до 25-го», «25 числа», «не позднее 25»: a day of the month, not a year, a sum, a date or a length of time. */
const NAMED =
  /(?:до|позднее|по)\s+(\d{1,2})(?![\d.,/%]|\s*(?:руб|₽|%|месяц|год|лет|дн))|(\d{1,2})(?:-?го|-?е)?\s+числ/gi;

/**
 * ЖК ст. 155 ч. 1: since 177-ФЗ the day of payment is in the law, and a meeting that names another decides what is not
 * its own. Before, a contract or the members of an association could set another day, not a meeting of owners.
 */
export function payDayProblem(kind: string, wording: string, on: Day): PayDayFound | null {
  if (kind !== 'PAY_TERMS') return null;
  const { value, citation } = norm('DUE-02', on);
  const other = [...wording.matchAll(NAMED)].map(([, till, of]) => Number(till ?? of)).find((day) => day !== value);
  if (other === undefined) return null;
  if (norm('DUE-03', on).value === 'нельзя') {
    const says = `Платят до ${value}-го числа (${citation}): собрание не может назвать другой день. Уберите его.`;
    return { verdict: 'problem', says };
  }
  const says = `Другой день оплаты устанавливает договор управления или собрание членов товарищества (${citation}).`;
  return { verdict: 'person', says };
}
