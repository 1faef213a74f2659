import { beliefWords, type Belief } from '../../law/dispatch/device';
import { moneyText } from '../../law/base/money';
import { instantDigits } from '../../law/base/russian';
import { CAPITAL_ZONE, clockText, localOf } from '../../law/base/zone';
import { faultKind } from '../../law/dispatch/kinds';
import {
  declineTitles,
  eventTitles,
  examinePays,
  examineStageTitles,
  examineTitles,
  outcomeWords,
  pauseTitles,
  termTitles,
  type ExamineSide,
  type ExamineStage,
} from '../../law/request/words';
import type { Facts } from '../../store/case/chain';
import type { EventTold, Heard, ReaderPart, Sentences } from '../case/sentences';
import { spanWords } from '../view/deadline';

const text = (facts: Facts, name: string): string | undefined =>
  typeof facts[name] === 'string' ? facts[name] : undefined;

const fault = (facts: Facts): string | undefined => {
  const code = text(facts, 'fault');
  return code ? `${faultKind(code).title}.` : undefined;
};

interface Device {
  doneAt: string;
  sentAt: string;
  why: Belief;
  skewMs: number;
}

/** Below this nobody asks which clock was right. A choice of presentation, not a rule of law. */
const NOTABLE_MS = 60_000;

/** Both instants of an act that waited in a telephone, which one is believed, and why. */
function device(facts: Facts, { at, zone }: Heard): string | undefined {
  const said = facts['device'] as Device | undefined;
  if (!said) return undefined;
  const waited = Date.parse(said.sentAt) - Date.parse(said.doneAt);
  if (Math.abs(waited) < NOTABLE_MS && Math.abs(said.skewMs) < NOTABLE_MS) return undefined;
  const day = localOf(at, zone).day;
  const clock = (instant: Date): string =>
    localOf(instant, zone).day === day ? clockText(localOf(instant, zone).time) : instantDigits(instant, zone);
  const both = `Телефон: ${clock(new Date(said.doneAt))}, получено ${clock(at)}.`;
  const believed = `Считаем: ${clock(new Date(text(facts, 'done') ?? at))}.`;
  return [both, believed, beliefWords[said.why], skewWords(said.skewMs)].filter(Boolean).join(' ');
}

/** To the nearest minute: the way over the network takes a part of one. */
function skewWords(ms: number): string | null {
  const minutes = Math.round(Math.abs(ms) / NOTABLE_MS);
  if (minutes === 0) return null;
  return `Часы телефона ${ms > 0 ? 'спешат' : 'отстают'} на ${spanWords(minutes * NOTABLE_MS)}.`;
}

const duty = (facts: Facts): string | undefined => {
  const name = text(facts, 'deadline');
  return name ? `${termTitles[name] ?? name}.` : undefined;
};

const total = ({ total: sum }: Facts): string | undefined =>
  typeof sum === 'number' ? `${moneyText(sum)}.` : undefined;

const found: Readonly<Record<string, string>> = {
  violation: 'Нарушение подтвердилось.',
  fine: 'Нарушения нет.',
  'no-access': 'Житель не дал доступа.',
};

const says: Readonly<Record<string, (facts: Facts) => string | undefined>> = {
  registered: fault,
  reclassified: (facts) => [fault(facts), 'Сроки считают с первой регистрации.'].filter(Boolean).join(' '),
  told: ({ what }) => (what === 'supplier' ? 'Сообщили поставщику услуги.' : 'Сообщили администрации.'),
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
  'mend-checked': (facts) => (text(facts, 'found') === 'fine' ? 'Нарушение устранено.' : 'Нарушение продолжается.'),
  examined: (facts) => {
    const [side, stage] = [text(facts, 'side') as ExamineSide, text(facts, 'stage') as ExamineStage];
    return `Просит ${examineTitles[side]}; ${examineStageTitles[stage]}. ${examinePays[side]}`;
  },
  'damage-recorded': ({ refused }) => (refused === true ? 'Потребитель отказался подписать.' : undefined),
  used: ({ count, price }) => (typeof price === 'number' ? `${String(count)} по ${moneyText(price)}.` : undefined),
  offered: total,
  consented: total,
  refused: total,
  invoiced: total,
  half: duty,
  soon: duty,
  overdue: duty,
  confirmed: ({ rating }) => (typeof rating === 'number' ? `Оценка: ${rating} из 5.` : undefined),
  cancelled: (facts) => outcomeWords(text(facts, 'why') ?? null),
};

const BAD: ReadonlySet<string> = new Set(['act-without-executor', 'overdue', 'nobody-answers', 'reopened']);

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

const tables = {
  request: 'Заявка',
  request_text: 'Тексты заявки',
  request_offer: 'Кому предлагали заявку',
  request_paper: 'Акты заявки',
  request_part: 'Израсходованные запчасти',
  request_estimate: 'Сметы',
};

export const requestSentences: Sentences = {
  ofCase: 'заявки',
  topic: (code) => (code ? faultKind(code).title : 'Заявка'),
  tables,
  outcome: outcomeWords,
  event: (kind, facts, heard): EventTold => ({
    title: eventTitles[kind] ?? kind,
    say: says[kind]?.(facts),
    bad: BAD.has(kind),
    aside: heard && device(facts, heard),
  }),
  alarm: (act) => alarms[act] ?? 'Дело проснётся',
  inner: ['noted', 'used', 'declined', 'silent', 'nobody-answers', 'half', 'soon', 'acknowledged'],
  next: (phase, part) => next[phase]?.[part] ?? null,
};
