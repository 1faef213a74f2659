import { Refusal } from '../../law/base/refusal';

/** A mistake of ours that did no harm, because the database refused what should not have reached it. */
export class Defect extends Refusal {}

const CONFLICTS: readonly string[] = ['23503', '23505', '23P01'];
const SQLSTATE = /^(22|23)[0-9A-Z]{3}$/;

/**
 * The last net: a value that no column takes (class 22) or that breaks a constraint (class 23) is refused, not failed.
 * Every such answer is logged as a defect, for the field should have been checked by its schema.
 */
export function defectOf(error: unknown): Defect | null {
  const { code, severity } = error as { code?: unknown; severity?: unknown };
  if (severity === undefined || typeof code !== 'string' || !SQLSTATE.test(code)) return null;
  return CONFLICTS.includes(code)
    ? new Defect('data-conflict', 'Пока вы заполняли форму, данные изменились. Обновите страницу и повторите.', 409)
    : new Defect(
        'data-wrong',
        'Одно из значений здесь не подходит. Проверьте, что вы ввели, и отправьте ещё раз.',
        422,
      );
}
