import { rightForms } from '../../registry/words';
import type { Day } from '../../base/day';
import { counted, dayDigits } from '../../base/russian';
import type { Timing } from '../../base/timing';
import { localOf } from '../../base/zone';
import type { NoticeCheck } from './before-notice-check';

/** Those who received premises from the developer by an act, as the register of a meeting shows them. */
export interface ByAct {
  readonly commissioned: Day | null;
  /** Last day of the year after commissioning; null while the commissioning day is unknown. */
  readonly until: Day | null;
  /** Rights by an act that are in the register, and those that are not. */
  readonly voting: number;
  readonly silent: number;
}

export interface ActPlan extends Pick<Timing, 'zone'> {
  readonly byAct: ByAct;
  readonly closesAt: Date | null;
}

/** What the law check says about such rights; nothing for a house that has none. */
export function actChecks({ byAct: { until, voting, silent }, closesAt, zone }: ActPlan): NoticeCheck[] {
  const say = (code: string, verdict: NoticeCheck['verdict'], says: string): NoticeCheck => ({
    code,
    norm: 'K-11',
    verdict,
    says,
    task: 'register',
  });
  const found: NoticeCheck[] = [];
  if (until !== null && voting > 0) {
    const short = closesAt !== null && localOf(closesAt, zone).day > until;
    const who = `По передаточному акту голосуют: ${counted(voting, rightForms)}, до ${dayDigits(until)} включительно`;
    found.push(
      short ? say('act-ends', 'person', `${who}: раньше конца голосования.`) : say('act-votes', 'ok', `${who}.`),
    );
  }
  if (silent === 0) return found;
  const who = `По передаточному акту не голосуют: ${counted(silent, rightForms)}`;
  found.push(
    until === null
      ? say('act-unknown', 'person', `${who}: в карточке дома нет дня ввода. Его вносит тот, кто ведёт реестр.`)
      : say('act-over', 'person', `${who}: год после ввода дома кончился ${dayDigits(until)}. Нужна запись ЕГРН.`),
  );
  return found;
}
