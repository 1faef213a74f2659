import { counted, instantDigits } from '../../law/base/russian';
import { localOf, CAPITAL_ZONE, HOUR_MS } from '../../law/base/zone';
import { caseHref } from '../case/address';
import { lineView } from '../case/line';
import type { Home } from './load';

const DAY_PARTS: readonly [number, string][] = [
  [5, 'Доброй ночи'],
  [12, 'Доброе утро'],
  [18, 'Добрый день'],
  [24, 'Добрый вечер'],
];
const CASES = ['дело', 'дела', 'дел'] as const;
const TROUBLES = [
  'строка состояния требует внимания',
  'строки состояния требуют внимания',
  'строк состояния требуют внимания',
] as const;
const MESSAGES = ['новое сообщение', 'новых сообщения', 'новых сообщений'] as const;

function greeting({ name }: Home, now: Date): string {
  const hour = localOf(now, CAPITAL_ZONE).time / HOUR_MS;
  const hello = DAY_PARTS.find(([until]) => hour < until)?.[1] ?? 'Здравствуйте';
  return name ? `${hello}, ${name}` : hello;
}

type Card = Omit<Home['cards'][number], 'urgency' | 'at'> & { past?: boolean };

/** Whoever runs the installation has its state as a card: the first one while something stands. */
function stateCard({ trouble }: Home): Card[] {
  if (trouble === null) return [];
  return [
    {
      title: trouble > 0 ? counted(trouble, TROUBLES) : 'Установка работает как надо',
      say: 'За сроками всех дел следит сторож; что стоит, показано в состоянии.',
      status: trouble > 0 ? { kind: 'late', word: 'внимание' } : { kind: 'ok', word: 'в порядке' },
      ...(trouble > 0
        ? { act: { href: '/state', title: 'Открыть состояние' }, links: [] }
        : { links: [{ href: '/state', title: 'Открыть состояние' }] }),
    },
  ];
}

/** Only the first card has the filled button; what is done or lies ahead is never first by its colour. */
function cardsOf(home: Home) {
  const cards: (Card & { first?: boolean })[] = [
    ...stateCard(home),
    ...home.cards.map(({ urgency, at: _, ...card }) => ({ ...card, past: urgency === 'done' })),
  ];
  return cards.map((card, place) => ({ ...card, first: place === 0 && card.act !== undefined }));
}

const NOTHING = {
  office: 'Когда придёт обращение или подойдёт срок, дело появится здесь.',
  person: 'Если в доме что-то не так, напишите: Домовой проследит, чтобы ответили в срок.',
};

type Waiting = Home['mine'];

/** One list under its own name; nothing when nothing waits. */
const waitingView = (id: string, title: string, { lines, count }: Waiting, now: Date) =>
  lines.length === 0
    ? undefined
    : {
        id,
        title,
        items: lines.map((line) => ({ ...lineView(line, now), wanted: line.wanted })),
        count: counted(count, CASES),
        rest: count > lines.length,
      };

export function homeView(home: Home, now: Date) {
  const mine = waitingView('mine', 'Что от меня ждут', home.mine, now);
  const watch = waitingView('watch', 'Ждут инспекцию', home.watch, now);
  const offices = waitingView('offices', 'Ждут организацию', home.offices, now);
  const cards = cardsOf(home);
  const calm = !mine && !watch && !offices && home.trouble === null && !cards.some(({ act }) => act);
  return {
    ...home,
    guest: home.who === 'guest',
    delegate: home.who === 'delegate',
    greeting: greeting(home, now),
    mine,
    lists: [watch, offices].filter((list) => list !== undefined),
    cards,
    calm: calm ? NOTHING[home.office ? 'office' : 'person'] : undefined,
    own: home.own.map((line) => lineView(line, now)),
    messages: home.unread ? counted(home.unread, MESSAGES) : undefined,
    events: home.events.map(({ caseId, area, number, zone, at, title, bad, bySystem }) => ({
      title,
      bad,
      at,
      when: instantDigits(new Date(at), zone),
      by: bySystem ? 'system' : 'person',
      link: { href: caseHref({ area, id: caseId }), title: number },
    })),
  };
}
