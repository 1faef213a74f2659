import { ZERO } from '../../base/fraction';
import { norm, normHistory } from '../../base/norm';
import { dayDigits } from '../../base/russian';
import { formChecks } from '../inspection/check-rules';
import type { MeetingForm } from '../forms';
import { noticeNorm, noticeNow, noticeTime } from '../notice/notice';
import { lawOfPlan, timingOfStage } from '../stages-of-law';
import { about, type NoticeCheck } from './before-notice-check';
import { proofRisk, type ProofNeed } from './proving';
import { applies, dueOf, limitWords, timeliness, type Timing } from '../../base/timing';

/** Form and dates of a meeting as they stand before its notice. */
export interface TermPlan extends Timing {
  readonly form: MeetingForm;
  /** When the notice would be given. */
  readonly now: Date;
  /** The notice is given at this very instant, and the wording is kept. */
  readonly given?: boolean;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Somebody other than the initiator collects decisions (E-04). */
  readonly administrator: boolean;
  readonly toAdministratorAt: Date | null;
  /** It repeats a meeting that had no quorum. */
  readonly repeats: boolean;
  /** How long it takes to prove the notice; without it this is not asked. */
  readonly proof?: ProofNeed;
}

/** Checks that need only the form and the dates: a form shows them before anything is saved. */
export function termChecks(plan: TermPlan): NoticeCheck[] {
  const say = about('terms');
  const { form, now, opensAt, closesAt } = plan;
  if (!opensAt || !closesAt) return [say('dates-missing', 'N-01', 'problem', 'Назовите начало и конец собрания.')];
  if (opensAt <= now)
    return [say('opens-in-past', 'N-01', 'problem', 'Начало собрания уже прошло. Назовите другой день.')];
  return [
    ...lawChecks(plan),
    noticeCheck(plan, opensAt),
    ...proofChecks(plan, opensAt),
    ...administratorChecks(plan, opensAt),
    ...lengthChecks(plan, opensAt, closesAt),
    ...pollChecks(plan, form),
  ];
}

/** Older meetings followed orders whose text is not included here: they are refused now, not when their time comes. */
function lawChecks(plan: TermPlan): NoticeCheck[] {
  const on = lawOfPlan(plan).drawn;
  if (applies('P-01', on)) return [];
  const first = normHistory('P-01')[0]?.from ?? on;
  const says = `Правила о протоколе известны системе с ${dayDigits(first)}. Собрание, которое кончилось раньше, в ней не провести.`;
  return [about('terms')('law-unknown', 'P-01', 'problem', says)];
}

function noticeCheck(plan: TermPlan, opensAt: Date): NoticeCheck {
  const say = about('terms');
  const id = noticeNorm(plan.form);
  const time = plan.given ? noticeTime : noticeNow;
  const { timeliness: found, says, due } = time(plan.form, plan.now, opensAt, plan);
  const words = `${says} ${due.citation}.`;
  if (found === 'in-time') return say('notice-in-time', id, 'ok', words);
  return found === 'late' ? say('notice-late', id, 'problem', words) : say('notice-literal', id, 'person', words);
}

/** What the system will do when the notice is not proved, said while the day can still be changed. */
function proofChecks(plan: TermPlan, opensAt: Date): NoticeCheck[] {
  const { proof, given, form, now } = plan;
  const risk = proof && !given ? proofRisk(proof, form, opensAt, now, plan) : null;
  return risk ? [about('terms')('proof-tight', 'N-03.post', 'person', risk)] : [];
}

/** E-04: the administrator gets the message before the owners do. */
function administratorChecks(plan: TermPlan, opensAt: Date): NoticeCheck[] {
  if (plan.form !== 'electronic' || !plan.administrator) return [];
  const say = about('terms');
  const due = dueOf('E-04', opensAt, plan);
  if (!plan.toAdministratorAt)
    return [say('administrator-not-told', 'E-04', 'problem', `Передайте сообщение администратору ${limitWords(due)}.`)];
  const found = timeliness(due, plan.toAdministratorAt);
  const says = `Сообщение передано администратору. Строгий срок — ${limitWords(due)}.`;
  return [
    say('administrator-told', 'E-04', found === 'late' ? 'problem' : found === 'literal' ? 'person' : 'ok', says),
  ];
}

function lengthChecks(plan: TermPlan, opensAt: Date, closesAt: Date): NoticeCheck[] {
  const say = about('terms');
  if (closesAt < opensAt || (closesAt.getTime() === opensAt.getTime() && plan.form !== 'in-person'))
    return [say('dates-order', 'N-01', 'problem', 'Собрание кончается не позже начала. Исправьте начало или конец.')];
  const law = lawOfPlan(plan);
  const facts = {
    form: plan.form,
    zone: plan.zone,
    law,
    noticeAt: plan.now,
    opensAt,
    closesAt,
    placeNamed: false,
    entrances: null,
    total: ZERO,
    participating: ZERO,
    questions: [],
  };
  // For a plan this only states the limit; for a meeting already held it asks whether the limit was kept.
  const paperWords = (): string =>
    `Бумажные решения принимают ${limitWords(dueOf('E-09', closesAt, timingOfStage(law, 'voted', plan.zone)))}.`;
  return formChecks(facts)
    .filter(({ norm }) => norm === 'E-06' || norm === 'E-09')
    .map(({ norm, verdict, says }) =>
      norm === 'E-06' ? say('voting-length', norm, verdict, says) : say('paper-until', norm, 'ok', paperWords()),
    );
}

/** K-13: a poll without a meeting was lawful only after a meeting that had no quorum. */
function pollChecks({ repeats, on }: TermPlan, form: MeetingForm): NoticeCheck[] {
  if (form !== 'in-absentia' || repeats) return [];
  const { citation, confidence } = norm('K-13', on);
  return [
    about('terms')(
      'poll-without-ground',
      'K-13',
      confidence === 'U' ? 'person' : 'problem',
      `Опрос проводят после очного собрания без кворума с той же повесткой (${citation}).`,
    ),
  ];
}
