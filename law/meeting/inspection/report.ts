import { parseFraction } from '../../base/fraction';
import { metresWords } from '../../base/metres';
import type { MeetingResult, QuestionResult } from './check';
import type { MeetingCheck } from './check-rules';
import type { MeetingFacts } from '../facts';
import { formTitles } from '../forms';
import { kind } from '../call/kinds';
import { thresholds } from '../count/thresholds';

const verdictTitles: Readonly<Record<MeetingCheck['verdict'], string>> = {
  ok: 'верно',
  problem: 'нарушение',
  person: 'решает человек',
};

/** The check as text; the page shows the same result in separate parts. */
export function meetingReport(facts: MeetingFacts, { quorum, questions, checks }: MeetingResult): string {
  const part = `участвовали ${metresWords(facts.participating)} из ${metresWords(facts.total)}`;
  const edge = `нужно больше ${metresWords(parseFraction(quorum.needed))}`;
  return [
    `Собрание ${formTitles[facts.form]}. Кворум ${quorum.met ? 'есть' : 'не набран'}: ${part}, ${edge}.`,
    ...questions.map((question, index) => `${index + 1}. ${questionLine(question)}`),
    ...checks.map(({ norm, verdict, says }) => `${norm} — ${verdictTitles[verdict]}. ${says}`),
  ].join('\n');
}

function questionLine({ kind: code, rule, citation, passed, missing }: QuestionResult): string {
  const short =
    missing === '0' ? 'голосов ровно до границы, а нужно больше' : `не хватает ${metresWords(parseFraction(missing))}`;
  const result = passed ? 'решение принято' : `решение не принято, ${short}`;
  return `${kind(code).title}: ${result}. Порог: ${thresholds[rule].title} (${citation}).`;
}
