import { Refusal } from '../../law/base/refusal';
import { momentOf } from '../http/fields';

/** The time at which somebody asks to be visited, in the local time of the house; both ends or neither, and ahead. */
export function wishOf(
  from: string | undefined,
  to: string | undefined,
  zone: string,
  now: Date,
): { from: Date; to: Date } | null {
  if (!from && !to) return null;
  const span = from && to ? { from: momentOf(from, zone), to: momentOf(to, zone) } : null;
  if (span && span.to > span.from && span.to > now) return span;
  const say = 'Назовите время в будущем: с какого часа и до какого.';
  throw new Refusal('wish-time', say, 422, { from: say });
}

/** When it broke, if they know; what lies ahead of us has not broken yet. */
export function damageOf(typed: string | undefined, zone: string, now: Date): Date | null {
  if (!typed) return null;
  const at = momentOf(typed, zone);
  if (at <= now) return at;
  const say = 'Это время ещё не наступило. Исправьте, когда сломалось.';
  throw new Refusal('damaged-later', say, 422, { damaged: say });
}
