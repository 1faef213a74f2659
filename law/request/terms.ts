import type { Alarm } from '../base/alarm';
import type { Day } from '../base/day';
import { norm } from '../base/norm';
import { deadline, dueInstant, partOfTerm, type Deadline } from '../base/terms';
import { requestClocks, type ClockName } from '../dispatch/clocks';
import { faultKind, isPressing } from '../dispatch/kinds';

export interface RequestTerms {
  kind: string;
  /** The start of the terms: the registration, or the return of a request that was not done. */
  from: Date;
  damagedAt: Date | null;
  /** Another time of the check of quality, as agreed with the resident. */
  agreedAt?: Date | null;
  /** When harm to health or property was reported. */
  harmAt?: Date | null;
  zone: string;
  lawDate: Day;
}

export interface NamedTerm {
  name: string;
  deadline: Deadline;
  alarms: readonly Alarm[];
}

/** Who is told while the term runs: the dispatcher at half, the head near its end, everybody at its end. */
const laddered: readonly ClockName[] = ['localise', 'evacuate', 'fix', 'check'];

/** All terms of a request of this kind, each with its alarms after `now`. */
export function requestTerms(asked: RequestTerms, now: Date): NamedTerm[] {
  const { kind, from, damagedAt, agreedAt, harmAt, zone, lawDate } = asked;
  const clocks = requestClocks({
    kind,
    registeredAt: from,
    damagedAt: damagedAt ?? undefined,
    agreedAt: agreedAt ?? undefined,
    harmAt: harmAt ?? undefined,
    zone,
    on: lawDate,
  });
  return clocks.map(({ name, deadline: due }) => ({
    name,
    deadline: due,
    alarms: laddered.includes(name) ? ladder(due, lawDate, now) : [missAt(due)],
  }));
}

const missAt = (due: Deadline): Alarm => ({ act: 'late', at: dueInstant(due).toISOString(), misses: true });

/** The alarms of a term; reminders that have already passed are not repeated. */
export function ladder(due: Deadline, lawDate: Day, now: Date): Alarm[] {
  const early = (['half', 'soon'] as const)
    .map((act) => ({ act, at: partOfTerm(due, Number(norm(`RQ-P2.${act}`, lawDate).value)) }))
    .filter(({ at }) => at > now);
  return [...early.map(({ act, at }) => ({ act, at: at.toISOString() })), missAt(due)];
}

/** How long a worker may stay silent before the next one is asked. */
export const silenceTerm = (kind: string, at: Date, zone: string, lawDate: Day): Deadline =>
  deadline({ norm: isUrgent(kind) ? 'RQ-P1.urgent' : 'RQ-P1', event: at, zone, on: lawDate });

/** Terms in minutes: every minute of silence counts. */
export const isUrgent = (kind: string): boolean => isPressing(faultKind(kind));

/** How many workers are asked in turn before the head is called. */
export const mastersAsked = (lawDate: Day): number => Number(norm('RQ-P1.masters', lawDate).value);

/** How long the resident may confirm the work or return it. */
export const confirmWindow = (fixedAt: Date, zone: string, lawDate: Day): Deadline =>
  deadline({ norm: 'RQ-P3', event: fixedAt, zone, on: lawDate });
