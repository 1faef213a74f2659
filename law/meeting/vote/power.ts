import { addDays, addMonths, type Day } from '../../base/day';
import { norm } from '../../base/norm';

/** Who collects decisions at one meeting today, and who called it: ids of people. */
export interface MeetingDesk {
  /** The administrator or the administrator's office; chair, secretary and counters. */
  readonly officers: readonly string[];
  /** Who called the meeting, or everyone in the office that did. */
  readonly initiators: readonly string[];
}

export interface PowerParties {
  readonly enteredBy: string | null;
  readonly agent: string;
  /** The principal, or the heads of an organisation that is the principal. */
  readonly principals: readonly string[];
}

export type PowerCheck =
  | { readonly may: true; readonly exception: 'initiator' | null }
  | { readonly may: false; readonly why: 'entered' | 'agent' | 'initiator' | 'not-officer' };

/**
 * Who may accept a power of attorney. Nobody judges a power that they entered or vote by. The caller of the meeting has
 * an interest in the votes, so may judge only when nobody else at the desk can, and this is shown wherever the power is
 * shown. The principal may always confirm it.
 */
export function powerCheck(power: PowerParties, desk: MeetingDesk, by: string): PowerCheck {
  if (by === power.enteredBy) return { may: false, why: 'entered' };
  if (by === power.agent) return { may: false, why: 'agent' };
  if (power.principals.includes(by)) return { may: true, exception: null };
  if (!desk.officers.includes(by)) return { may: false, why: 'not-officer' };
  if (!desk.initiators.includes(by)) return { may: true, exception: null };
  const others = able(power, desk).some((one) => !desk.initiators.includes(one));
  return others ? { may: false, why: 'initiator' } : { may: true, exception: 'initiator' };
}

/** Everyone at the desk who may judge this power; empty when only the principal can. */
export const powerCheckers = (power: PowerParties, desk: MeetingDesk): readonly string[] =>
  able(power, desk).filter((one) => powerCheck(power, desk, one).may);

const able = ({ enteredBy, agent }: PowerParties, { officers }: MeetingDesk): readonly string[] =>
  officers.filter((one) => one !== enteredBy && one !== agent);

/**
 * Paper data is typed or settled a second time by somebody else; a desk of one person does it alone, and that is shown.
 */
export function mayTypeAgain(firstBy: string, { officers }: Pick<MeetingDesk, 'officers'>, by: string): boolean {
  return by !== firstBy || officers.every((one) => one === firstBy);
}

export interface PowerTerm {
  /** Day written on the power; null for powers recorded before days were required. */
  readonly from: Day | null;
  /** Last day of force. */
  readonly until: Day | null;
}

export interface PowerPaper {
  /** Day and term as written on the paper. */
  readonly issued: Day | null;
  readonly written: Day | null;
  /** Only when the principal is a person. */
  readonly birthDay: Day | null;
}

const YEAR_MONTHS = 12;
const years = (from: Day, norm_: { readonly value: number | string }): Day =>
  addMonths(from, Number(norm_.value) * YEAR_MONTHS);

/**
 * ГК РФ ст. 186: a power of attorney without a term is valid for a year from its day; without a day it is void: null. A
 * child's representative shows a certificate instead and represents the child until full age (V-13).
 */
export function powerTerm({ issued, written, birthDay }: PowerPaper, on: Day): PowerTerm | null {
  const grown = birthDay === null ? null : years(birthDay, norm('V-13.full', on));
  if (grown !== null && grown > on) return { from: null, until: addDays(grown, -1) };
  if (issued === null) return null;
  return { from: issued, until: written ?? years(issued, norm('V-11', on)) };
}

export interface PowerInRegister extends PowerTerm {
  readonly principal: string;
  readonly agent: string;
  /** Null until a person has checked it. */
  readonly valid: boolean | null;
  readonly refused: boolean;
}

export interface PoweredBallot {
  readonly holder: string;
  readonly online: boolean;
  /** Who signed in the system; for paper, the signature is on the sheet. */
  readonly enteredBy: string | null;
  readonly day: Day | null;
}

/** Whether the power supports the decision: accepted, of this principal, to this agent, in force that day. */
export function powerProves(power: PowerInRegister, ballot: PoweredBallot): boolean {
  if (power.valid !== true || power.refused || power.principal !== ballot.holder) return false;
  if (ballot.online && power.agent !== ballot.enteredBy) return false;
  const { day } = ballot;
  return day === null || ((power.from === null || power.from <= day) && (power.until === null || day <= power.until));
}
