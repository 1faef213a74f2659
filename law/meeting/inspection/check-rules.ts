import { type Fraction, compare, ZERO } from '../../base/fraction';
import { norm } from '../../base/norm';
import { instantDigits } from '../../base/russian';
import { dueInstant } from '../../base/terms';
import { metresWords } from '../../base/metres';
import { unplacedWords } from '../call/entrances';
import type { MeetingFacts, QuestionFacts } from '../facts';
import { formTitles } from '../forms';
import { kindOn } from '../call/kinds';
import { payDayProblem } from '../call/pay-day';
import { noticeTime, noticeWaysVerdicts } from '../notice/notice';
import { passes, type RuleCode, thresholds } from '../count/thresholds';
import { applies, dueOf, limitWords, type Timeliness, timeliness, type Timing } from '../../base/timing';
import { timingOfStage } from '../stages-of-law';
import { wordingWarnings } from '../call/wording';

/** ok: holds; problem: does not; person: the facts or the law do not say, so somebody has to decide. */
export interface MeetingCheck {
  readonly norm: string;
  readonly verdict: 'ok' | 'problem' | 'person';
  readonly says: string;
  /** How sure the norm is, where it was not read in the act itself. */
  readonly mark?: string;
  /** The doubt is about how many votes the decision needs. */
  readonly doubtsThreshold?: true;
}

const byTime: Readonly<Record<Timeliness, MeetingCheck['verdict']>> = {
  'in-time': 'ok',
  literal: 'person',
  late: 'problem',
};

/** K-12…K-14, E-01, E-06, E-09: was the form allowed, and did the voting last as long as the law requires? */
export function formChecks(facts: MeetingFacts): readonly MeetingCheck[] {
  const form: MeetingCheck = { norm: 'K-12', verdict: 'ok', says: `Форма собрания: ${formTitles[facts.form]}.` };
  if (facts.form === 'in-absentia') {
    const says = 'Проверьте, было ли прежде очное собрание с той же повесткой без кворума.';
    return [form, { norm: 'K-13', verdict: 'person', says }];
  }
  if (facts.form === 'mixed') {
    if (!applies('K-14', facts.law.called)) {
      const unknown = 'Очно-заочной формы закон этого дня ещё не знал.';
      return [form, { norm: 'K-14', verdict: 'problem', says: unknown }];
    }
    const says = 'Закон не ограничивает продолжительность очно-заочного собрания.';
    return [form, { norm: 'K-14', verdict: 'ok', says }];
  }
  return facts.form === 'electronic' ? [form, ...electronicChecks(facts)] : [form];
}

function electronicChecks(facts: MeetingFacts): MeetingCheck[] {
  if (!applies('E-01', facts.law.called)) {
    const unborn = 'Электронных собраний закон этого дня ещё не знал: статья 47.1 появилась позже.';
    return [{ norm: 'E-01', verdict: 'problem', says: unborn }];
  }
  const venue = String(norm('E-01', facts.law.called).value);
  return [
    { norm: 'E-01', verdict: 'person', says: `Проверьте место голосования. По закону это ${venue}.` },
    durationCheck(facts),
    ...(applies('E-09', facts.law.voted) ? [paperCheck(facts)] : []),
  ];
}

/** Both limits are lawful: exactly seven days is enough, exactly sixty is not too long. */
function durationCheck(facts: MeetingFacts): MeetingCheck {
  const timing = timingOfStage(facts.law, 'voted', facts.zone);
  const shortest = dueInstant(dueOf('E-06.min', facts.opensAt, timing));
  const longest = dueInstant(dueOf('E-06.max', facts.opensAt, timing));
  const { value, citation } = norm('E-06', timing.on);
  const lawful = `По закону ${String(value)} дней (${citation})`;
  if (facts.closesAt < shortest) {
    const says = `Голосование короче, чем можно. ${lawful}, конец не раньше ${instantDigits(shortest, facts.zone)}.`;
    return { norm: 'E-06', verdict: 'problem', says };
  }
  if (facts.closesAt > longest) {
    const says = `Голосование дольше, чем можно. ${lawful}, конец не позже ${instantDigits(longest, facts.zone)}.`;
    return { norm: 'E-06', verdict: 'problem', says };
  }
  return { norm: 'E-06', verdict: 'ok', says: `Продолжительность голосования законна. ${lawful}.` };
}

function paperCheck(facts: MeetingFacts): MeetingCheck {
  const until = instantDigits(
    dueInstant(dueOf('E-09', facts.closesAt, timingOfStage(facts.law, 'voted', facts.zone))),
    facts.zone,
  );
  return { norm: 'E-09', verdict: 'person', says: `Проверьте, что бумажные решения приняты до ${until}.` };
}

const callingOf = ({ law, zone }: MeetingFacts): Timing => timingOfStage(law, 'called', zone);

/** N-01…N-04, E-04, E-05: was everyone told early enough and in lawful ways? */
export function noticeChecks(facts: MeetingFacts): readonly MeetingCheck[] {
  const inSystem = facts.form === 'electronic' && applies('E-05', facts.law.called);
  const time = noticeTime(inSystem ? 'electronic' : 'mixed', facts.noticeAt, facts.opensAt, callingOf(facts));
  const told: MeetingCheck = { norm: 'N-01', verdict: byTime[time.timeliness], says: time.says };
  const electronic = inSystem ? [{ ...told, norm: 'E-05' }, administratorCheck(facts)] : [];
  return [told, ...electronic, ...waysChecks(facts)];
}

function administratorCheck(facts: MeetingFacts): MeetingCheck {
  const due = dueOf('E-04', facts.opensAt, callingOf(facts));
  if (!facts.toAdministratorAt) {
    const says = `Проверьте, что сообщение передано администратору собрания ${limitWords(due)}.`;
    return { norm: 'E-04', verdict: 'person', says };
  }
  const verdict = timeliness(due, facts.toAdministratorAt);
  const given = instantDigits(facts.toAdministratorAt, facts.zone);
  const says = `Сообщение передано администратору ${given}. Строгий срок — ${limitWords(due)}.`;
  return { norm: 'E-04', verdict: byTime[verdict], says };
}

function waysChecks(facts: MeetingFacts): readonly MeetingCheck[] {
  if (facts.ways) return noticeWaysVerdicts({ ways: facts.ways, placeNamed: facts.placeNamed }, facts.law.called);
  const system: MeetingCheck[] = applies('N-02', facts.law.called)
    ? [{ norm: 'N-02', verdict: 'person', says: 'Проверьте, что сообщение размещено в системе.' }]
    : [];
  const says = 'Проверьте, что есть доказательство письма, вручения или объявления в доме.';
  return [...system, { norm: 'N-03', verdict: 'person', says }];
}

export function quorumCheck({ met, missing }: { met: boolean; missing: Fraction }): MeetingCheck {
  if (met) return { norm: 'QUORUM', verdict: 'ok', says: 'Кворум есть.' };
  const short =
    compare(missing, ZERO) > 0
      ? `не хватает больше ${metresWords(missing)}`
      : 'участники — ровно половина, а нужно больше';
  return { norm: 'QUORUM', verdict: 'problem', says: `Кворума нет: ${short}.` };
}

/** Wordings that may belong to another kind of question, and so to another threshold. */
const ofKind: readonly string[] = ['wording-misfit', 'wording-two-subjects'];

/** What the law or the wording leaves to a person, question by question. */
export function questionChecks(question: QuestionFacts, index: number, facts: MeetingFacts): readonly MeetingCheck[] {
  const { kind: found, rule, inForce, confidence, rival, note } = kindOn(question.kind, facts.law.decided);
  const name = `Вопрос ${index + 1}`;
  const person = (norm: string, says: string): MeetingCheck => ({ norm, verdict: 'person', says: `${name}. ${says}` });
  const votes = (norm: string, says: string): MeetingCheck => ({ ...person(norm, says), doubtsThreshold: true });
  const checks: MeetingCheck[] = [];
  if (!inForce) {
    const says = `${name}. В день решения закон не знал вопроса «${found.title}».`;
    checks.push({ norm: 'X-03', verdict: 'problem', says });
  }
  if (rival) checks.push(votes(rival, rivalSays({ rival, note }, question, facts)));
  else if (confidence === 'U' || !thresholds[rule].certain) checks.push(votes(rule, note ?? ''));
  if (found.code === 'OTHER') checks.push(person('X-03', note ?? ''));
  const payDay = payDayProblem(question.kind, question.wording ?? '', facts.law.decided);
  if (payDay) checks.push({ norm: 'X-03', verdict: payDay.verdict, says: `${name}. ${payDay.says}` });
  if (thresholds[rule].byEntrance && facts.entrances === null) {
    checks.push(votes('QUORUM_4_5_MULTI', 'Укажите число подъездов: от него зависит кворум. Взято строгое правило.'));
  }
  if (thresholds[rule].byEntrance && (facts.entrances ?? 1) > 1 && !question.entrance) {
    checks.push(votes('QUORUM_4_5_MULTI.entrance', 'Укажите голоса подъезда: без них решение не считается принятым.'));
  }
  const unplaced = facts.unplaced && unplacedWords(facts.unplaced);
  if (thresholds[rule].byEntrance && question.entrance && unplaced) {
    checks.push(votes('QUORUM_4_5_MULTI.entrance', unplaced));
  }
  const warnings = question.wording === undefined ? [] : wordingWarnings(question.kind, question.wording);
  return [...checks, ...warnings.map(({ code, says }) => (ofKind.includes(code) ? votes : person)(rule, says))];
}

/** Where practice has two thresholds, both results are shown. */
function rivalSays(
  { rival, note }: { rival: RuleCode; note: string | null },
  { votesFor }: QuestionFacts,
  facts: MeetingFacts,
): string {
  const { met } = passes(rival, facts.law.decided, { ...facts, votesFor });
  const result = met ? 'набран' : 'не набран';
  return `Возможен другой порог: ${thresholds[rival].title}. Он ${result}.${note ? ` ${note}` : ''}`;
}
