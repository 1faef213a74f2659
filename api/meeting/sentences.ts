import { rightForms, ownerForms, toOwnerForms } from '../../law/registry/words';
import { meetingEvents, meetingOutcomes, questionForms } from '../../law/meeting/words';
import { counted, dayWords } from '../../law/base/russian';
import type { Facts } from '../../store/case/chain';
import type { ReaderPart, Sentences, EventTold } from '../case/sentences';
import { meetingTitle } from './vote/words';

const PEOPLE = ['человек', 'человека', 'человек'] as const;
const DECISIONS = ['решение', 'решения', 'решений'] as const;

const number = (facts: Facts, name: string): number => (typeof facts[name] === 'number' ? facts[name] : 0);

const term = (facts: Facts): string | undefined =>
  typeof facts['lastDay'] === 'string' ? `Срок — по ${dayWords(facts['lastDay'])} включительно.` : undefined;

const says: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  requested: term,
  noticed: (facts) => `Сообщение отправлено: ${counted(number(facts, 'people'), toOwnerForms)}.`,
  'not-told': (facts) => `Без доказательства — ${counted(number(facts, 'owners'), ownerForms)}.`,
  'not-opened': (facts) => `Без доказательства — ${counted(number(facts, 'owners'), ownerForms)}.`,
  'form-refused': (facts) => `Отказов: ${counted(number(facts, 'rights'), rightForms)}.`,
  reminded: (facts) => `Напоминание отправлено: ${counted(number(facts, 'people'), toOwnerForms)}.`,
  closed: (facts) =>
    facts['quorum'] === true
      ? `Поступило ${counted(number(facts, 'ballots'), DECISIONS)}. Кворум есть, принято ${counted(number(facts, 'passed'), questionForms)}.`
      : `Поступило ${counted(number(facts, 'ballots'), DECISIONS)}. Кворума нет, решения не приняты.`,
  'handed-over': term,
  returned: term,
  elected: (facts) =>
    Array.isArray(facts['members'])
      ? `Избрано ${counted(facts['members'].length, PEOPLE)}, каждый подписывает протокол.`
      : undefined,
  signed: (facts) => (facts['complete'] === true ? 'Это последняя подпись.' : undefined),
};

const bad = new Set(['overdue', 'not-told', 'not-opened', 'form-refused', 'returned', 'similar-protocol']);

const alarms: Readonly<Record<string, string>> = {
  soon: 'Срок подойдёт к концу',
  late: 'Срок истечёт',
  open: 'Голосование откроется',
  close: 'Голосование закроется, голоса подсчитаются',
  remind: 'Не голосовавшим уйдёт напоминание',
  'paper-closed': 'Приём решений на бумаге закончится',
  prove: 'Система проверит, все ли уведомлены',
  'draw-up': 'Система составит протокол',
  archive: 'Срок хранения истечёт',
};

const next: Readonly<Record<string, Partial<Record<ReaderPart, string>>>> = {
  draft: { party: 'Закончите подготовку и дайте сообщение о собрании.' },
  requested: { staff: 'Проверьте сообщение и уведомите собственников.' },
  noticed: { party: 'Внесите доказательства уведомления каждого собственника.' },
  halted: { party: 'Созовите собрание с новыми датами или отмените его.' },
  counted: { party: 'Подпишите протокол.' },
  'no-quorum': { party: 'Созовите повторное собрание.' },
  protocol: { party: 'Передайте подлинники управляющей организации.' },
  handed: { staff: 'Отправьте подлинники в ГЖИ.' },
  filed: { watch: 'Зарегистрируйте протокол или верните его с замечаниями.' },
  returned: { staff: 'Устраните замечания и отправьте протокол снова.' },
};

const tables = {
  meeting: 'Собрание',
  meeting_ballot_entry: 'Ввод бумажных бюллетеней',
  meeting_checkpoint: 'Подписи под журналом голосования',
  meeting_council_member: 'Избранные в совет дома',
  meeting_count: 'Подсчёт голосов',
  meeting_finding: 'Выводы инспектора',
  meeting_holder: 'Правообладатели в реестре собрания',
  meeting_inspection: 'Проверки похожих протоколов',
  meeting_material: 'Материалы собрания',
  meeting_notice: 'Реестр уведомлений',
  meeting_protocol: 'Протокол',
  meeting_protocol_signature: 'Подписи под протоколом',
  meeting_proxy: 'Доверенности',
  meeting_question: 'Повестка',
  meeting_refusal: 'Отказы от электронной формы',
  meeting_reminder: 'Напоминания',
  meeting_result: 'Итоги по вопросам',
  meeting_right: 'Права в реестре собрания',
  meeting_signature: 'Подписи под требованием',
  meeting_text: 'Тексты собрания',
};

export const meetingSentences: Sentences = {
  ofCase: 'собрания',
  topic: (title) => meetingTitle({ title }),
  tables,
  outcome: (code) => (code ? (meetingOutcomes[code] ?? code) : ''),
  event: (kind, facts): EventTold => ({
    title: meetingEvents[kind] ?? kind,
    say: says[kind]?.(facts),
    bad: bad.has(kind),
  }),
  alarm: (act) => alarms[act] ?? 'Дело проснётся',
  inner: [],
  next: (phase, part) => next[phase]?.[part] ?? null,
};
