import { add, compare, divide, type Fraction, fraction, multiply, subtract, ZERO } from '../../../law/base/fraction';
import { quorum } from '../../../law/meeting/count/quorum';
import { type Bar, passes, type RuleCode, thresholds } from '../../../law/meeting/count/thresholds';
import { DAY_MS } from '../../../law/base/zone';

export interface VotesSoFar {
  total: Fraction;
  participating: Fraction;
  /** Votes not yet cast, one entry per premises. */
  silent: readonly Fraction[];
  /** Law day. */
  on: string;
}

/** Votes of the largest silent premises: item k is the sum of the first k. */
export function largestFirst(silent: readonly Fraction[]): Fraction[] {
  let sofar = ZERO;
  const order = [...silent].sort((a, b) => compare(b, a));
  return [
    ZERO,
    ...order.map((votes) => {
      sofar = add(sofar, votes);
      return sofar;
    }),
  ];
}

/**
 * The least k whose sum is enough; null when even all together are too few. The sums only grow, so a binary search
 * works.
 */
function least(sums: readonly Fraction[], isEnough: (more: Fraction) => boolean): number | null {
  let [low, high] = [0, sums.length - 1];
  if (!isEnough(sums[high] ?? ZERO)) return null;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (isEnough(sums[middle] ?? ZERO)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** The least number of silent premises that would make the quorum. */
export function enoughForQuorum({ total, participating, silent, on }: VotesSoFar): number | null {
  return least(largestFirst(silent), (more) => quorum({ total, participating: add(participating, more) }, on).met);
}

/** The same for a question, if all of them vote for it; undefined where an entrance decides separately as well. */
export function enoughForQuestion(standing: VotesSoFar, rule: RuleCode, votesFor: Fraction): number | null | undefined {
  if (thresholds[rule].byEntrance) return undefined;
  const { total, on, silent } = standing;
  return least(largestFirst(silent), (more) => {
    const participating = add(standing.participating, more);
    if (!quorum({ total, participating }, on).met) return false;
    return passes(rule, on, { total, participating, votesFor: add(votesFor, more) }).met;
  });
}

export interface Course {
  opensAt: Date;
  closesAt: Date;
  now: Date;
  /** Votes that take part from each instant on, in order of time. */
  curve: readonly { at: Date; votes: Fraction }[];
}

/**
 * When there will be enough votes, by the pace since the opening and by the pace of the last days; null: not before the
 * close.
 */
export type Reach =
  | { kind: 'reached' }
  /** Too little has happened to compute a pace. */
  | { kind: 'unknown' }
  | { kind: 'pace'; whole: Date | null; lately: Date | null };

/** House policy: what counts as «lately», and how many decisions and what part of the window a pace needs. */
export const LATELY_DAYS = 3;
const DECISIONS_LEAST = 3;
const WINDOW_PARTS = 20;

function votesAt(curve: Course['curve'], at: Date): Fraction {
  let [low, high] = [0, curve.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if ((curve[middle]?.at ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  return curve[low - 1]?.votes ?? ZERO;
}

/** The result must exceed `edge`, not only reach it. */
export function reach({ opensAt, closesAt, now, curve }: Course, edge: Fraction): Reach {
  const have = votesAt(curve, now);
  if (compare(have, edge) > 0) return { kind: 'reached' };
  const gone = now.getTime() - opensAt.getTime();
  if (curve.length < DECISIONS_LEAST || gone * WINDOW_PARTS < closesAt.getTime() - opensAt.getTime())
    return { kind: 'unknown' };
  const by = (span: number): Date | null => {
    const gained = subtract(have, votesAt(curve, new Date(now.getTime() - span)));
    if (compare(gained, ZERO) <= 0) return null;
    // The first millisecond after the edge: missing votes divided by votes per millisecond.
    const { numerator, denominator } = multiply(divide(subtract(edge, have), gained), fraction(span));
    const wait = numerator / denominator + 1n;
    return wait >= BigInt(closesAt.getTime() - now.getTime()) ? null : new Date(now.getTime() + Number(wait));
  };
  return { kind: 'pace', whole: by(gone), lately: by(Math.min(gone, LATELY_DAYS * DAY_MS)) };
}

/**
 * Expressed as a part of all votes: at the present share of «за», how many must take part to reach the edge. Null when
 * a pace cannot tell: nobody is for it, the edge is a part of those who take part, or an entrance decides as well.
 */
export function edgeOf(rule: RuleCode, needed: Bar['needed'], participating: Fraction, votesFor: Fraction) {
  const { base, byEntrance } = thresholds[rule];
  if (base !== 'total' || byEntrance || compare(votesFor, ZERO) === 0) return null;
  return divide(multiply(needed, participating), votesFor);
}
