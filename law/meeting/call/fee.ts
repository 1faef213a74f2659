import type { NoticeCheck } from './before-notice-check';
import { applies, dueOf, limitWords, timeliness, type Timing } from '../../base/timing';

export interface FeePlan extends Timing {
  readonly opensAt: Date | null;
  readonly questions: readonly { readonly kind: string; readonly paperAt?: Date | null }[];
}

/**
 * N-10: owners decide on the fee with the manager's proposal (works, price, calculation) available a month before the
 * meeting. Domovoy checks that the question has a paper and its day; a person reads what it says.
 */
export function feeChecks({ questions, opensAt, zone, on }: FeePlan): NoticeCheck[] {
  const fees = questions.flatMap(({ kind, paperAt = null }, index) =>
    kind === 'FEE_CONTENT' ? [{ number: index + 1, paperAt }] : [],
  );
  if (fees.length === 0 || !opensAt || !applies('N-10', on)) return [];
  const due = dueOf('N-10', opensAt, { zone, on });
  return fees.map(({ number, paperAt }): NoticeCheck => {
    const inTime = paperAt !== null && timeliness(due, paperAt) === 'in-time';
    const says = inTime
      ? `Вопрос ${number}: предложение управляющей организации о плате приложено вовремя.`
      : `Вопрос ${number}: предложение управляющей организации о плате — перечень работ, цену и расчёт — собственникам ` +
        `дают ${limitWords(due)}. ${paperAt === null ? 'Приложите его к вопросу.' : 'Оно приложено позже.'} ` +
        'Если его дали в срок иначе, сохраните доказательство.';
    return {
      code: inTime ? 'fee-proposal' : 'fee-proposal-missing',
      norm: 'N-10',
      verdict: inTime ? 'ok' : 'person',
      says,
      task: 'materials',
    };
  });
}
