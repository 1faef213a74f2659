import { counted, instantDigits } from '../../law/base/russian';
import { localOf, CAPITAL_ZONE, HOUR_MS } from '../../law/base/zone';
import { caseHref } from '../case/address';
import { lineView } from '../case/line';
import { route, type Route } from '../http/route';
import { homeShape, loadHome, type Home } from './load';

const DAY_PARTS: readonly [number, string][] = [
  [5, 'Доброй ночи'],
  [12, 'Доброе утро'],
  [18, 'Добрый день'],
  [24, 'Добрый вечер'],
];
const CASES = ['дело ждёт вас', 'дела ждут вас', 'дел ждут вас'] as const;
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

/** The one sentence a person comes for. */
function waiting({ duties, tasks, unread, trouble }: Home): string {
  if (trouble) return counted(trouble, TROUBLES);
  const count = duties.length + tasks.reduce((sum, task) => sum + task.count, 0);
  if (count === 0 && trouble === 0) return 'Установка работает как надо';
  if (count === 0) return unread ? counted(unread, MESSAGES) : 'Ничего срочного';
  return counted(count, CASES);
}

function countersOf({ counts, watches }: Home) {
  if (!counts) return undefined;
  const list = watches ? '/appeals' : '/appeals/board';
  return [
    {
      href: watches ? list : `${list}?queue=overdue`,
      title: 'просрочены',
      count: counts.overdue,
      hot: counts.overdue > 0,
    },
    { href: watches ? list : `${list}?queue=soon`, title: 'меньше трёх дней', count: counts.soon },
    { href: list, title: 'открыты', count: counts.open },
    { href: '/appeals', title: 'закрыты за 30 дней', count: counts.closed },
  ];
}

const EMPTY = {
  operator: { title: 'Дел у вас нет', say: 'За сроками всех дел следит сторож; что стоит, показано в состоянии.' },
  office: { title: 'Никто не ждёт вашего ответа', say: 'Когда придёт обращение, его срок появится здесь.' },
  person: { title: 'Дел пока нет', say: 'Если в доме что-то не так, напишите: Домовой проследит за ответом.' },
};

const emptyFor = ({ trouble, office }: Home): keyof typeof EMPTY =>
  trouble !== null ? 'operator' : office ? 'office' : 'person';

function view(home: Home, now: Date) {
  return {
    ...home,
    guest: home.who === 'guest',
    delegate: home.who === 'delegate',
    greeting: greeting(home, now),
    waiting: waiting(home),
    operator: home.trouble !== null,
    counters: countersOf(home),
    nothing: home.duties.length + home.own.length === 0 ? EMPTY[emptyFor(home)] : undefined,
    duties: home.duties.map((line) => ({ ...lineView(line, now), wanted: line.wanted })),
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

const home = route({
  id: 'home.show',
  method: 'get',
  path: '/',
  summary: 'Главная',
  allowed: 'anyone',
  out: homeShape,
  page: 'home/home',
  view: (data: Home, call) => view(data, call.now),
  handle: async (call) => ({ data: await loadHome(call), frame: { title: 'Главная' } }),
});

export const homeRoutes: readonly Route[] = [home];
