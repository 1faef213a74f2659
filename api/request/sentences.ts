import { beliefWords, type Belief } from '../../law/dispatch/device';
import { instantDigits } from '../../law/base/russian';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { faultKind } from '../../law/dispatch/kinds';
import { declineTitles, eventTitles, outcomeWords, pauseTitles, termTitles } from '../../law/request/words';
import type { Facts } from '../../store/case/chain';
import type { EventTold, ReaderPart, Sentences } from '../case/sentences';

const text = (facts: Facts, name: string): string | undefined =>
  typeof facts[name] === 'string' ? facts[name] : undefined;

const fault = (facts: Facts): string | undefined => {
  const code = text(facts, 'fault');
  return code ? `${faultKind(code).title}.` : undefined;
};

/** What the telephone of a worker said, when it was not the instant at which we heard of it. */
function device(facts: Facts): string | undefined {
  const said = facts['device'] as { why: Belief } | undefined;
  return said ? (beliefWords[said.why] ?? undefined) : undefined;
}

const duty = (facts: Facts): string | undefined => {
  const name = text(facts, 'deadline');
  return name ? `${termTitles[name] ?? name}.` : undefined;
};

const found: Readonly<Record<string, string>> = {
  violation: 'Нарушение подтвердилось.',
  fine: 'Нарушения нет.',
  'no-access': 'Житель не дал доступа.',
};

const says: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  registered: fault,
  reclassified: (facts) => [fault(facts), 'Сроки считают с первой регистрации.'].filter(Boolean).join(' '),
  told: ({ what }) => (what === 'supplier' ? 'Сообщили поставщику услуги.' : 'Сообщили администрации.'),
  accepted: device,
  arrived: device,
  localised: device,
  fixed: device,
  absent: device,
  declined: (facts) => {
    const why = text(facts, 'why');
    return why ? `${declineTitles[why as keyof typeof declineTitles] ?? why}.` : undefined;
  },
  'visit-set': (facts) => {
    const [from, to] = [text(facts, 'from'), text(facts, 'to')];
    return from && to
      ? `С ${instantDigits(new Date(from), CAPITAL_ZONE)} до ${instantDigits(new Date(to), CAPITAL_ZONE)} МСК.`
      : undefined;
  },
  paused: (facts) => {
    const ground = text(facts, 'ground');
    return ground ? `${pauseTitles[ground as keyof typeof pauseTitles] ?? ground}.` : undefined;
  },
  checked: (facts) => found[text(facts, 'found') ?? ''],
  half: duty,
  soon: duty,
  overdue: duty,
  confirmed: ({ rating }) => (typeof rating === 'number' ? `Оценка: ${rating} из 5.` : undefined),
  cancelled: (facts) => outcomeWords(text(facts, 'why') ?? null),
};

const BAD: ReadonlySet<string> = new Set(['overdue', 'nobody-answers', 'reopened']);

const alarms: Readonly<Record<string, string>> = {
  half: 'Пройдёт половина срока: предупредим диспетчера',
  soon: 'Срок подойдёт к концу: предупредим руководителя',
  late: 'Срок истечёт',
  silent: 'Мастер не ответит: предложим следующему',
  end: 'Заявка закроется сама',
};

const next: Readonly<Record<string, Partial<Record<ReaderPart, string>>>> = {
  registered: { staff: 'Назначьте мастера и назовите жителю время.' },
  assigned: { staff: 'Дождитесь ответа мастера или позвоните ему.' },
  accepted: { staff: 'Мастер едет. Отметьте, когда он придёт.' },
  arrived: { staff: 'Локализуйте повреждение, потом устраните.' },
  localised: { staff: 'Устраните неисправность.' },
  handed: { staff: 'Узнайте в газовой службе, чем кончилось.' },
  fixed: { party: 'Проверьте работу: подтвердите её или верните.' },
};

const tables = { request: 'Заявка', request_text: 'Тексты заявки', request_offer: 'Кому предлагали заявку' };

export const requestSentences: Sentences = {
  ofCase: 'заявки',
  topic: (code) => (code ? faultKind(code).title : 'Заявка'),
  tables,
  outcome: outcomeWords,
  event: (kind, facts): EventTold => ({
    title: eventTitles[kind] ?? kind,
    say: says[kind]?.(facts),
    bad: BAD.has(kind),
  }),
  alarm: (act) => alarms[act] ?? 'Дело проснётся',
  inner: ['noted', 'declined', 'silent', 'nobody-answers', 'half', 'soon', 'acknowledged'],
  next: (phase, part) => next[phase]?.[part] ?? null,
};
