import { CAPITAL_ZONE } from '../../law/base/zone';
import { instantWords } from '../../law/base/russian';
import { outageOutcomeWords, topicWords } from '../../law/outage/words';
import type { Facts } from '../../store/case/chain';
import type { EventTold, ReaderPart, Sentences } from '../case/sentences';

const titles: Readonly<Record<string, string>> = {
  received: 'Отключение заведено',
  announced: 'Отключение объявлено, жители извещены',
  changed: 'Условия изменены, жители извещены',
  extended: 'Окончание перенесено, жители извещены',
  posted: 'Объявление вывешено на досках',
  begun: 'Отключение началось',
  'restored-part': 'Услуга восстановлена в части домов',
  restored: 'Услуга восстановлена',
  corrected: 'Начало и конец уточнены',
  cancelled: 'Отключение отменено',
  gathered: 'Присоединена заявка жителя',
  noted: 'Добавлена рабочая запись',
  overdue: 'Срок уведомления нарушен',
  overrun: 'Обещанное время прошло, услуги нет',
  closed: 'Отключение закрыто',
};

const instant = (facts: Facts, name: string): string | null =>
  typeof facts[name] === 'string' ? `${instantWords(new Date(facts[name]), CAPITAL_ZONE)}\u00a0МСК` : null;

const times = (facts: Facts): string => {
  const [from, until] = [instant(facts, 'from'), instant(facts, 'until')];
  return from ? `С ${from}${until ? ` до ${until}` : ', конец неизвестен'}.` : '';
};

const says: Readonly<Record<string, (facts: Facts) => string>> = {
  announced: times,
  changed: times,
  extended: times,
  begun: (facts) => `С ${instant(facts, 'from')}.`,
  restored: (facts) => `В ${instant(facts, 'at')}.`,
  'restored-part': (facts) => `В ${instant(facts, 'at')}.`,
  corrected: (facts) => `С ${instant(facts, 'from')} до ${instant(facts, 'at')}.`,
};

const alarms: Readonly<Record<string, string>> = {
  begin: 'Отключение начнётся',
  overrun: 'Пройдёт обещанное время',
  late: 'Срок уведомления истечёт',
  close: 'Отключение закроется само',
};

const next: Readonly<Record<string, Partial<Record<ReaderPart, string>>>> = {
  announced: { staff: 'Отметьте объявление на досках. В назначенный час отключение начнётся само.' },
  running: { staff: 'Когда услуга вернётся, отметьте восстановление.' },
};

const tables = {
  outage: 'Отключение',
  outage_plan: 'Условия отключения',
  outage_house: 'Дома отключения',
  outage_span: 'Перерывы услуг',
  outage_text: 'Тексты отключения',
  outage_request: 'Заявки об отключении',
};

export const outageSentences: Sentences = {
  ofCase: 'отключения',
  topic: (code) => (code ? topicWords(code) : 'Отключение'),
  tables,
  outcome: outageOutcomeWords,
  event: (kind, facts): EventTold => ({
    title: titles[kind] ?? kind,
    say: says[kind]?.(facts),
    bad: kind === 'overdue' || kind === 'overrun',
  }),
  alarm: (act) => alarms[act] ?? 'Дело проснётся',
  inner: ['noted'],
  next: (phase, part) => next[phase]?.[part] ?? null,
};
