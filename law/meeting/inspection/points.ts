import { compare, parseFraction } from '../../base/fraction';
import { normMark } from '../../base/mark';
import { dayDigits } from '../../base/russian';
import { verdict as verdictOf } from '../../base/verdict';
import { kindOn } from '../call/kinds';
import type { BallotDoubt } from '../vote/ballot';
import type { ChecklistPoint, PointCode } from './checklist';
import type { PointFacts, TermFacts } from './pointfacts';

/** wait: the meeting has not come so far yet. */
export type PointVerdict = 'ok' | 'problem' | 'person' | 'wait';
export interface PointFound {
  verdict: PointVerdict;
  says: string;
  /** How sure the norm behind it is, where it was not read in the act itself. */
  mark?: string;
}

const ok = (says: string): PointFound => ({ verdict: 'ok', says });
const problem = (says: string): PointFound => ({ verdict: 'problem', says });
const person = (says: string): PointFound => ({ verdict: 'person', says });
const wait = (says: string): PointFound => ({ verdict: 'wait', says });
const BEFORE = wait('Проверяется после подсчёта голосов.');

/** Worst of several: one breach is a breach, one doubt is a doubt. */
function worst(found: readonly PointFound[]): PointFound {
  for (const kind of ['problem', 'person', 'wait'] as const) {
    const those = found.filter(({ verdict }) => verdict === kind);
    const mark = those.find((one) => one.mark !== undefined)?.mark;
    const says = [...new Set(those.map((one) => one.says))].join(' ');
    if (those.length > 0) return { verdict: kind, says, ...(mark !== undefined && { mark }) };
  }
  return found[0] ?? person('Проверьте сами.');
}

const byNorm =
  (...norms: string[]) =>
  ({ checks }: Pick<PointFacts, 'checks'>): PointFound => {
    const mine = checks.filter(({ norm }) => norms.includes(norm));
    const found = mine.map(({ verdict, says, mark }): PointFound => ({ verdict, says, ...(mark && { mark }) }));
    return found.length > 0 ? worst(found) : wait('К этому собранию правило не относится или оно ещё не началось.');
  };

/** The checks tell only of questions that are in doubt: silence is consent once the agenda stands. */
const competence = ({ checks, meeting }: PointFacts): PointFound =>
  meeting.frozenAt && checks.every(({ norm }) => norm !== 'X-03')
    ? ok('Все вопросы есть в перечне вопросов собрания.')
    : byNorm('X-03')({ checks });

const byTerm =
  (...names: string[]) =>
  ({ deadlines, now }: PointFacts): PointFound => {
    const mine = deadlines.filter(({ name, droppedAt }) => names.includes(name) && !droppedAt);
    return mine.length === 0 ? wait('Срок ещё не начался.') : worst(mine.map((one) => termFound(one, now)));
  };

function termFound({ title, dueAt, metAt, droppedAt }: TermFacts, now: Date): PointFound {
  const { kind } = verdictOf({ dueAt, metAt, droppedAt }, now);
  if (kind === 'in-time') return ok(`«${title}»: сделано в срок.`);
  if (kind === 'running') return wait(`«${title}»: срок идёт.`);
  return problem(`«${title}»: срок нарушен.`);
}

type Counted = PointFacts & { count: NonNullable<PointFacts['count']> };
const counted =
  (look: (facts: Counted) => PointFound) =>
  (facts: PointFacts): PointFound =>
    facts.count ? look({ ...facts, count: facts.count }) : BEFORE;

/** No decision that was counted bears this fault: they were judged one by one at the close. */
const noneBut = (fault: string, fine: string, some: string) =>
  counted(({ count }) => {
    const out = count.outcomes.filter(({ verdict }) => verdict === fault).length;
    return ok(out === 0 ? fine : `${some}: ${out}. Они не учтены.`);
  });

/** such decisions are counted, and a person decides. */
const orDoubt = (doubt: BallotDoubt, some: string, otherwise: (facts: PointFacts) => PointFound) =>
  counted((facts) => {
    const many = facts.doubts[doubt];
    if (many === 0) return otherwise(facts);
    return person(`${some}: ${many}. Они учтены: закон не велит их отбрасывать. Решите сами.`);
  });

const rules: Readonly<Partial<Record<PointCode, (facts: PointFacts) => PointFound>>> = {
  initiator: () => ok('Право инициатора проверено по реестру, когда он начал собрание.'),
  announced: ({ meeting, checks }) =>
    meeting.systemNumber === null ? wait('Сообщение ещё не размещено.') : byNorm('N-01')({ checks }),
  told: ({ meeting, missing }) =>
    meeting.noticedAt === null
      ? wait('Сообщение ещё не размещено.')
      : missing > 0
        ? problem(`Вручение не доказано, собственников: ${missing}.`)
        : ok('Доказано по каждому собственнику.'),
  'notice-whole': ({ meeting }) =>
    meeting.noticedAt === null ? wait('Сообщение ещё не размещено.') : ok('Полнота проверена при размещении.'),
  form: byNorm('K-12', 'K-13', 'K-14'),
  system: byNorm('E-01'),
  'handed-to-administrator': (facts) =>
    facts.meeting.form === 'electronic' && facts.meeting.noticedAt !== null && facts.meeting.requestedAt === null
      ? person(
          'Собрание вёл сам инициатор, передавать сообщение было некому (K-19). Проверьте, что прежнее собрание не выбрало другого администратора.',
        )
      : byNorm('E-04')(facts),
  length: byNorm('E-06'),
  'paper-in-time': noneBut('late', 'Опоздавших решений нет.', 'Опоздавших решений'),
  'same-agenda': ({ meeting }) =>
    meeting.frozenAt
      ? ok('Повестку запечатало сообщение: изменить её после него нельзя.')
      : wait('Повестка ещё составляется.'),
  competence: competence,
  total: ({ meeting, known }) =>
    meeting.total === null
      ? wait('Число голосов ещё не названо.')
      : compare(parseFraction(meeting.total), known) < 0
        ? problem('Названо меньше, чем площадь известных помещений.')
        : person(`Основание: ${meeting.totalBasis ?? 'не названо'}. Сверьте с техническим паспортом дома.`),
  quorum: counted(({ count, recount }) =>
    recount && recount.participating === count.participating
      ? ok('Пересчёт по записям решений дал ту же сумму.')
      : problem('Пересчёт по записям решений дал другую сумму.'),
  ),
  thresholds: counted(({ checks, questions, meeting }) => {
    const rival = checks.filter(({ verdict, doubtsThreshold }) => verdict === 'person' && doubtsThreshold);
    return rival.length > 0
      ? person(rival.map(({ says }) => says).join(' '))
      : ok(
          `Порог определён видом вопроса, вопросов: ${questions.length}, закон в редакции на ${dayDigits(meeting.law.decided)}.`,
        );
  }),
  areas: ({ areasDiffer }) =>
    areasDiffer > 0 ? person(`Площадь внесена не по ЕГРН, помещений: ${areasDiffer}.`) : ok('Площади взяты из ЕГРН.'),
  shares: ({ overfull }) =>
    overfull > 0
      ? problem(`Доли больше целого, помещений: ${overfull}.`)
      : ok('Доли не больше целого, двойной учёт исключён.'),
  owners: noneBut('not-owner', 'Все решения приняли собственники.', 'Решений не от собственника'),
  particulars: orDoubt(
    'no-snils',
    'Решений без СНИЛС',
    noneBut('no-particulars', 'Обязательные сведения есть во всех решениях.', 'Решений без обязательных сведений'),
  ),
  marks: counted(({ results }) => {
    const invalid = results.filter(({ votesInvalid }) => votesInvalid !== '0');
    return invalid.length === 0
      ? ok('Негодных отметок нет.')
      : ok(`Негодные отметки не учтены, вопросов: ${invalid.length}.`);
  }),
  powers: noneBut('no-power', 'Решений без проверенной доверенности нет.', 'Решений без проверенной доверенности'),
  dated: orDoubt('undated', 'Решений без даты', noneBut('undated', 'Все решения датированы.', 'Решений без даты')),
  'protocol-in-time': byTerm('protocol'),
  number: ({ protocol, meeting }) =>
    !protocol
      ? BEFORE
      : protocol.number === meeting.systemNumber
        ? ok(`Номер ${protocol.number}.`)
        : problem('Номера расходятся.'),
  signatures: ({ protocol, unsigned, meeting }) =>
    !protocol
      ? BEFORE
      : meeting.form === 'electronic'
        ? protocol.completeAt
          ? ok('Протокол подписала система.')
          : wait('Система составляет протокол.')
        : unsigned > 0
          ? wait(`Не хватает подписей: ${unsigned}.`)
          : ok('Все обязательные подписи стоят.'),
  appendices: ({ papers }) =>
    papers.includes('protocol') ? ok('Приложения собраны и пронумерованы.') : wait('Протокол ещё не оформлен.'),
  'votes-agree': counted(({ results, recount }) =>
    recount && results.every((one, index) => recount.questions[index]?.for === one.votesFor)
      ? ok('Расхождение — ноль.')
      : problem('Голоса в протоколе и в записях расходятся.'),
  ),
  'originals-in-time': byTerm('hand-over', 'file'),
  'result-told': byTerm('inform'),
  'protocol-placed': byTerm('place'),
  'similar-protocol': ({ similar, unchecked }) =>
    unchecked > 0
      ? problem(`Найдены протоколы по сходным вопросам: ${similar}. Нужна проверка.`)
      : similar > 0
        ? person('Сходные протоколы инспекция проверила: прочитайте её вывод.')
        : ok('Второго протокола нет.'),
  repeated: ({ meeting }) =>
    meeting.repeatsId
      ? person('Сверьте, что срок размещения прежнего протокола прошёл.')
      : ok('Собрание не повторное.'),
  'manager-changed': ({ questions }) =>
    questions.some(({ kind }) => kind === 'MC_CHOICE')
      ? person('Порог посчитан. Проверьте договор и заявление в реестр лицензий.')
      : ok('Управляющую организацию не меняли.'),
  'common-property': ({ questions, results, meeting }) => {
    const mine = questions.filter(({ kind }) => kindOn(kind, meeting.law.decided).rule === 'UNANIMOUS_ALL');
    if (mine.length === 0) return ok('Общее имущество не уменьшали.');
    return results.length === 0 ? BEFORE : ok('Решение считается принятым только голосами всех собственников.');
  },
  fee: ({ questions }) =>
    questions.some(({ kind }) => kind === 'FEE_CONTENT')
      ? person('Проверьте, когда дано предложение управляющей организации и на какой срок принят размер платы.')
      : ok('Размер платы не решали.'),
  'council-powers': ({ questions }) =>
    questions.some(({ kind }) => kind === 'COUNCIL_POWER_REPAIR' || kind === 'CHAIR_EXTRA_POWERS')
      ? person('Порог посчитан. Сверьте объём полномочий с формулировкой.')
      : ok('Полномочий совету не давали.'),
  'personal-data': () => ok('На страницах и в копии для публикации СНИЛС и паспорта нет.'),
  'nothing-added': ({ count, addedAfter }) =>
    !count
      ? BEFORE
      : addedAfter > 0
        ? problem(`Решений записано после подсчёта: ${addedAfter}.`)
        : ok('После подсчёта журнал не вырос, корень подписан.'),
};

export function findPoint(point: ChecklistPoint, facts: PointFacts): PointFound {
  const found = rules[point.code]?.(facts) ?? person('Проверьте по подлинникам.');
  const { law } = facts.meeting;
  const [mark] = point.norms.flatMap((id) => normMark(id, id.startsWith('P-') ? law.drawn : law.called) ?? []);
  return found.mark !== undefined || mark === undefined ? found : { ...found, mark };
}
