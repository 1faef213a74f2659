import type { Day } from '../../base/day';
import { type Fraction, compare, ZERO } from '../../base/fraction';
import { normMark } from '../../base/mark';
import { exactMetres } from '../../base/metres';
import { formChecks, noticeChecks, type MeetingCheck, questionChecks, quorumCheck } from './check-rules';
import { lawDaysWords } from '../stages-of-law';
import type { MeetingFacts, QuestionFacts } from '../facts';
import { kindOn } from '../call/kinds';
import { quorum, transferQuorum } from '../count/quorum';
import { type Bar, bar, passes, type RuleCode, thresholds } from '../count/thresholds';

export interface QuestionResult {
  readonly kind: string;
  readonly rule: RuleCode;
  readonly citation: string;
  readonly passed: boolean;
  /** Exact area still missing to the limit, «0» when reached; see `checkQuestion`. */
  readonly missing: string;
}

export interface MeetingResult {
  /** needed: the limit that the participants' area must exceed. */
  readonly quorum: { readonly met: boolean; readonly needed: string };
  readonly questions: readonly QuestionResult[];
  readonly checks: readonly MeetingCheck[];
  /** Which day's law judges which stage and why; empty where one day judges all. */
  readonly law: readonly string[];
}

/** Is the meeting valid? The count and the law, rule by rule, each stage under the law of its own day. */
export function checkMeeting(facts: MeetingFacts): MeetingResult {
  const { met, needed, missing } = quorum(facts, facts.law.decided);
  return {
    quorum: { met, needed: exactMetres(needed) },
    questions: facts.questions.map((question) => checkQuestion(question, facts, { met, missing })),
    checks: [
      ...formChecks(facts).map(marked(ofVoting, facts.law.voted)).map(marked(null, facts.law.called)),
      ...noticeChecks(facts).map(marked(null, facts.law.called)),
      ...[
        quorumCheck({ met, missing }),
        ...facts.questions.flatMap((question, index) => questionChecks(question, index, facts)),
      ].map(marked(null, facts.law.decided)),
    ],
    law: lawDaysWords(facts.law),
  };
}

const ofVoting: readonly string[] = ['E-06', 'E-09'];

/** A verdict by a norm that nobody has read in the act carries its mark. */
const marked =
  (only: readonly string[] | null, on: Day) =>
  (check: MeetingCheck): MeetingCheck => {
    const mark = only === null || only.includes(check.norm) ? normMark(check.norm, on) : undefined;
    return check.mark !== undefined || mark === undefined ? check : { ...check, mark };
  };

interface Gate {
  readonly met: boolean;
  readonly missing: Fraction;
}

/**
 * A question passes when both its quorum and its threshold are met: «решение не принято» at a meeting with a quorum is
 * not «собрание не состоялось». `missing` is the larger of the two shortfalls. Exactly at «больше половины» it is zero
 * although the question has not passed: any additional area is enough.
 */
function checkQuestion(question: QuestionFacts, facts: MeetingFacts, house: Gate): QuestionResult {
  const { rule, citation, inForce } = kindOn(question.kind, facts.law.decided);
  const special = thresholds[rule].byEntrance === true && inForce;
  const gates: Gate[] = [
    special ? transferGate(question, facts) : house,
    passes(rule, facts.law.decided, { ...facts, votesFor: question.votesFor }),
    ...(special ? entranceGate(question, facts) : []),
  ];
  const passed = gates.every((gate) => gate.met);
  const missing = passed ? ZERO : largest(gates.map((gate) => gate.missing));
  return { kind: question.kind, rule, citation, passed, missing: exactMetres(missing) };
}

function transferGate(question: QuestionFacts, facts: MeetingFacts): Gate {
  const { met, bars } = transferQuorum({ ...facts, entrance: question.entrance }, facts.law.decided);
  return { met, missing: largest(bars.map((each) => each.bar.missing)) };
}

/** ЖК ст. 46 ч. 1.2: with several entrances the participants of that entrance must agree too. */
function entranceGate({ entrance }: QuestionFacts, { entrances, law }: MeetingFacts): Bar[] {
  if (entrances === null || entrances === 1 || !entrance) return [];
  return [bar('MAJ_PART', law.decided, entrance.votesFor, entrance.participating)];
}

function largest(values: readonly Fraction[]): Fraction {
  return values.reduce((most, value) => (compare(value, most) > 0 ? value : most), ZERO);
}
