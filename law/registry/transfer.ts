import type { Day } from '../base/day';
import type { RightBasis } from './words';
import { counted, dayDigits } from '../base/russian';
import { deadline, type Deadline } from '../base/terms';
import { localOf } from '../base/zone';
import type { ReadyCheck } from '../meeting/call/readycheck';
import type { Timing } from '../meeting/timing';

/** Who took premises from the developer by an act, as the register of a meeting sees them. */
export interface ByAct {
  readonly commissioned: Day | null;
  /** Last day of the year after commissioning; null while the day of commissioning is not known. */
  readonly until: Day | null;
  /** Rights by an act that are in the register, and those that are not. */
  readonly voting: number;
  readonly silent: number;
}

/** K-11: the year runs from the permission to put the house into use. */
export function actTerm(commissioned: Day, { zone, on }: Timing): Deadline {
  return deadline({ norm: 'K-11', event: commissioned, zone, on });
}

export const actUntil = (commissioned: Day | null, timing: Timing): Day | null =>
  commissioned === null ? null : actTerm(commissioned, timing).lastDay;

/** V-15 and its one exception: a record of ЕГРН votes always, an act only within its year. */
export const votesOn = (basis: RightBasis, until: Day | null, day: Day): boolean =>
  basis === 'record' || (until !== null && day <= until);

const RIGHTS = ['право', 'права', 'прав'] as const;

export interface ActPlan extends Pick<Timing, 'zone'> {
  readonly byAct: ByAct;
  readonly closesAt: Date | null;
}

/** What the law check says of such rights; nothing in a house that has none. */
export function actChecks({ byAct: { until, voting, silent }, closesAt, zone }: ActPlan): ReadyCheck[] {
  const say = (code: string, verdict: ReadyCheck['verdict'], says: string): ReadyCheck => ({
    code,
    norm: 'K-11',
    verdict,
    says,
    task: 'register',
  });
  const found: ReadyCheck[] = [];
  if (until !== null && voting > 0) {
    const short = closesAt !== null && localOf(closesAt, zone).day > until;
    const who = `По передаточному акту голосуют: ${counted(voting, RIGHTS)}, до ${dayDigits(until)} включительно`;
    found.push(
      short ? say('act-ends', 'person', `${who}: раньше конца голосования.`) : say('act-votes', 'ok', `${who}.`),
    );
  }
  if (silent === 0) return found;
  const who = `По передаточному акту не голосуют: ${counted(silent, RIGHTS)}`;
  found.push(
    until === null
      ? say('act-unknown', 'person', `${who}: в карточке дома нет дня ввода. Его вносит тот, кто ведёт реестр.`)
      : say('act-over', 'person', `${who}: год после ввода дома кончился ${dayDigits(until)}. Нужна запись ЕГРН.`),
  );
  return found;
}
