import { capitalised, counted, dayAndMonth, instantWords, momentWords } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { offNames, type OffService } from '../../law/dispatch/off';
import { causeTitles, kindTitles, outageOutcomeWords, servicesWords, type OutageCause } from '../../law/outage/words';
import { caseHref } from '../case/address';
import { deadlineViews } from '../case/deadlines';
import { peopleWords } from './check';
import { promiseOf } from './line';
import type { OutageShape } from './shape';
import { outageState, timesWords } from './words';

/** What the page of one outage shows; `open` names the act whose form was refused. */
export function outageCardView(data: OutageShape, now: Date, open?: string) {
  const { id, number, zone, parts, services, kind } = data;
  const insider = parts.staff || parts.watcher;
  return {
    id,
    number,
    zone,
    title: capitalised(servicesWords(services)),
    eyebrow: `${number} · ${kindTitles[kind]} отключение`,
    danger: data.danger && data.phase === 'running',
    stages: stagesOf(data, now),
    promise: promiseOf(data, now),
    next: nextOf(data, now),
    facts: factsOf(data, now),
    houses: data.houses.map((house) => houseView(house, zone, now)),
    people: insider ? peopleWords(data.houses.reduce((sum, { people }) => sum + (people ?? 0), 0)) : undefined,
    plans: data.plans.length > 1 ? data.plans.map((plan) => planView(plan, zone, now)).reverse() : undefined,
    requests: data.requests.map((one) => ({ ...one, href: caseHref({ area: 'request', id: one.id }) })),
    gathered: data.gathered > 0 ? counted(data.gathered, ['заявка', 'заявки', 'заявок']) : undefined,
    letters: data.letters.map((one) => letterLine(one, zone, now)),
    deadlines: deadlineViews(data.deadlines, zone, now, {
      closedAt: data.closedAt,
      why: outageOutcomeWords(data.outcome),
    }),
    events: data.events.map(({ say, at, ...event }) => ({
      ...event,
      ...{ say, at, when: instantWords(new Date(at), zone), by: event.bySystem ? 'system' : 'person' },
    })),
    can: Object.fromEntries(data.acts.map((act) => [act, true])),
    staff: parts.staff,
    history: data.history,
    inspector: parts.watcher,
    calendar: data.until || data.restoredAt ? `/outages/${id}/calendar` : undefined,
    open: open ? { [open]: true } : {},
  };
}

type Stage = { title: string; when?: string; state: 'done' | 'now' | 'ahead' | 'off' };

function stagesOf(data: OutageShape, now: Date): Stage[] {
  const { phase, outcome, zone, openedAt, from, until, beganAt, restoredAt, closedAt } = data;
  const day = (at: string): string => dayAndMonth(localOf(new Date(at), zone).day);
  const first: Stage = { title: 'Объявлено', when: day(openedAt), state: phase === 'announced' ? 'now' : 'done' };
  if (outcome === 'cancelled') return [first, { title: 'Отменено', when: day(closedAt ?? openedAt), state: 'done' }];
  const over = restoredAt !== null;
  return [
    first,
    {
      title: 'Услуги нет',
      when: momentWords(beganAt ?? from, zone, now),
      state: over ? 'done' : beganAt ? 'now' : 'ahead',
    },
    {
      title: 'Восстановлено',
      when: restoredAt || until ? momentWords(restoredAt ?? until ?? '', zone, now) : undefined,
      state: over ? 'done' : 'ahead',
    },
    { title: 'Закрыто', when: closedAt ? day(closedAt) : undefined, state: closedAt ? 'done' : 'ahead' },
  ];
}

/** The main sentence of the page: what happens next. */
function nextOf(data: OutageShape, now: Date): { title: string; say: string } {
  const { phase, outcome, zone, from, until, restoredAt, parts, organisation } = data;
  const when = (at: string): string => momentWords(at, zone, now);
  if (outcome === 'cancelled') return { title: 'Отключение отменено', say: 'Жителям об этом написали.' };
  if (phase === 'received')
    return { title: 'Отключение заведено', say: 'Объявим в течение минуты. Обновите страницу.' };
  if (restoredAt)
    return {
      title: `Восстановлено ${when(restoredAt)}`,
      say: phase === 'closed' ? 'Запись закрыта.' : 'Начало и конец можно уточнить, потом запись закроется сама.',
    };
  if (phase === 'announced')
    return {
      title: `Начнётся ${when(from)}`,
      say: parts.staff ? 'В этот час отключение начнётся само. Если время меняется, внесите это раньше.' : untilWords(),
    };
  if (!until) return { title: 'Когда включат, пока неизвестно', say: `Устраняет ${organisation.name}.` };
  const late = Date.parse(until) <= now.getTime();
  return late
    ? {
        title: `Обещали включить ${when(until)}`,
        say: parts.staff
          ? 'Отметьте восстановление или назовите новое время: жители ждут.'
          : `Обещанное время прошло. Новое должна назвать ${organisation.name}.`,
      }
    : { title: `Включат ${when(until)}`, say: parts.staff ? 'Когда услуга вернётся, отметьте это.' : untilWords() };
}

const untilWords = (): string => 'Делать ничего не нужно: если время изменится, мы напишем.';

function factsOf(data: OutageShape, now: Date) {
  const { zone, from, until, beganAt, restoredAt, cause, causeText, organisation, inFlats } = data;
  const facts: [string, string | null][] = [
    ['Состояние', outageState(data)],
    ['По плану', timesWords({ from, until }, zone, now)],
    ['На деле', beganAt ? timesOfFact(beganAt, restoredAt, zone, now) : null],
    ['Причина', capitalised(causeTitles[cause as OutageCause])],
    ['Подробности', causeText],
    ['В квартирах', inFlats ? 'работы пройдут и в квартирах' : null],
    ['Кто объявил', organisation.name],
    ['Телефон', organisation.phone],
  ];
  return facts.flatMap(([title, text]) => (text ? [{ title, text }] : []));
}

const timesOfFact = (began: string, restored: string | null, zone: string, now: Date): string =>
  restored
    ? `с ${momentWords(began, zone, now)} до ${momentWords(restored, zone, now)}`
    : `с ${momentWords(began, zone, now)}, ещё идёт`;

function houseView({ id, address, part, people, spans }: OutageShape['houses'][number], zone: string, now: Date) {
  return {
    ...{ id, address, part, people },
    told: people === null ? undefined : peopleWords(people),
    spans: spans.map(({ service, say, over, restoredAt, norm }) => ({
      service: capitalised(offNames[service as OffService]),
      off: restoredAt === null,
      say: restoredAt ? `не было ${say}; включили ${momentWords(restoredAt, zone, now)}` : `нет ${say}`,
      over,
      norm,
    })),
  };
}

const planView = (plan: OutageShape['plans'][number], zone: string, now: Date) => ({
  title: plan.version === 1 ? 'Объявили' : `Изменение ${plan.version - 1}`,
  when: momentWords(plan.at, zone, now),
  say: `${capitalised(timesWords(plan, zone, now))}; домов: ${plan.houses}; ${causeTitles[plan.cause as OutageCause]}.`,
  reason: plan.reason,
});

const LETTERS: Readonly<Record<string, string>> = {
  'outage-announced': 'О плановом отключении',
  'outage-emergency': 'Об аварии',
  'outage-changed': 'Об изменении',
  'outage-spared': 'О том, что дом больше не отключат',
  'outage-restored': 'О восстановлении',
  'outage-cancelled': 'Об отмене',
  'outage-late': 'О пропущенном сроке (вам)',
  'outage-overrun': 'О прошедшем обещанном времени (вам)',
};
const CHANNELS: Readonly<Record<string, string>> = {
  cabinet: 'в кабинет',
  email: 'по почте',
  sms: 'по SMS',
  push: 'уведомлением',
  paper: 'на бумаге',
};

const letterLine = (one: OutageShape['letters'][number], zone: string, now: Date) => ({
  title: LETTERS[one.letter] ?? one.letter,
  way: CHANNELS[one.channel] ?? one.channel,
  when: momentWords(one.at, zone, now),
  all: one.all,
  failed: one.failed > 0 ? one.failed : undefined,
});
