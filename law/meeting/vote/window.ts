import { dueInstant } from '../../base/terms';
import { type LawDays, type LawRule, timingOfStage } from '../stages-of-law';
import type { MeetingForm } from '../forms';
import { preparing } from '../lifecycle';
import type { BallotChannel } from './ballot';
import { paperUntil } from './clock';

export interface VotingWindow {
  readonly zone: string;
  /** The law of the day the voting ends. */
  readonly on: string;
  /** Absent in meetings called before the rule by stages. */
  readonly rule?: 'stages';
  readonly opensAt: string;
  readonly closesAt: string;
  /** E-09: last instant for written decisions of an electronic meeting; absent elsewhere. */
  readonly paperUntil?: string;
}

export interface WindowFacts {
  readonly form: MeetingForm;
  readonly zone: string;
  readonly law: LawDays;
  readonly lawRule: LawRule;
  readonly opensAt: Date;
  readonly closesAt: Date;
}

/** The window by which decisions of a meeting are judged. */
export function votingWindow({ form, zone, law, lawRule, opensAt, closesAt }: WindowFacts): VotingWindow {
  const paper = paperUntil(form, closesAt, timingOfStage(law, 'voted', zone));
  return {
    zone,
    on: law.decided,
    ...(lawRule === 'stages' && { rule: lawRule }),
    opensAt: opensAt.toISOString(),
    closesAt: closesAt.toISOString(),
    ...(paper && { paperUntil: dueInstant(paper).toISOString() }),
  };
}

/**
 * The window is half open: the closing instant is too late (ЖК РФ ст. 47 ч. 2; X-10). The limit for paper is «not later
 * than», so its own instant is in time.
 */
export function isLate(channel: BallotChannel, received: Date, { closesAt, paperUntil: until }: VotingWindow): boolean {
  if (received >= new Date(closesAt)) return true;
  return channel !== 'online' && until !== undefined && received > new Date(until);
}

/** The state of a meeting for a person who wants to vote. */
export const votingStandings = ['preparing', 'waiting', 'opening', 'open', 'closed', 'off'] as const;
export type VotingStanding = (typeof votingStandings)[number];

export interface StandingFacts {
  readonly phase: string;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  readonly sealedAt: Date | null;
}

/** By the clock of the window: a phase that lags behind it opens nothing, and accepts nothing after the close. */
export function votingStanding({ phase, opensAt, closesAt, sealedAt }: StandingFacts, at: Date): VotingStanding {
  if (preparing.some((one) => one === phase)) return 'preparing';
  if (phase === 'halted' || phase === 'cancelled') return 'off';
  if (sealedAt || (closesAt && at >= closesAt)) return 'closed';
  if (!opensAt || at < opensAt) return 'waiting';
  return phase === 'voting' ? 'open' : 'opening';
}
