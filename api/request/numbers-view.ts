import { counted, dayDigits, NBSP, numberText } from '../../law/base/russian';
import { faultKinds } from '../../law/dispatch/kinds';
import { hrefWith, type Query } from '../view/list';
import { onTimeShare, type Numbers } from './numbers-shape';
import { ageTitles, byHour, kindTitle, largestOf, minutesWords, weekdays } from './numbers-words';

const NUMBERS = '/requests/numbers';
const requests = ['заявка', 'заявки', 'заявок'] as const;

type Share = ReturnType<typeof onTimeShare>;
const percentWords = (share: Share): string => (share ? `${numberText(share.percent)}${NBSP}%` : '—');

/** The sentence of the page, and what its percent is of. */
function mainView(data: Numbers) {
  const { totals } = data;
  const share = onTimeShare(totals);
  return {
    headline: share ? `В срок ${percentWords(share)}` : 'Судить о сроках ещё рано',
    bar: share ? { done: share.percent, label: `В срок ${percentWords(share)}` } : undefined,
    denominator: share
      ? `Из ${counted(share.judged, ['заявки', 'заявок', 'заявок'])} с известным исходом в срок ${totals.onTime}. ` +
        `В знаменателе законченные (${totals.finished}) и открытые, что уже просрочены (${totals.openLate}). ` +
        `Не входят открытые, чей срок ещё идёт (${totals.open - totals.openLate}), ` +
        `отменённые и присоединённые к другим (${totals.dropped}).`
      : 'Законченных и просроченных заявок за это время нет.',
    facts: [
      { title: 'Получено', value: totals.all, href: hrefWith('/requests', {}, data.list) },
      { title: 'Закончено', value: totals.finished },
      { title: 'Открыто', value: totals.open },
      { title: 'Возвращено жителями', value: totals.reopened },
      { title: 'Средняя оценка', value: totals.rating === null ? '—' : numberText(String(totals.rating)) },
    ],
  };
}

/** Each plot with the heading that says its finding. */
function findings(data: Numbers) {
  const hours = byHour(data);
  const [busiest, oldest] = [largestOf(hours), data.ageing.at(-1) ?? 0];
  const top = data.kinds[0];
  const slow = [...data.kinds].sort((a, b) => (b.fix.p90 ?? 0) - (a.fix.p90 ?? 0))[0];
  return {
    hours:
      busiest === null
        ? 'За это время заявок не было'
        : `Больше всего заявок с ${busiest}:00 до ${busiest + 1}:00 — ${hours[busiest]}`,
    ageing:
      oldest > 0
        ? `Больше недели стоит незаконченной ${counted(oldest, requests)}`
        : 'Ни одна заявка не стоит дольше недели',
    kinds: top ? `Чаще всего: ${kindTitle(top.kind)} — ${top.count}` : 'Заявок не было',
    spread: slow?.fix.p90
      ? `Дольше всего устраняют: ${kindTitle(slow.kind)} — девять из десяти за ${minutesWords(slow.fix.p90)}`
      : 'Устранённых заявок за это время нет',
  };
}

const spreadWords = ({ p50, p90, max }: Numbers['kinds'][number]['fix']): string =>
  p50 === null ? '—' : [p50, p90, max].map(minutesWords).join(' · ');

function tables(data: Numbers) {
  return {
    byHour: byHour(data).map((all, hour) => ({
      hour: `${hour}:00`,
      all,
      days: weekdays.map((name, at) => ({
        name,
        count: data.arrivals.find((one) => one.hour === hour && one.weekday === at + 1)?.count ?? 0,
      })),
    })),
    weekdays,
    ageing: data.ageing.map((count, at) => ({ title: ageTitles[at], count })),
    kinds: data.kinds.map(({ kind, count, answer, localise, fix }) => ({
      title: kindTitle(kind),
      href: hrefWith('/requests', {}, { ...data.list, kind }),
      count,
      answer: spreadWords(answer),
      localise: spreadWords(localise),
      fix: spreadWords(fix),
    })),
    workers: data.workers.map((one) => ({
      ...one,
      title: one.contractor ? `${one.name} (подрядчик)` : one.name,
      rated: one.rating === null ? '—' : numberText(String(one.rating)),
    })),
    repeats: data.repeats.map(({ buildingId, address, kind, count }) => ({
      title: kindTitle(kind),
      address,
      count,
      href: hrefWith('/requests', {}, { whose: data.list['whose'], building: buildingId, kind }),
    })),
    offices: data.offices.length > 1 ? data.offices.map(officeView) : undefined,
  };
}

const officeView = (one: Numbers['offices'][number]) => ({ ...one, share: percentWords(onTimeShare(one)) });

/** The page of figures: the finding of each part above its picture, its table under it. */
export function numbersView(data: Numbers, asked: Query) {
  const here = {
    from: data.from,
    to: data.to,
    organisation: asked['organisation'],
    house: asked['house'],
    kind: asked['kind'],
  };
  const plot = (name: string): string => hrefWith(`${NUMBERS}/${name}`, here, {});
  return {
    title: 'Цифры диспетчерской',
    period: `${dayDigits(data.from)} — ${dayDigits(data.to)}`,
    ...mainView(data),
    say: findings(data),
    plots: { hours: plot('hours'), ageing: plot('ageing'), kinds: plot('kinds') },
    ...tables(data),
    repeat: data.repeat,
    exports: (['csv', 'xlsx'] as const).map((as) => ({
      title: as.toUpperCase(),
      href: hrefWith(NUMBERS, here, { as }),
    })),
    filter: {
      action: NUMBERS,
      open: true,
      clear: NUMBERS,
      kept: (['organisation', 'house'] as const).flatMap((name) => (asked[name] ? [{ name, value: asked[name] }] : [])),
      fields: [
        { kind: 'date', name: 'from', label: 'Получено с', value: data.from },
        { kind: 'date', name: 'to', label: 'Получено по', value: data.to },
        {
          ...{ kind: 'select', name: 'kind', label: 'Что случилось', blank: 'любое', value: asked['kind'] ?? '' },
          options: faultKinds.map(({ code, title }) => ({ value: code, title })),
        },
      ],
    },
  };
}
