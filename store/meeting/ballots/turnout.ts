import type { Knex } from 'knex';
import { add, type Fraction, ZERO } from '../../../law/base/fraction';
import { exactMetres } from '../../../law/base/metres';
import { tally, type Tally, type TallyInput } from '../../../law/meeting/count/tally';
import { votesOf } from '../../../law/meeting/count/votes';
import { tallyInputOf } from './input';
import { cachedCount } from './count-cache';

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
  /** Votes not given yet, per premises. */
  silentPremises: Fraction[];
}

/** Counted by the same code as at the close; null while the register is not frozen or V_all not stated. */
export const turnoutOf = (db: Knex, caseId: string): Promise<TurnoutNow | null> =>
  cachedCount(db, caseId, 'turnout', () => countTurnout(db, caseId));

async function countTurnout(db: Knex, caseId: string): Promise<TurnoutNow | null> {
  const input = await tallyInputOf(db, caseId);
  if (!input) return null;
  return turnoutFrom(input, tally({ ...input, questions: [] }));
}

/** The same, from a count already made. */
export function turnoutFrom(input: TallyInput, count: Tally): TurnoutNow {
  const { total, participating, online, paper, hand, outcomes } = count;
  const counted = new Set(outcomes.filter(({ verdict }) => verdict === 'counted').map(({ ballot }) => ballot));
  const votes = new Map(input.rights.map((right) => [right.id, votesOf(right)]));
  const taken = input.ballots
    .filter(({ id }) => counted.has(id))
    .sort((a, b) => (a.receivedAt < b.receivedAt ? -1 : 1));
  let sofar: Fraction = ZERO;
  const curve = taken.map((ballot): TurnoutPoint => {
    sofar = add(sofar, votes.get(ballot.right) ?? ZERO);
    return { at: new Date(ballot.receivedAt), participating: exactMetres(sofar) };
  });
  const voted = new Set(taken.map(({ right }) => right));
  const silent = new Map<string, Fraction>();
  for (const { id, premises } of input.rights)
    if (!voted.has(id)) silent.set(premises, add(silent.get(premises) ?? ZERO, votes.get(id) ?? ZERO));
  return {
    total,
    participating,
    online,
    paper,
    hand,
    rights: input.rights.length,
    voted: taken.length,
    votedRights: taken.map(({ id, right, receivedAt }) => ({ rightId: right, ballotId: id, at: new Date(receivedAt) })),
    curve,
    silentPremises: [...silent.values()],
  };
}
