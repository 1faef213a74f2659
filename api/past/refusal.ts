import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { readPast } from '../../store/clock/past';
import { leftWords } from './words';

/** Explains why nothing can be written now, and when it will be possible again. */
export async function whileTravelling(db: Knex): Promise<Refusal> {
  const past = await readPast(db);
  const say =
    past && !past.problem
      ? `Регион проживает своё прошлое, и его часы сейчас переводятся. Отправьте ещё раз через несколько секунд${over(past.leftMs)}.`
      : 'Часы переводятся. Подождите немного и отправьте ещё раз.';
  return new Refusal('clock-travelling', say, 423);
}

function over(leftMs: number | null): string {
  const left = leftWords(leftMs);
  return left ? `; до конца прошлого ${left}` : '';
}
