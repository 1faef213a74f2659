import { addDays, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, startOfDay } from '../../law/base/zone';
import type { RequestFilter } from '../../store/request/list';
import { caseFilter, scopeOf, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { desksOf, officesOf } from '../security/reader';

export interface RequestsAsked extends CasesAsked {
  kind?: string;
  building?: string;
  from?: Day;
  to?: Day;
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
