import { addDays, type Day } from '../../law/base/day';
import { CAPITAL_ZONE, startOfDay } from '../../law/base/zone';
import type { OffService } from '../../law/dispatch/off';
import type { OutageKind } from '../../law/outage/words';
import type { OutageFilter } from '../../store/outage/list';
import { caseFilter, type CasesAsked } from '../case/list';
import type { Actor } from '../security/actor';
import { desksOf, officesOf, readerOf } from '../security/reader';

/** What goes on, what is ahead, what is over, and where a notice was late. */
export const outageStates = ['running', 'announced', 'over', 'overrun', 'late'] as const;
export type OutageState = (typeof outageStates)[number];

const PHASES: Readonly<Record<OutageState, readonly string[] | undefined>> = {
  running: ['running'],
  announced: ['announced'],
  over: ['restored', 'closed', 'cancelled'],
  overrun: ['running'],
  late: undefined,
};

export interface OutagesAsked extends Omit<CasesAsked, 'state' | 'phase'> {
  state?: OutageState;
  service?: OffService;
  kind?: OutageKind;
  house?: string;
  from?: Day;
  to?: Day;
}

/** What the list of outages shows to a query, and what a counter on the first page counts by it. */
export const outageFilter = (actor: Actor, asked: OutagesAsked, now: Date): OutageFilter => {
  const { state, whose, ...rest } = asked;
  return {
    ...caseFilter({ number: rest.number, whose }, actor, now),
    ...(whose === 'office' && { answering: [...officesOf(actor), ...desksOf(actor)] }),
    scope: readerOf(actor),
    ownHouses: whose === 'home' ? actor.houses : undefined,
    phases: state && PHASES[state],
    overrunBy: state === 'overrun' ? now : undefined,
    lateNotice: state === 'late' ? true : undefined,
    service: rest.service,
    kind: rest.kind,
    buildingId: rest.house,
    from: rest.from ? startOfDay(rest.from, CAPITAL_ZONE) : undefined,
    to: rest.to ? startOfDay(addDays(rest.to, 1), CAPITAL_ZONE) : undefined,
  };
};
