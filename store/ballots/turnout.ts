import type { Knex } from 'knex';
import { add, type Fraction, ZERO } from '../../law/fraction';
import { areaText } from '../../law/meeting/area';
import { tally } from '../../law/meeting/tally';
import { votesOf } from '../../law/meeting/votes';
import { tallyInputOf } from './input';

export interface TurnoutPoint {
  at: Date;
  /** Votes that take part from this instant on, exact text. */
  participating: string;
}

/** Who takes part so far, never how they decided. All votes are exact text: a decimal or n/d. */
export interface TurnoutNow {
  total: string;
  participating: string;
  online: string;
  paper: string;
  hand: string;
  rights: number;
  voted: number;
  /** Rights whose decision counts so far, each with its ballot. */
  votedRights: { rightId: string; ballotId: string; at: Date }[];
  curve: TurnoutPoint[];
}

/** Counted by the very law that counts at the close; null while the register is not frozen or V_all not stated. */
export async function turnoutOf(db: Knex, caseId: string): Promise<TurnoutNow | null> {
  const input = await tallyInputOf(db, caseId);
  if (!input) return null;
  const { total, participating, online, paper, hand, outcomes } = tally({ ...input, questions: [] });
  const counted = new Set(outcomes.filter(({ verdict }) => verdict === 'counted').map(({ ballot }) => ballot));
  const votes = new Map(input.rights.map((right) => [right.id, votesOf(right)]));
  const kept = input.ballots.filter(({ id }) => counted.has(id)).sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  let sofar: Fraction = ZERO;
  const curve = kept.map((ballot): TurnoutPoint => {
    sofar = add(sofar, votes.get(ballot.right) ?? ZERO);
    return { at: new Date(ballot.receivedAt), participating: areaText(sofar) };
  });
  return {
    total,
    participating,
    online,
    paper,
    hand,
    rights: input.rights.length,
    voted: kept.length,
    votedRights: kept.map(({ id, right, receivedAt }) => ({ rightId: right, ballotId: id, at: new Date(receivedAt) })),
    curve,
  };
}
