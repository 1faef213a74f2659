import { compare, type Fraction } from '../../base/fraction';
import { norm } from '../../base/norm';
import { valueWords } from '../../base/term-words';
import { blankOf } from './agenda';
import { metresWords } from '../../base/metres';
import { type Calling, callingChecks } from './calling';
import { entranceDoubt, entranceProblem, type HouseEntrances } from './entrances';
import { feeChecks } from './fee';
import { kindOn } from './kinds';
import { payDayProblem } from './pay-day';
import { lawOfPlan } from '../stages-of-law';
import { about, type NoticeCheck } from './before-notice-check';
import { termChecks, type TermPlan } from './before-notice-terms';
import { actChecks, type ByAct } from './transfer';
import { type Venue, venueChecks } from './venue';
import { wordingWarnings } from './wording';

/** A meeting as it stands before its notice. */
export interface NoticePlan extends TermPlan {
  readonly venue: Venue;
  readonly discussion: boolean;
  readonly paperAddress: boolean;
  readonly materialsPlace: boolean;
  readonly firstElectronic: boolean;
  readonly signers: boolean;
  /** Somebody is proposed as counter of votes. */
  readonly counters: boolean;
  readonly questions: readonly {
    readonly kind: string;
    readonly wording: string;
    readonly entrance?: number | null;
    /** When the first paper of this question was made available to the owners. */
    readonly paperAt?: Date | null;
  }[];
  readonly entrances: HouseEntrances;
  readonly total: Fraction | null;
  readonly totalBasis: boolean;
  /** Votes of all known rights. */
  readonly known: Fraction;
  /** Conflicts of the register that are not resolved yet. */
  readonly undecided: number;
  /** Rights by an act of the developer (K-11). */
  readonly byAct: ByAct;
  readonly calling: Calling;
}

/** Rule by rule: may the notice be given now? Problems forbid it; «person» leaves the choice to the signer. */
export function checksBeforeNotice(plan: NoticePlan): readonly NoticeCheck[] {
  return [
    ...callingChecks(plan),
    ...agendaChecks(plan),
    ...feeChecks(plan),
    ...venueChecks(plan),
    ...termChecks(plan),
    ...registerChecks(plan),
    ...actChecks(plan),
    ...placeChecks(plan),
  ];
}

const ENTRANCE_NORM = 'QUORUM_4_5_MULTI.entrance';

function agendaChecks({ questions, firstElectronic, form, entrances, ...plan }: NoticePlan): NoticeCheck[] {
  const on = lawOfPlan(plan).decided;
  const say = about('questions');
  if (questions.length === 0)
    return [say('agenda-empty', 'N-11', 'problem', 'В повестке нет ни одного вопроса. Добавьте вопросы.')];
  const checks = questions.flatMap(({ kind, wording, entrance }, index) => {
    const name = `Вопрос ${index + 1}`;
    const found = kindOn(kind, on);
    const unknown = found.inForce
      ? []
      : [say('kind-not-in-force', 'X-03', 'problem', `${name}: закон дня решения такого вопроса не знает.`)];
    const warnings = wordingWarnings(kind, wording).map(({ says }) =>
      say('wording', 'N-11', 'person', `${name}. ${says}`),
    );
    const untold = entranceProblem({ kind, entrance }, entrances, on);
    const blank = blankOf(wording);
    const unfilled = blank
      ? [say('wording-blank', 'N-11', 'problem', `${name}: впишите в текст, что стоит вместо «${blank}».`)]
      : [];
    const payDay = payDayProblem(kind, wording, on);
    const fixed = payDay ? [say('pay-day-fixed', 'X-03', payDay.verdict, `${name}. ${payDay.says}`)] : [];
    const doubt = entranceDoubt({ kind, entrance }, entrances, on);
    const unplaced = doubt ? [say('entrance-unplaced', ENTRANCE_NORM, 'person', `${name}. ${doubt}`)] : [];
    const apart = untold ? [say('entrance-unknown', ENTRANCE_NORM, 'problem', `${name}. ${untold}`)] : [];
    return [...unknown, ...fixed, ...unfilled, ...apart, ...unplaced, ...warnings];
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

/** Who must resolve the conflict, and what to do while it is somebody else (keeper.ts). */
function keeperSays({ keeper }: Calling, on: string): string {
  if (keeper === 'initiator') return 'Решите каждое и назовите причину.';
  const row = norm('N-09', on);
  return `Решает управляющая организация: реестр ведёт она (${row.citation}). Если за ${valueWords(row)} не решит, решите сами.`;
}

function registerChecks({ total, totalBasis, known, undecided, calling, on }: NoticePlan): NoticeCheck[] {
  const say = about('register');
  const checks: NoticeCheck[] = [];
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
        `Площадь дома меньше суммы известных прав: ${metresWords(known)}. Исправьте её.`,
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
}: NoticePlan): NoticeCheck[] {
  const say = about('terms');
  const checks: NoticeCheck[] = [];
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
  // Without a counting commission the initiator signs as counter; an organisation cannot sign in person.
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
