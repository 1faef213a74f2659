import { parseFraction } from '../../../law/base/fraction';
import { metresWords } from '../../../law/base/metres';
import type { MeetingResult } from '../../../law/meeting/inspection/check';
import { formTitles, meetingForms } from '../../../law/meeting/forms';
import { kind, questionKinds } from '../../../law/meeting/call/kinds';
import { noticeWays, noticeWayTitles } from '../../../law/meeting/notice/notice';
import { type RuleCode, thresholds } from '../../../law/meeting/count/thresholds';
import { normHistory } from '../../../law/base/norm';
import { rowNumbers, rowOf } from './typed';

const ROWS_SHOWN = 2;
const ZONES = [
  ['Europe/Kaliningrad', 'Калининград, UTC+2'],
  ['Europe/Moscow', 'Москва, UTC+3'],
  ['Europe/Samara', 'Самара, UTC+4'],
  ['Asia/Yekaterinburg', 'Екатеринбург, Челябинск, UTC+5'],
  ['Asia/Omsk', 'Омск, UTC+6'],
  ['Asia/Novosibirsk', 'Новосибирск, Красноярск, UTC+7'],
  ['Asia/Irkutsk', 'Иркутск, UTC+8'],
  ['Asia/Yakutsk', 'Якутск, UTC+9'],
  ['Asia/Vladivostok', 'Владивосток, UTC+10'],
  ['Asia/Magadan', 'Магадан, UTC+11'],
  ['Asia/Kamchatka', 'Камчатка, UTC+12'],
] as const;

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
  const rows = rowNumbers.map((row) => ({ row, ...rowOf(typed, row) }));
  return {
    typed,
    forms: meetingForms.map((value) => ({ value, title: formTitles[value] })),
    zones: ZONES.map(([value, title]) => ({ value, title })),
    ways: noticeWays.map((value) => ({ value, title: noticeWayTitles[value] })),
    places: [{ value: 'on', title: 'Его назвало прежнее собрание' }],
    kinds: questionKinds().map(({ code, title }) => ({ value: code, title })),
    rows: rows.slice(0, ROWS_SHOWN),
    moreRows: rows.slice(ROWS_SHOWN),
    result: result && resultView(result),
    sample: SAMPLE,
  };
}

function resultView({ quorum, questions, checks }: Judgement): object {
  const problems = checks.filter(({ verdict }) => verdict === 'problem').length;
  return {
    status: problems > 0 ? verdicts.problem : quorum.met ? verdicts.ok : verdicts.problem,
    title: quorum.met ? 'Кворум есть' : 'Кворума нет',
    needed: metresWords(parseFraction(quorum.needed)),
    questions: questions.map(({ kind: code, rule, citation, passed, missing }, index) => ({
      row: index + 1,
      title: kind(code).title,
      status: passed ? { kind: 'ok', word: 'принято' } : { kind: 'plain', word: 'не принято' },
      missing: passed ? '' : metresWords(parseFraction(missing)),
      threshold: thresholds[rule as RuleCode].title,
      citation,
    })),
    checks: checks.map(({ norm, verdict, says }) => ({
      norm,
      says,
      status: verdicts[verdict],
      href: known(norm) ? `/law/${norm}` : null,
    })),
  };
}

/** Some rules have no row in the table of norms, so they have no page to link to. */
function known(id: string): boolean {
  try {
    return normHistory(id).length > 0;
  } catch {
    return false;
  }
}
