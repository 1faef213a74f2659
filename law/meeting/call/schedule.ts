import { addDays, type Day } from '../../base/day';
import { Refusal } from '../../base/refusal';
import { type Deadline, dueInstant } from '../../base/terms';
import { instantOf, localOf } from '../../base/zone';
import type { MeetingForm } from '../forms';
import { canProve, type ProofNeed } from './proving';
import { lawOfPlan, type LawStage, timingOfStage } from '../stages-of-law';
import { applies, dueOf, timeliness, type Timing } from '../../base/timing';

export interface MeetingPlan extends Timing {
  readonly form: MeetingForm;
  readonly opensAt: Date;
  readonly closesAt: Date;
  /** Owners manage the house themselves: originals go straight to the inspectorate (P-12). */
  readonly directManagement?: boolean;
  /** The initiator is also the administrator (K-19): nothing is handed over before publishing. */
  readonly ownAdministrator?: boolean;
}

export type PlanStepCode =
  | 'to-administrator'
  | 'publish'
  | 'shortest-end'
  | 'longest-end'
  | 'paper-until'
  | 'auto-protocol'
  | 'draw-up'
  | 'to-manager'
  | 'to-inspectorate'
  | 'inform-owners'
  | 'place-protocol';

export interface PlanStep {
  readonly code: PlanStepCode;
  /** before: due by then; after the start or after the end. */
  readonly due: Deadline;
}

type Anchor = 'opensAt' | 'closesAt';
type Row = readonly [code: PlanStepCode, norm: string, anchor: Anchor, stage: LawStage];

const electronicRows: readonly Row[] = [
  ['to-administrator', 'E-04', 'opensAt', 'called'],
  ['publish', 'E-05', 'opensAt', 'called'],
  ['shortest-end', 'E-06.min', 'opensAt', 'voted'],
  ['longest-end', 'E-06.max', 'opensAt', 'voted'],
  ['paper-until', 'E-09', 'closesAt', 'voted'],
  ['auto-protocol', 'E-14', 'closesAt', 'drawn'],
];

const paperRows: readonly Row[] = [
  ['publish', 'N-01', 'opensAt', 'called'],
  ['draw-up', 'P-03', 'closesAt', 'drawn'],
];

const afterRows: readonly Row[] = [
  ['inform-owners', 'P-14', 'closesAt', 'drawn'],
  ['place-protocol', 'P-13', 'closesAt', 'drawn'],
];

/** Every date the law sets for this meeting, earliest first, each with its derivation. */
export function planMeeting(plan: MeetingPlan): readonly PlanStep[] {
  const direct: Row = ['to-inspectorate', 'P-12', 'closesAt', 'drawn'];
  const hand: Row = ['to-manager', 'P-10', 'closesAt', 'drawn'];
  const rows = [
    ...(plan.form === 'electronic' ? electronicRows : paperRows),
    ...afterRows,
    plan.directManagement ? direct : hand,
  ];
  const law = lawOfPlan(plan);
  return rows
    .filter(([code, id, , stage]) => applies(id, law[stage]) && !(code === 'to-administrator' && plan.ownAdministrator))
    .map(([code, id, anchor, stage]) => ({ code, due: dueOf(id, plan[anchor], timingOfStage(law, stage, plan.zone)) }))
    .sort((a, b) => dueInstant(a.due).getTime() - dueInstant(b.due).getTime());
}

export interface Moved {
  readonly code: PlanStepCode;
  readonly from: string;
  readonly to: string;
}

/** What changes when another date is chosen: the date picker shows it before the choice is made. */
export function whatMoves(before: MeetingPlan, after: MeetingPlan): readonly Moved[] {
  const old = new Map(planMeeting(before).map(({ code, due }) => [code, due.dueAt]));
  return planMeeting(after).flatMap(({ code, due }) => {
    const from = old.get(code);
    return from === undefined || from === due.dueAt ? [] : [{ code, from, to: due.dueAt }];
  });
}

export interface EarliestQuestion extends Timing {
  readonly form: MeetingForm;
  /** The earliest the initiator could act: now. */
  readonly now: Date;
  /** Local time of day of the opening, in milliseconds since midnight. */
  readonly time: number;
  /** The initiator is also the administrator (K-19), so nothing is handed over before publishing. */
  readonly ownAdministrator?: boolean;
  /** How long it takes to prove the notice; without it only the law is asked. */
  readonly proof?: ProofNeed;
}

export interface Earliest {
  readonly opensAt: Date;
  /** The shortest lawful end; equal to the opening where the law sets no length. */
  readonly closesAt: Date;
  readonly latestEnd: Date | null;
}

/** Longer than any term of the norms: beyond it the table of norms itself must be wrong. */
const LOOK_AHEAD_DAYS = 120;

/**
 * The first day the meeting may lawfully open if the initiator acts now, by the strict reading, and on which the notice
 * can be proved by then.
 */
export function earliestMeeting(question: EarliestQuestion): Earliest {
  const { form, now, zone, time } = question;
  const today: Day = localOf(now, zone).day;
  for (let ahead = 0; ahead <= LOOK_AHEAD_DAYS; ahead += 1) {
    const opensAt = instantOf({ day: addDays(today, ahead), time }, zone);
    if (opensAt >= now && mayOpen(question, opensAt) && leavesTime(question, opensAt))
      return withEnds(form, opensAt, question);
  }
  throw new Refusal('meeting-date-none', 'Законный день начала не найден. Проверьте дату и форму собрания.');
}

const leavesTime = ({ proof, form, now, zone, on }: EarliestQuestion, opensAt: Date): boolean =>
  proof === undefined || canProve(proof, form, opensAt, now, { zone, on });

/** Whether every term before the start is still kept if the initiator acts now. */
export function mayOpen({ form, now, zone, on, ownAdministrator }: EarliestQuestion, opensAt: Date): boolean {
  const duties = form === 'electronic' ? ['E-05', ...(ownAdministrator ? [] : ['E-04'])] : ['N-01'];
  return duties.every((id) => timeliness(dueOf(id, opensAt, { zone, on }), now) === 'in-time');
}

function withEnds(form: MeetingForm, opensAt: Date, { zone, on }: Timing): Earliest {
  if (form !== 'electronic') return { opensAt, closesAt: opensAt, latestEnd: null };
  const timing = timingOfStage(lawOfPlan({ zone, on, opensAt, closesAt: null }), 'voted', zone);
  return {
    opensAt,
    closesAt: dueInstant(dueOf('E-06.min', opensAt, timing)),
    latestEnd: dueInstant(dueOf('E-06.max', opensAt, timing)),
  };
}
