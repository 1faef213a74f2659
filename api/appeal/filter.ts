import { addDays, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, startOfDay } from '../../law/base/zone';
import type { AppealFilter } from '../../store/appeal/list';
import { caseFilter, scopeOf, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';

interface Asked extends CasesAsked {
  subject?: string;
  from?: Day;
  to?: Day;
}

export const appealFilter = (actor: Actor, asked: Asked, now: Date): AppealFilter => ({
  ...caseFilter(asked, actor, now),
  scope: scopeOf(actor, asked.whose),
  routedTo: asked.whose === 'assigned' ? actor.personId : undefined,
  subject: asked.subject,
  from: asked.from ? startOfDay(asked.from, CAPITAL_ZONE) : undefined,
  to: asked.to ? startOfDay(addDays(asked.to, 1), CAPITAL_ZONE) : undefined,
});
