import type { Alarm } from '../../law/base/alarm';
import { dueInstant, type Deadline } from '../../law/base/terms';
import type { Facts } from './chain';
import type { NamedDeadline } from './types';

/** The facts recorded about a term: ids and dates only. */
export function termFacts({ norm, dueAt, lastDay }: Deadline): Facts {
  return { norm, dueAt: dueInstant({ dueAt }).toISOString(), lastDay };
}

/** A window that ends by itself, with the act that ends it; it is nobody's duty. */
export function window(name: string, deadline: Deadline, ...alarms: readonly Alarm[]): NamedDeadline {
  return { name, deadline, duty: false, alarms };
}
