import { addDays, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, startOfDay } from '../../law/base/zone';
import type { CaseReader } from '../../store/case/sight';
import type { RequestFilter } from '../../store/request/list';
import { caseFilter, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { desksOf, officesOf, readerOf } from '../security/reader';

export interface RequestsAsked extends CasesAsked {
  kind?: string;
  building?: string;
  from?: Day;
  to?: Day;
}

/** All requests the person may see, or only their own, those given to them, or those of their house. */
function scopeOf(actor: Actor, whose?: string): CaseReader {
  const { personId, houses, ...rest } = readerOf(actor);
  if (whose === 'mine') return { personId };
  return whose === 'house' ? { houses } : { personId, houses, ...rest };
}

export const requestFilter = (actor: Actor, asked: RequestsAsked, now: Date): RequestFilter => ({
  ...caseFilter(asked, actor, now),
  ...(asked.whose === 'office' && { answering: [...officesOf(actor), ...desksOf(actor)] }),
  scope: scopeOf(actor, asked.whose),
  masterId: asked.whose === 'assigned' ? actor.personId : undefined,
  kind: asked.kind,
  buildingId: asked.building,
  from: asked.from ? startOfDay(asked.from, CAPITAL_ZONE) : undefined,
  to: asked.to ? startOfDay(addDays(asked.to, 1), CAPITAL_ZONE) : undefined,
});
