import { parseFraction } from '../../../law/base/fraction';
import { metresWords } from '../../../law/base/metres';
import type { MeetingResult } from '../../../law/meeting/inspection/check';
import { formTitles, meetingForms } from '../../../law/meeting/forms';
import { kind, questionKinds } from '../../../law/meeting/call/kinds';
import { noticeWays, noticeWayTitles } from '../../../law/meeting/notice/notice';
import { type RuleCode, thresholds } from '../../../law/meeting/count/thresholds';
import { normHistory } from '../../../law/base/norm';
import { houseZones } from '../../view/zones';
import { linkOf, rowNumbers, rowOf } from './typed';

const ROWS_SHOWN = 2;
/** A sample table to copy into a spreadsheet. */
const SAMPLE = [
  'form;electronic',
  'zone;Europe/Moscow',
  'noticeAt;2026-12-04T10:00',
  'opensAt;2026-12-15T10:00',
  'closesAt;2026-12-22T10:00',
  'total;9379,3',
  'participating;6152,43',
  'kind;for;against;abstained',
  'CAP_REPAIR;6152,43;0;0',
].join('\n');

/** The result as the route returns it, with rules named by their codes. */
type Judgement = Omit<MeetingResult, 'questions'> & {
  readonly questions: readonly (Omit<MeetingResult['questions'][number], 'rule'> & { readonly rule: string })[];
};

const verdicts = {
  ok: { kind: 'ok', word: 'верно' },
  problem: { kind: 'late', word: 'нарушение' },
  person: { kind: 'soon', word: 'решает человек' },
} as const;

/** The form as typed and, below it, the result if there is one. */
export function meetingCheckView(typed: object, result: Judgement | null): object {
  const rows = rowNumbers.map((row) => {
    const held = rowOf(typed, row);
    const known = questionKinds().find(({ code }) => code === held.kind);
    return { row, ...held, ...(known && { kind: known.title }) };
  });
  return {
    typed,
    forms: meetingForms.map((value) => ({ value, title: formTitles[value] })),
    zones: houseZones,
    ways: noticeWays.map((value) => ({ value, title: noticeWayTitles[value] })),
    places: [{ value: 'on', title: 'Его назвало прежнее собрание' }],
    kinds: questionKinds().map(({ title }) => title),
    rows: rows.slice(0, ROWS_SHOWN),
    moreRows: rows.slice(ROWS_SHOWN),
    result: result && resultView(result, typed),
    sample: SAMPLE,
  };
}

/** The verdict first: what was decided, then whether the law was kept. */
function titleOf({ quorum, questions }: Judgement, problems: number): string {
  const passed = questions.filter((one) => one.passed).length;
  const decided = !quorum.met
    ? 'Кворума нет: решения не приняты'
    : questions.length === 0
      ? 'Кворум есть, вопросов нет'
      : passed === questions.length
        ? questions.length === 1
          ? 'Решение принято'
          : 'Все решения приняты'
        : passed === 0
          ? questions.length === 1
            ? 'Решение не принято'
            : 'Ни одно решение не принято'
          : `Принято решений: ${passed} из ${questions.length}`;
  return problems === 0 ? decided : `${decided}, нарушений закона: ${problems}`;
}

function resultView(judgement: Judgement, typed: object): object {
  const { quorum, questions, checks, law } = judgement;
  const broken = checks.filter(({ verdict, norm }) => verdict === 'problem' && norm !== 'QUORUM').length;
  const failed = !quorum.met || questions.some(({ passed }) => !passed);
  return {
    // A decision that failed breaks no law.
    status: broken > 0 ? verdicts.problem : failed ? { kind: 'plain', word: 'не принято' } : verdicts.ok,
    title: titleOf(judgement, broken),
    quorum: quorum.met ? 'Кворум есть' : 'Кворума нет',
    law,
    link: Object.hasOwn(typed, 'questions') ? null : linkOf(typed),
    needed: metresWords(parseFraction(quorum.needed)),
    questions: questions.map(({ kind: code, rule, citation, passed, missing }, index) => ({
      row: index + 1,
      title: kind(code).title,
      status: passed ? { kind: 'ok', word: 'принято' } : { kind: 'plain', word: 'не принято' },
      missing: passed ? '' : metresWords(parseFraction(missing)),
      threshold: thresholds[rule as RuleCode].title,
      citation,
    })),
    checks: told(checks).map(({ verdict, norms, ...one }) => ({
      ...one,
      status: verdicts[verdict],
      norms: norms.map((id) => ({ name: nameOf(id), href: known(id) ? `/law/${id}` : null })),
    })),
  };
}

type Check = Judgement['checks'][number];
type Told = Omit<Check, 'norm'> & { norms: string[] };

/** What two norms say in the same words is said once, with both of them. */
function told(checks: readonly Check[]): Told[] {
  const rows: Told[] = [];
  for (const { norm, ...one } of checks) {
    const same = rows.find(
      ({ verdict, says, mark }) => verdict === one.verdict && says === one.says && mark === one.mark,
    );
    if (same) same.norms.push(norm);
    else rows.push({ ...one, norms: [norm] });
  }
  return rows;
}

/** «E-06»; a code that only programs read gives way to the article. */
const READABLE = /^[A-Z]+-\d+/;

function nameOf(id: string): string {
  if (READABLE.test(id)) return id;
  const threshold = Object.hasOwn(thresholds, id) ? thresholds[id as RuleCode] : undefined;
  const source = threshold?.norm ?? id;
  return (known(source) ? normHistory(source).at(-1)?.citation : threshold?.title) ?? id;
}

/** Some rules have no row in the table of norms, so they have no page to link to. */
function known(id: string): boolean {
  try {
    return normHistory(id).length > 0;
  } catch {
    return false;
  }
}
