import { eventView, fileViews } from '../case/told';
import { faultKind, faultKinds } from '../../law/dispatch/kinds';
import {
  cancelReasons,
  cancelTitles,
  declines,
  declineTitles,
  outcomeWords,
  pauseGrounds,
  pauseTitles,
  sourceTitles,
  type RequestSource,
} from '../../law/request/words';
import { shortMoment } from '../../law/base/russian';
import { premisesWords } from '../../law/registry/names';
import { endChoices, endsView, seatViews } from './ends-view';
import { deadlineViews } from '../case/deadlines';
import { caseHref } from '../case/address';
import { faultTitle, requestPhase, requestPlace, spanOf } from './line';
import { requestNext } from './next';
import { requestStagesShown } from './stages';
import type { RequestShape } from './shape';

const options = <T extends string>(codes: readonly T[], titles: Readonly<Record<T, string>>) =>
  codes.map((value) => ({ value, title: titles[value] }));

/** What the page of one request shows; `open` names the act whose form was refused. */
export function requestCardView(data: RequestShape, now: Date, open?: string) {
  const { id, number, zone, parts } = data;
  const at = `/requests/${id}`;
  const kind = faultKind(data.kind);
  return {
    id,
    number,
    zone,
    drill: data.drill,
    title: kind.title,
    place: requestPlace({ ...data, address: data.house.address }),
    stages: requestStagesShown(data),
    next: requestNext(data, now),
    emergency: data.emergency,
    was: data.workerId ?? 'none',
    handOff: kind.handOff,
    paragraphs: data.text?.split('\n'),
    result: data.result,
    facts: factsOf(data, now),
    files: data.files.length > 0 ? fileViews(at, data.files) : undefined,
    deadlines: deadlineViews(data.deadlines, zone, now, { closedAt: data.closedAt, why: outcomeWords(data.outcome) }),
    events: data.events.map((one) => eventView(at, one, zone)),
    kin: data.kin.map((one) => ({
      href: one.readable ? caseHref(one) : null,
      number: one.number,
      say: one.kind ? faultTitle({ kind: one.kind }) : 'отключение',
    })),
    ...endsView(data, now),
    can: Object.fromEntries(data.acts.map((act) => [act, true])),
    ...parts,
    staff: parts.desk || parts.worker,
    history: data.history,
    open: open ? { [open]: true } : {},
    asks: parts.desk ? kind.asks : undefined,
    advice: kind.advice,
    seats: seatViews,
    choices: {
      best: data.choices.best.map(({ value, name, why, contractor }) => ({
        value,
        title: name,
        hint: why,
        field: contractor ? 'contractor' : 'who',
      })),
      apart: data.choices.apart.map(({ value, name, why, contractor }) => ({
        value,
        title: name,
        hint: why,
        field: contractor ? 'contractor' : 'who',
      })),
      near: data.choices.near.map((one) => ({ value: one.id, title: `${one.number} — ${faultTitle(one)}` })),
      outages: data.choices.outages.map((one) => ({ value: one.id, title: one.number })),
      kinds: faultKinds.filter(({ code }) => code !== data.kind).map(({ code, title }) => ({ value: code, title })),
      declines: options(declines, declineTitles),
      grounds: options(pauseGrounds, pauseTitles),
      cancels: options(parts.desk ? cancelReasons : ['applicant', 'self'], cancelTitles),
      ratings: RATINGS,
      ...endChoices(data),
    },
  };
}

const RATINGS = ['Совсем плохо', 'Плохо', 'Нормально', 'Хорошо', 'Отлично']
  .map((title, index) => ({ value: String(index + 1), title: `${index + 1} — ${title}` }))
  .reverse();

function factsOf(data: RequestShape, now: Date) {
  const { zone } = data;
  const facts: [string, string | null | undefined][] = [
    ['Где', data.house.address],
    ['Помещение', data.premises && premisesWords(data.premises)],
    ['Подъезд', data.entrance === null ? null : String(data.entrance)],
    ['Этаж', data.floor === null ? null : String(data.floor)],
    ['Точнее', data.spot],
    ['Заявитель', data.applicants.join(', ') || null],
    ['Кто звонил', data.caller?.name],
    ['Телефон', data.caller?.phone],
    ['Кто придёт', data.worker?.name],
    ['Визит', spanOf(data.visit, zone, now)],
    ['Просят прийти', spanOf(data.wished, zone, now)],
    ['Отвечает', data.organisation.name],
    ['Как поступила', sourceTitles[data.source as RequestSource]],
    ['Когда', shortMoment(new Date(data.steps.registered), zone)],
    ['Вместе с соседями', data.joiners > 0 ? `присоединились: ${data.joiners}` : null],
    ['Возвращали', data.reopened > 0 ? String(data.reopened) : null],
    ['Состояние', requestPhase(data)],
    ['Итог', outcomeWords(data.outcome)],
    ['Оценка', data.rating ? `${data.rating} из 5` : null],
  ];
  return facts.flatMap(([title, said]) => (said ? [{ title, text: said }] : []));
}
