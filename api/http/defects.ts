import { Refusal } from '../../law/base/refusal';

/** A mistake in our code that did no harm, because the database refused the value. */
export class Defect extends Refusal {}

const CONFLICTS: readonly string[] = ['23503', '23505', '23P01'];
const SQLSTATE = /^(22|23)[0-9A-Z]{3}$/;

/**
 * The last safety net: a value that no column accepts (class 22) or that violates a constraint (class 23) is refused
 * instead of failing. Each is logged as a defect, because the schema of the field should have caught it.
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
