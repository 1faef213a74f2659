import { z } from 'zod';
import { faultCodes, faultKinds } from '../../law/dispatch/kinds';
import { requestLifecycle } from '../../law/request/lifecycle';
import { sourceTitles, termTitles, type RequestSource } from '../../law/request/words';
import { dueWords, instantDigits } from '../../law/base/russian';
import { listRequests } from '../../store/request/list';
import { signed } from '../account/signed';
import { caseQuery, numberFilter, officeOptions, offices, phaseFilter, stateFilter } from '../case/list';
import { choice, day, maybe, uuid } from '../http/fields';
import { noPage, pageData, pageShape, pagingOf } from '../http/paging';
import { route, type Call } from '../http/route';
import { momentCell } from '../http/sheet';
import type { Actor } from '../security/actor';
import { desksOf, officesOf } from '../security/reader';
import { listPage, listView, type ListSpec, type Query } from '../view/list';
import { DRILLS } from './drill-view';
import { requestFilter } from './filter';
import {
  faultTitle,
  requestLeft,
  requestLines,
  requestLineShape,
  requestPlace,
  requestState,
  type ListedRequest,
} from './line';

const PATH = '/requests';
const TITLE = 'Заявки';

const phases = Object.keys(requestLifecycle.phases) as [string, ...string[]];
const query = z.object({
  whose: maybe(choice(['mine', 'assigned', 'house', ...offices])),
  ...caseQuery,
  phase: maybe(choice(phases)),
  kind: maybe(choice(faultCodes)),
  building: maybe(uuid()),
  from: maybe(day()),
  to: maybe(day()),
  sort: maybe(choice(['opened', '-opened', 'due', '-due', 'number', '-number'])),
});
type Asked = z.infer<typeof query>;
const out = z.object({ requests: z.array(requestLineShape), ...pageShape, staff: z.boolean() });
type Found = z.infer<typeof out>;

/** The desk and the office of a manager take requests; everybody else asks for them. */
export const takesRequests = (actor: Actor): boolean => desksOf(actor).length > 0 || officesOf(actor).length > 0;

const filtersFor = (actor: Actor): ListSpec<ListedRequest>['filters'] => [
  numberFilter,
  {
    kind: 'select',
    name: 'whose',
    label: 'Чьи',
    blank: 'все, что мне видны',
    options: [
      { value: 'mine', title: 'мои' },
      ...(actor.posts.some(({ role }) => role === 'master') ? [{ value: 'assigned', title: 'назначены мне' }] : []),
      { value: 'house', title: 'об общем имуществе моего дома' },
      ...(desksOf(actor).length > 0 && officesOf(actor).length === 0
        ? [{ value: 'office', title: 'моей организации' }]
        : []),
      ...officeOptions(actor),
    ],
  },
  stateFilter,
  phaseFilter(Object.entries(requestLifecycle.phases).map(([value, { title }]) => ({ value, title }))),
  {
    kind: 'select',
    name: 'kind',
    label: 'Что случилось',
    blank: 'любое',
    options: faultKinds.map(({ code, title }) => ({ value: code, title })),
  },
  { kind: 'date', name: 'from', label: 'Получено с' },
  { kind: 'date', name: 'to', label: 'Получено по' },
];

const columnsFor = (now: Date): ListSpec<ListedRequest>['columns'] => [
  { title: 'Номер', sort: 'number', cell: ({ id, number }) => ({ text: number, href: `${PATH}/${id}` }) },
  { title: 'Что', cell: (line) => ({ text: faultTitle(line), note: line.summary ?? undefined }) },
  { title: 'Где', cell: (line) => requestPlace(line) },
  {
    title: 'Получено',
    sort: 'opened',
    number: true,
    cell: ({ openedAt, zone }) => instantDigits(new Date(openedAt), zone),
  },
  {
    title: 'Крайний срок',
    sort: 'due',
    number: true,
    cell: ({ dueAt, dueName, zone }) => ({
      text: dueAt ? dueWords(dueAt, zone, now) : '—',
      note: dueName ? termTitles[dueName] : undefined,
    }),
  },
  { title: 'Осталось', cell: (line) => requestLeft(line, now) },
  { title: 'Кто', cell: ({ worker }) => worker ?? 'не назначен' },
  {
    title: 'Состояние',
    cell: (line) => ({
      text: requestState(line),
      note: line.joiners > 0 ? `присоединились: ${line.joiners}` : undefined,
    }),
  },
];

const specFor = (now: Date, staff: boolean, takes: boolean, actor: Actor): ListSpec<ListedRequest> => ({
  title: TITLE,
  path: PATH,
  noun: ['заявка', 'заявки', 'заявок'],
  filters: filtersFor(actor),
  columns: columnsFor(now),
  empty: {
    title: 'Заявок пока нет',
    say: staff
      ? 'Здесь появятся заявки жителей ваших домов.'
      : 'Что-то сломалось? Запишите заявку: её увидит диспетчер.',
    link: { href: takes ? `${PATH}/intake` : `${PATH}/new`, title: 'Записать заявку' },
  },
  action: { href: takes ? `${PATH}/intake` : `${PATH}/new`, title: 'Новая заявка' },
  exports: ['csv', 'xlsx'],
});

const FILTERS = ['number', 'whose', 'state', 'phase', 'kind', 'building', 'from', 'to', 'sort'] as const;
const typedOf = (asked: Asked): Query => Object.fromEntries(FILTERS.map((name) => [name, asked[name]]));

const view = ({ requests, staff, ...page }: Found, typed: Query, call: Pick<Call, 'actor' | 'now' | 'opens'>) => ({
  list: listView(specFor(call.now, staff, call.opens(`${PATH}/intake`), signed(call)), listPage(requests, page), typed),
  staff,
  drill: call.opens(DRILLS),
});

const sheet = {
  columns: [
    'Номер',
    'Получено',
    'Вид',
    'Адрес',
    'Помещение',
    'Кратко',
    'Как поступила',
    'Крайний срок',
    'Что к сроку',
    'Мастер или подрядчик',
    'Состояние',
    'Закрыта',
    'Нарушен срок',
    'Возвращали',
    'Оценка',
  ],
  rows: ({ requests }: Found) =>
    requests.map((line) => [
      line.number,
      momentCell(line.openedAt, line.zone),
      faultTitle(line),
      line.address,
      line.premises,
      line.summary,
      sourceTitles[line.source as RequestSource],
      line.dueAt && momentCell(line.dueAt, line.zone),
      line.dueName && (termTitles[line.dueName] ?? null),
      line.worker,
      requestState(line),
      line.closedAt && momentCell(line.closedAt, line.zone),
      line.late ? 'да' : 'нет',
      line.reopened,
      line.rating,
    ]),
};

const list = route({
  id: 'request.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  query,
  out,
  page: 'request/list',
  view: (data, call: Call<unknown, Asked>) => view(data, typedOf(call.query), call),
  table: sheet,
  form: {
    page: 'request/list',
    frame: { title: TITLE, wide: true },
    data: async (call) => view({ requests: [], ...noPage, staff: takesRequests(signed(call)) }, {}, call),
  },
  handle: async (call) => {
    const { db, query: asked, now } = call;
    const actor = signed(call);
    const paging = pagingOf(asked, asked.sort ?? '-opened', call.as);
    const found = await listRequests(db, requestFilter(actor, asked, now), paging, now);
    const data = { requests: await requestLines(db, found.rows), ...pageData(found), staff: takesRequests(actor) };
    return { data, frame: { title: TITLE, wide: true } };
  },
});

export const requestListRoutes = [list];
