import { z } from 'zod';
import { parseFraction } from '../../../law/base/fraction';
import { bar, thresholds, type RuleCode } from '../../../law/meeting/count/thresholds';
import { metresWords, metresOf, percentOf } from '../../../law/base/metres';
import type { MeetingCount, QuestionOutcome } from '../../../store/meeting/results';
import { barOf, thresholdMark } from './words';

const area = z.object({ number: z.number(), total: z.string(), participating: z.string(), for: z.string() });

/** One question as counted at the close; areas are exact. */
export const outcomeShape = z.object({
  number: z.number(),
  wording: z.string(),
  rule: z.string(),
  citation: z.string(),
  for: z.string(),
  against: z.string(),
  abstained: z.string(),
  invalid: z.string(),
  passed: z.boolean(),
  missing: z.string(),
  /** When the owners of an entrance decide separately (ЖК РФ ст. 45 ч. 3, ст. 46 ч. 1.2). */
  entrance: area.nullable(),
});
export type OutcomeShape = z.infer<typeof outcomeShape>;

export const outcomeShapeOf = (one: QuestionOutcome): OutcomeShape => ({
  number: one.number,
  wording: one.wording,
  rule: one.rule,
  citation: one.citation,
  for: one.votesFor,
  against: one.votesAgainst,
  abstained: one.votesAbstained,
  invalid: one.votesInvalid,
  passed: one.passed,
  missing: one.missing,
  entrance: one.entrance,
});

const EVENTS = ['for', 'against', 'abstained', 'invalid'] as const;
const TITLES: Readonly<Record<(typeof EVENTS)[number], string>> = {
  for: 'За',
  against: 'Против',
  abstained: 'Воздержались',
  invalid: 'Не учтены',
};

/** What the shares of a question are counted from, and the law date. */
export interface Whole extends Pick<MeetingCount, 'total' | 'participating' | 'quorum'> {
  on: string;
}

export function outcomeView(one: OutcomeShape, { total, participating, quorum: held, on }: Whole) {
  const { base, norm: id, title: rule } = thresholds[one.rule as RuleCode];
  const whole = base === 'total' ? total : participating;
  const state = !held
    ? { kind: 'plain', word: 'кворума нет' }
    : one.passed
      ? { kind: 'ok', word: 'решение принято' }
      : { kind: 'plain', word: 'решение не принято' };
  return {
    number: one.number,
    wording: one.wording,
    state,
    rule,
    citation: one.citation,
    missing: held && !one.passed && parseFraction(one.missing).numerator > 0n ? metresOf(one.missing) : undefined,
    bar: { done: barOf(one.for, whole), mark: thresholdMark(id, on), label: `За — ${percentOf(one.for, whole)}` },
    votes: EVENTS.map((name) => ({
      title: TITLES[name],
      area: metresOf(one[name]),
      percent: percentOf(one[name], whole),
    })),
    entrance: one.entrance && entranceView(one.entrance, on),
  };
}

const ENTRANCE = 'QUORUM_4_5_MULTI.entrance';

/** Both bars of the entrance with their exact edges: who took part, and how many of them agreed. */
function entranceView({ number, total, participating, for: votesFor }: z.infer<typeof area>, on: string) {
  const [all, part] = [parseFraction(total), parseFraction(participating)];
  const took = bar(ENTRANCE, on, part, all);
  const agreed = bar('MAJ_PART', on, parseFraction(votesFor), part);
  const word = (met: boolean) => (met ? { kind: 'ok', word: 'достаточно' } : { kind: 'plain', word: 'мало' });
  return {
    title: `Подъезд ${number} отдельно`,
    lines: [
      {
        title: 'Участвовали',
        text: `${metresOf(participating)} из ${metresOf(total)}, нужно больше ${metresWords(took.needed)}`,
        state: word(took.met),
      },
      {
        title: 'За',
        text: `${metresOf(votesFor)}, нужно больше ${metresWords(agreed.needed)}`,
        state: word(agreed.met),
      },
    ],
  };
}
