import { compare, type Fraction, ZERO } from '../fraction';
import { norm, normHistory } from '../norm';
import { dayDigits } from '../russian';
import { valueWords } from '../words';
import { blankOf } from './agenda';
import { areaWords } from './area';
import { type Calling, callingChecks } from './calling';
import { formChecks } from './checks';
import { entranceDoubt, entranceProblem, type HouseEntrances } from './entrances';
import { feeChecks } from './fee';
import type { MeetingForm } from './forms';
import { kindOn } from './kinds';
import { noticeNorm, noticeNow, noticeTime } from './notice';
import { applies, dueOf, limitWords, timeliness, type Timing } from './timing';
import { actChecks, type ByAct } from './transfer';
import { wordingWarnings } from './wording';

/** Where on the task list a problem is mended. */
export type Task = 'questions' | 'terms' | 'register' | 'materials' | 'notices';

export interface ReadyCheck {
  /** Stable: a refusal of the notice carries it. */
  readonly code: string;
  readonly norm: string;
  readonly verdict: 'ok' | 'problem' | 'person';
  readonly says: string;
  readonly task: Task;
}

/** Form and dates of a meeting as they stand before its notice. */
export interface TermPlan extends Timing {
  readonly form: MeetingForm;
  /** When the notice would be given. */
  readonly now: Date;
  /** It is given at this very instant, and what is said of it is kept. */
  readonly given?: boolean;
  readonly opensAt: Date | null;
  readonly closesAt: Date | null;
  /** Somebody else than the initiator takes in decisions (E-04). */
  readonly administrator: boolean;
  readonly toAdministratorAt: Date | null;
  /** It repeats a meeting that had no quorum. */
  readonly repeats: boolean;
}

/** A meeting as it stands before its notice. */
export interface Plan extends TermPlan {
  readonly discussion: boolean;
  readonly paperAddress: boolean;
  readonly materialsPlace: boolean;
  readonly firstElectronic: boolean;
  readonly signers: boolean;
  /** Somebody is proposed to count the votes. */
  readonly counters: boolean;
  readonly questions: readonly {
    readonly kind: string;
    readonly wording: string;
    readonly entrance?: number | null;
    /** When the first paper of this question was put before the owners. */
    readonly paperAt?: Date | null;
  }[];
  readonly entrances: HouseEntrances;
  readonly total: Fraction | null;
  readonly totalBasis: boolean;
  /** Votes of all known rights. */
  readonly known: Fraction;
  /** Conflicts of the register that nobody has decided. */
  readonly undecided: number;
  /** Rights by an act of the developer (K-11). */
  readonly byAct: ByAct;
  readonly calling: Calling;
}

/** Rule by rule: may the notice be given now? Problems forbid it; «person» leaves the choice to whoever signs. */
export function readiness(plan: Plan): readonly ReadyCheck[] {
  return [
    ...callingChecks(plan),
    ...agendaChecks(plan),
    ...feeChecks(plan),
    ...termChecks(plan),
    ...registerChecks(plan),
    ...actChecks(plan),
    ...placeChecks(plan),
  ];
}

type Say = (code: string, norm: string, verdict: ReadyCheck['verdict'], says: string) => ReadyCheck;
const about =
  (task: Task): Say =>
  (code, norm, verdict, says) => ({ code, norm, verdict, says, task });

const ENTRANCE_NORM = 'QUORUM_4_5_MULTI.entrance';

function agendaChecks({ questions, on, firstElectronic, form, entrances }: Plan): ReadyCheck[] {
  const say = about('questions');
  if (questions.length === 0)
    return [say('agenda-empty', 'N-11', 'problem', 'В повестке нет ни одного вопроса. Добавьте вопросы.')];
  const checks = questions.flatMap(({ kind, wording, entrance }, index) => {
    const name = `Вопрос ${index + 1}`;
    const found = kindOn(kind, on);
    const unknown = found.inForce
      ? []
      : [say('kind-not-in-force', 'X-03', 'problem', `${name}: закон этого дня такого вопроса не знает.`)];
    const warnings = wordingWarnings(kind, wording).map(({ says }) =>
      say('wording', 'N-11', 'person', `${name}. ${says}`),
    );
    const untold = entranceProblem({ kind, entrance }, entrances, on);
    const blank = blankOf(wording);
    const unfilled = blank
      ? [say('wording-blank', 'N-11', 'problem', `${name}: впишите в текст, что стоит вместо «${blank}».`)]
      : [];
    const doubt = entranceDoubt({ kind, entrance }, entrances, on);
    const unplaced = doubt ? [say('entrance-unplaced', ENTRANCE_NORM, 'person', `${name}. ${doubt}`)] : [];
    const apart = untold ? [say('entrance-unknown', ENTRANCE_NORM, 'problem', `${name}. ${untold}`)] : [];
    return [...unknown, ...unfilled, ...apart, ...unplaced, ...warnings];
  });
  const missing =
    form === 'electronic' && firstElectronic
      ? ['IS_USE', 'IS_AUTHORISED', 'IS_ORDER'].filter((code) => !questions.some(({ kind }) => kind === code))
      : [];
  if (missing.length > 0)
    checks.push(
      say(
        'first-electronic-agenda',
        'K-22',
        'problem',
        'На первом электронном собрании решают о системе, администраторе и порядке приёма решений. Добавьте эти вопросы.',
      ),
    );
  return checks.some(({ verdict }) => verdict === 'problem')
    ? checks
    : [say('agenda', 'N-11', 'ok', 'Повестка составлена.'), ...checks];
}

/** What of the form and the dates alone can be judged: a form shows it before anything is saved. */
export function termChecks(plan: TermPlan): ReadyCheck[] {
  const say = about('terms');
  const { form, now, opensAt, closesAt } = plan;
  if (!opensAt || !closesAt) return [say('dates-missing', 'N-01', 'problem', 'Назовите начало и конец собрания.')];
  if (opensAt <= now)
    return [say('opens-in-past', 'N-01', 'problem', 'Начало собрания уже прошло. Назовите другой день.')];
  return [
    ...lawChecks(plan),
    noticeCheck(plan, opensAt),
    ...administratorChecks(plan, opensAt),
    ...lengthChecks(plan, opensAt, closesAt),
    ...pollChecks(plan, form),
  ];
}

/** Older meetings were held under orders whose text is not here: they are refused now, not when their time comes. */
function lawChecks({ on }: TermPlan): ReadyCheck[] {
  if (applies('P-01', on)) return [];
  const first = normHistory('P-01')[0]?.from ?? on;
  const says = `Правила о протоколе известны системе с ${dayDigits(first)}. Собрание, созванное раньше, в ней не провести.`;
  return [about('terms')('law-unknown', 'P-01', 'problem', says)];
}

function noticeCheck(plan: TermPlan, opensAt: Date): ReadyCheck {
  const say = about('terms');
  const id = noticeNorm(plan.form);
  const time = plan.given ? noticeTime : noticeNow;
  const { timeliness: found, says, due } = time(plan.form, plan.now, opensAt, plan);
  const words = `${says} ${due.citation}.`;
  if (found === 'in-time') return say('notice-in-time', id, 'ok', words);
  return found === 'late' ? say('notice-late', id, 'problem', words) : say('notice-literal', id, 'person', words);
}

/** E-04: the administrator gets the message before the owners do. */
function administratorChecks(plan: TermPlan, opensAt: Date): ReadyCheck[] {
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

function lengthChecks(plan: TermPlan, opensAt: Date, closesAt: Date): ReadyCheck[] {
  const say = about('terms');
  if (closesAt < opensAt || (closesAt.getTime() === opensAt.getTime() && plan.form !== 'in-person'))
    return [say('dates-order', 'N-01', 'problem', 'Собрание кончается не позже начала. Исправьте начало или конец.')];
  const facts = {
    form: plan.form,
    zone: plan.zone,
    on: plan.on,
    noticeAt: plan.now,
    opensAt,
    closesAt,
    placeNamed: false,
    entrances: null,
    total: ZERO,
    participating: ZERO,
    questions: [],
  };
  // Nobody has handed anything in yet: a plan is told its cut-off, a held meeting is asked about it.
  const paperWords = (): string => `Бумажные решения принимают ${limitWords(dueOf('E-09', closesAt, plan))}.`;
  return formChecks(facts)
    .filter(({ norm }) => norm === 'E-06' || norm === 'E-09')
    .map(({ norm, verdict, says }) =>
      norm === 'E-06' ? say('voting-length', norm, verdict, says) : say('paper-until', norm, 'ok', paperWords()),
    );
}

/** K-13: a poll without a meeting was lawful only after a meeting that had no quorum. */
function pollChecks({ repeats, on }: TermPlan, form: MeetingForm): ReadyCheck[] {
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

/** Who decides, and what to do while it is somebody else (keeper.ts). */
function keeperSays({ keeper }: Calling, on: string): string {
  if (keeper === 'initiator') return 'Решите каждое и назовите причину.';
  const row = norm('N-09', on);
  return `Решает управляющая организация: реестр ведёт она (${row.citation}). Если за ${valueWords(row)} не решит, решите сами.`;
}

function registerChecks({ total, totalBasis, known, undecided, calling, on }: Plan): ReadyCheck[] {
  const say = about('register');
  const checks: ReadyCheck[] = [];
  if (undecided > 0)
    checks.push(
      say(
        'register-undecided',
        'V-02',
        'problem',
        `В реестре не решено расхождений: ${undecided}. ${keeperSays(calling, on)}`,
      ),
    );
  if (!total || !totalBasis)
    checks.push(
      say('total-missing', 'V-02', 'problem', 'Укажите площадь всех помещений дома и документ, откуда она взята.'),
    );
  else if (compare(total, known) < 0)
    checks.push(
      say(
        'total-too-small',
        'V-02',
        'problem',
        `Площадь дома меньше суммы известных прав: ${areaWords(known)}. Исправьте её.`,
      ),
    );
  return checks.length > 0
    ? checks
    : [say('register', 'V-02', 'ok', 'Реестр готов: расхождения решены, площадь дома указана.')];
}

function placeChecks({
  form,
  discussion,
  paperAddress,
  materialsPlace,
  signers,
  counters,
  calling,
}: Plan): ReadyCheck[] {
  const say = about('terms');
  const checks: ReadyCheck[] = [];
  if (!materialsPlace)
    checks.push(
      about('materials')(
        'materials-place-missing',
        'N-01.content',
        'problem',
        'Укажите, где и как читать материалы собрания.',
      ),
    );
  if (form !== 'in-person' && !paperAddress)
    checks.push(say('paper-address-missing', 'N-01.content', 'problem', 'Укажите, куда приносить решения на бумаге.'));
  if ((form === 'in-person' || form === 'mixed') && !discussion)
    checks.push(say('discussion-missing', 'N-01.content', 'problem', 'Укажите время и место очного обсуждения.'));
  if (form !== 'electronic' && !signers)
    checks.push(
      say(
        'signers-missing',
        'P-01',
        'problem',
        'Предложите председателя и секретаря: без их подписей протокола не будет.',
      ),
    );
  // Without a commission the initiator signs as counter; an organisation has no hand of its own.
  if (form !== 'electronic' && !counters && (calling.initiator === 'manager' || calling.initiator === 'municipality'))
    checks.push(
      say(
        'counters-missing',
        'P-07',
        'person',
        'Предложите того, кто считает голоса: иначе протокол подпишут только председатель и секретарь.',
      ),
    );
  return checks.length > 0 ? checks : [say('places', 'N-01.content', 'ok', 'Места и время указаны.')];
}
