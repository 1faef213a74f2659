import type { ChecklistPoint } from '../../../law/meeting/inspection/checklist';
import { compare, parseFraction } from '../../../law/base/fraction';
import { kindOn } from '../../../law/meeting/call/kinds';
import { dayDigits } from '../../../law/base/russian';
import { verdict as verdictOf } from '../../../law/base/verdict';
import type { CaseDeadline } from '../../../store/case/deadlines';
import type { PointFacts } from './pointfacts';

/** wait: the meeting has not come so far yet. */
export type PointVerdict = 'ok' | 'problem' | 'person' | 'wait';
export interface PointFound {
  verdict: PointVerdict;
  says: string;
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
    if (those.length > 0) return { verdict: kind, says: [...new Set(those.map(({ says }) => says))].join(' ') };
  }
  return found[0] ?? person('Проверьте сами.');
}

const byNorm =
  (...norms: string[]) =>
  ({ checks }: Pick<PointFacts, 'checks'>): PointFound => {
    const mine = checks.filter(({ norm }) => norms.includes(norm));
    const found = mine.map(({ verdict, says }): PointFound => ({ verdict, says }));
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

function termFound({ title, dueAt, metAt, droppedAt }: CaseDeadline, now: Date): PointFound {
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

const rules: Readonly<Record<number, (facts: PointFacts) => PointFound>> = {
  1: () => ok('Право инициатора проверено по реестру, когда он начал собрание.'),
  2: ({ meeting, checks }) =>
    meeting.systemNumber === null ? wait('Сообщение ещё не размещено.') : byNorm('N-01')({ checks }),
  3: ({ meeting, missing }) =>
    meeting.noticedAt === null
      ? wait('Сообщение ещё не размещено.')
      : missing > 0
        ? problem(`Вручение не доказано, собственников: ${missing}.`)
        : ok('Доказано по каждому собственнику.'),
  4: ({ meeting }) =>
    meeting.noticedAt === null ? wait('Сообщение ещё не размещено.') : ok('Полнота проверена при размещении.'),
  5: byNorm('K-12', 'K-13', 'K-14'),
  6: byNorm('E-01'),
  7: (facts) =>
    facts.meeting.form === 'electronic' && facts.meeting.noticedAt !== null && facts.meeting.requestedAt === null
      ? person(
          'Собрание вёл сам инициатор, передавать сообщение было некому (K-19). Проверьте, что прежнее собрание не выбрало другого администратора.',
        )
      : byNorm('E-04')(facts),
  8: byNorm('E-06'),
  9: noneBut('late', 'Опоздавших решений нет.', 'Опоздавших решений'),
  10: ({ meeting }) =>
    meeting.frozenAt
      ? ok('Повестку запечатало сообщение: изменить её после него нельзя.')
      : wait('Повестка ещё составляется.'),
  11: competence,
  12: ({ meeting, known }) =>
    meeting.total === null
      ? wait('Число голосов ещё не названо.')
      : compare(parseFraction(meeting.total), known) < 0
        ? problem('Названо меньше, чем площадь известных помещений.')
        : person(`Основание: ${meeting.totalBasis ?? 'не названо'}. Сверьте с техническим паспортом дома.`),
  13: counted(({ count, recount }) =>
    recount && recount.participating === count.participating
      ? ok('Пересчёт по записям решений дал ту же сумму.')
      : problem('Пересчёт по записям решений дал другую сумму.'),
  ),
  14: counted(({ checks, questions, meeting }) => {
    const rival = checks.filter(
      ({ norm, says, verdict }) =>
        verdict === 'person' && (says.includes('порог') || norm.startsWith('QUORUM_4_5_MULTI')),
    );
    return rival.length > 0
      ? person(rival.map(({ says }) => says).join(' '))
      : ok(
          `Порог определён видом вопроса, вопросов: ${questions.length}, закон в редакции на ${dayDigits(meeting.lawDay)}.`,
        );
  }),
  15: ({ areasDiffer }) =>
    areasDiffer > 0 ? person(`Площадь внесена не по ЕГРН, помещений: ${areasDiffer}.`) : ok('Площади взяты из ЕГРН.'),
  16: ({ overfull }) =>
    overfull > 0
      ? problem(`Доли больше целого, помещений: ${overfull}.`)
      : ok('Доли не больше целого, двойной учёт исключён.'),
  17: noneBut('not-owner', 'Все решения приняли собственники.', 'Решений не от собственника'),
  18: noneBut('no-particulars', 'Обязательные сведения есть во всех решениях.', 'Решений без обязательных сведений'),
  19: counted(({ results }) => {
    const invalid = results.filter(({ votesInvalid }) => votesInvalid !== '0');
    return invalid.length === 0
      ? ok('Негодных отметок нет.')
      : ok(`Негодные отметки не учтены, вопросов: ${invalid.length}.`);
  }),
  20: noneBut('no-power', 'Решений без проверенной доверенности нет.', 'Решений без проверенной доверенности'),
  22: noneBut('undated', 'Все решения датированы.', 'Решений без даты'),
  24: byTerm('protocol'),
  25: ({ protocol, meeting }) =>
    !protocol
      ? BEFORE
      : protocol.number === meeting.systemNumber
        ? ok(`Номер ${protocol.number}.`)
        : problem('Номера расходятся.'),
  26: ({ protocol, unsigned, meeting }) =>
    !protocol
      ? BEFORE
      : meeting.form === 'electronic'
        ? protocol.completeAt
          ? ok('Протокол подписала система.')
          : wait('Система составляет протокол.')
        : unsigned > 0
          ? wait(`Не хватает подписей: ${unsigned}.`)
          : ok('Все обязательные подписи стоят.'),
  27: ({ papers }) =>
    papers.includes('protocol') ? ok('Приложения собраны и пронумерованы.') : wait('Протокол ещё не оформлен.'),
  28: counted(({ results, recount }) =>
    recount && results.every((one, index) => recount.questions[index]?.for === one.votesFor)
      ? ok('Расхождение — ноль.')
      : problem('Голоса в протоколе и в записях расходятся.'),
  ),
  29: byTerm('hand-over', 'file'),
  31: byTerm('inform'),
  32: byTerm('place'),
  33: ({ similar, unchecked }) =>
    unchecked > 0
      ? problem(`Найдены протоколы по сходным вопросам: ${similar}. Нужна проверка.`)
      : similar > 0
        ? person('Сходные протоколы инспекция проверила: прочитайте её вывод.')
        : ok('Второго протокола нет.'),
  34: ({ meeting }) =>
    meeting.repeatsId
      ? person('Сверьте, что срок размещения прежнего протокола прошёл.')
      : ok('Собрание не повторное.'),
  35: ({ questions }) =>
    questions.some(({ kind }) => kind === 'MC_CHOICE')
      ? person('Порог посчитан. Проверьте договор и заявление в реестр лицензий.')
      : ok('Управляющую организацию не меняли.'),
  36: ({ questions, results, meeting }) => {
    const mine = questions.filter(({ kind }) => kindOn(kind, meeting.lawDay).rule === 'UNANIMOUS_ALL');
    if (mine.length === 0) return ok('Общее имущество не уменьшали.');
    return results.length === 0 ? BEFORE : ok('Решение считается принятым только голосами всех собственников.');
  },
  37: ({ questions }) =>
    questions.some(({ kind }) => kind === 'FEE_CONTENT')
      ? person('Проверьте, когда дано предложение управляющей организации и на какой срок принят размер платы.')
      : ok('Размер платы не решали.'),
  38: ({ questions }) =>
    questions.some(({ kind }) => kind === 'COUNCIL_POWER_REPAIR' || kind === 'CHAIR_EXTRA_POWERS')
      ? person('Порог посчитан. Сверьте объём полномочий с формулировкой.')
      : ok('Полномочий совету не давали.'),
  39: () => ok('На страницах и в копии для публикации СНИЛС и паспорта нет.'),
  40: ({ count, addedAfter }) =>
    !count
      ? BEFORE
      : addedAfter > 0
        ? problem(`Решений записано после подсчёта: ${addedAfter}.`)
        : ok('После подсчёта журнал не вырос, корень подписан.'),
};

export const findPoint = (point: ChecklistPoint, facts: PointFacts): PointFound =>
  rules[point.number]?.(facts) ?? person('Проверьте по подлинникам.');
