import { type Fraction, add, subtract, ZERO } from '../../base/fraction';
import { exactMetres, parseArea } from '../../base/metres';
import {
  type Ballot,
  ballotAnswerOf,
  type BallotDoubt,
  ballotDoubts,
  type BallotVerdict,
  ballotVerdict,
} from '../vote/ballot';
import { type VotingRight, votesOf } from './votes';
import type { VotingWindow } from '../vote/window';

export interface TallyInput {
  readonly window: VotingWindow;
  /** V_all: the area of all premises of owners, stated by a person, not the sum of known rights (V-02). */
  readonly total: string;
  readonly rights: readonly VotingRight[];
  readonly ballots: readonly Ballot[];
  readonly questions: readonly string[];
  /** Questions that one entrance also decides separately (ЖК ст. 45 ч. 3, ст. 46 ч. 1.2): question → entrance. */
  readonly entrances?: ReadonlyMap<string, number>;
  /**
   * E-13 is unresolved, so it is a parameter: of two decisions by the same voter `forbid` keeps the first, `last` the
   * last.
   */
  readonly revote?: 'forbid' | 'last';
}

export interface QuestionTally {
  readonly question: string;
  readonly for: string;
  readonly against: string;
  readonly abstained: string;
  /** Participants whose mark on this question does not count. */
  readonly invalid: string;
  readonly absent: string;
  /** Of the owners of the entrance, where the question has one. */
  readonly entrance?: { readonly number: number; readonly participating: string; readonly for: string };
}

export interface BallotOutcome {
  readonly ballot: string;
  readonly verdict: BallotVerdict;
  /** Another person's decision on the same right was counted: a person must check. */
  readonly conflict: boolean;
}

export interface Tally {
  readonly total: string;
  readonly participating: string;
  readonly online: string;
  readonly paper: string;
  readonly hand: string;
  readonly questions: readonly QuestionTally[];
  readonly outcomes: readonly BallotOutcome[];
}

/** Counts ballots. Their order in the list does not matter; the order of receipt does. */
export function tally(input: TallyInput): Tally {
  const rights = new Map(input.rights.map((right) => [right.id, right]));
  const votes = new Map(input.rights.map((right) => [right.id, votesOf(right)]));
  const judged = judge(input, rights);
  const counted = judged.filter(({ verdict }) => verdict === 'counted').map(({ ballot }) => ballot);
  const weigh = (ballots: readonly Ballot[]): Fraction =>
    ballots.reduce((sofar, { right }) => add(sofar, votes.get(right) ?? ZERO), ZERO);
  const participating = weigh(counted);
  const absent = subtract(parseArea(input.total, 'Всего голосов'), participating);
  const channel = (name: Ballot['channel']): string =>
    exactMetres(weigh(counted.filter((each) => each.channel === name)));
  return {
    total: input.total,
    participating: exactMetres(participating),
    online: channel('online'),
    paper: channel('paper'),
    hand: channel('hand'),
    questions: input.questions.map((question) => ({
      ...countQuestion(question, counted, weigh, absent),
      ...countEntrance(question, input.entrances?.get(question), { counted, rights, weigh }),
    })),
    outcomes: judged.map(({ ballot, verdict, conflict }) => ({ ballot: ballot.id, verdict, conflict })),
  };
}

/** How many decisions that count leave something to a person (X-11, X-11.snils). */
export function doubtsIn({ ballots, window }: TallyInput, outcomes: Tally['outcomes']): Record<BallotDoubt, number> {
  const counted = new Set(outcomes.filter(({ verdict }) => verdict === 'counted').map(({ ballot }) => ballot));
  const found = ballots.filter(({ id }) => counted.has(id)).flatMap((ballot) => ballotDoubts(ballot, window));
  const of = (doubt: BallotDoubt): number => found.filter((one) => one === doubt).length;
  return { undated: of('undated'), 'no-snils': of('no-snils') };
}

interface Judged {
  readonly ballot: Ballot;
  readonly verdict: BallotVerdict;
  readonly conflict: boolean;
}

function judge({ ballots, window, revote = 'forbid' }: TallyInput, rights: Map<string, VotingRight>): Judged[] {
  const received = [...ballots].sort(byReceipt);
  const alone = received.map((ballot) => ({
    ballot,
    verdict: ballotVerdict(ballot, rights.get(ballot.right), window),
  }));
  const kept = new Map<string, Ballot>();
  for (const { ballot, verdict } of alone) {
    const before = kept.get(ballot.right);
    if (verdict === 'counted' && (!before || outranks(ballot, before, revote))) kept.set(ballot.right, ballot);
  }
  return alone.map(({ ballot, verdict }) => {
    const keeper = kept.get(ballot.right);
    if (verdict !== 'counted' || keeper === ballot) return { ballot, verdict, conflict: false };
    return { ballot, verdict: 'duplicate', conflict: keeper?.person !== ballot.person };
  });
}

/** The owner's own decision outranks an agent's, whichever came first (E-13; ГК РФ ст. 188 п. 2). */
function outranks(later: Ballot, before: Ballot, revote: 'forbid' | 'last'): boolean {
  const [own, ownBefore] = [!later.proxy, !before.proxy];
  return own === ownBefore ? revote === 'last' : own;
}

function byReceipt(a: Ballot, b: Ballot): number {
  const difference = new Date(a.receivedAt).getTime() - new Date(b.receivedAt).getTime();
  if (difference !== 0) return difference;
  return a.id < b.id ? -1 : 1;
}

function countQuestion(
  question: string,
  counted: readonly Ballot[],
  weigh: (ballots: readonly Ballot[]) => Fraction,
  absent: Fraction,
): QuestionTally {
  const answered = (answer: 'for' | 'against' | 'abstained' | null): string =>
    exactMetres(weigh(counted.filter((ballot) => ballotAnswerOf(ballot, question) === answer)));
  return {
    question,
    for: answered('for'),
    against: answered('against'),
    abstained: answered('abstained'),
    invalid: answered(null),
    absent: exactMetres(absent),
  };
}

interface Counted {
  readonly counted: readonly Ballot[];
  readonly rights: ReadonlyMap<string, VotingRight>;
  readonly weigh: (ballots: readonly Ballot[]) => Fraction;
}

function countEntrance(
  question: string,
  number: number | undefined,
  { counted, rights, weigh }: Counted,
): Pick<QuestionTally, 'entrance'> {
  if (number === undefined) return {};
  const inside = counted.filter(({ right }) => rights.get(right)?.entrance === number);
  const agreed = inside.filter((ballot) => ballotAnswerOf(ballot, question) === 'for');
  return { entrance: { number, participating: exactMetres(weigh(inside)), for: exactMetres(weigh(agreed)) } };
}
