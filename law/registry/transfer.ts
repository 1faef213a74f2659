import type { Day } from '../base/day';
import type { RightBasis } from './words';
import { deadline, type Deadline } from '../base/terms';
import type { Timing } from '../base/timing';

/** K-11: the year runs from the permission to put the house into use. */
export function actTerm(commissioned: Day, { zone, on }: Timing): Deadline {
  return deadline({ norm: 'K-11', event: commissioned, zone, on });
}

export const actUntil = (commissioned: Day | null, timing: Timing): Day | null =>
  commissioned === null ? null : actTerm(commissioned, timing).lastDay;

/** V-15 and its one exception: a record in ЕГРН always gives a vote, an act only within its year. */
export const votesOn = (basis: RightBasis, until: Day | null, day: Day): boolean =>
  basis === 'record' || (until !== null && day <= until);
