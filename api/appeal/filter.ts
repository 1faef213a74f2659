import { addDays, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, startOfDay } from '../../law/base/zone';
import type { AppealFilter } from '../../store/appeal/list';
import type { CaseReader } from '../../store/case/sight';
import { caseFilter, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { readerOf } from '../security/reader';

interface Asked extends CasesAsked {
  subject?: string;
  from?: Day;
  to?: Day;
}

/**
 * All appeals the person may see, or only those they wrote, joined or work on, or the collective ones of their houses.
 */
function scopeOf(actor: Actor, whose?: string): CaseReader {
  const { personId, houses, ...rest } = readerOf(actor);
  if (whose === 'mine') return { personId };
  return whose === 'house' ? { houses } : { personId, houses, ...rest };
}

export const appealFilter = (actor: Actor, asked: Asked, now: Date): AppealFilter => ({
  ...caseFilter(asked, actor, now),
  scope: scopeOf(actor, asked.whose),
  routedTo: asked.whose === 'assigned' ? actor.personId : undefined,
  subject: asked.subject,
  from: asked.from ? startOfDay(asked.from, CAPITAL_ZONE) : undefined,
  to: asked.to ? startOfDay(addDays(asked.to, 1), CAPITAL_ZONE) : undefined,
});
