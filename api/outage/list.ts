import { z } from 'zod';
import { offNames, offServices } from '../../law/dispatch/off';
import { causeTitles, kindTitles, outageKinds, servicesWords, type OutageCause } from '../../law/outage/words';
import { capitalised, counted } from '../../law/base/russian';
import { listOutages } from '../../store/outage/list';
import { signed } from '../account/signed';
import { numberFilter, offices } from '../case/list';
import { choice, day, maybe, text, uuid } from '../http/fields';
import { noPage, pageData, pageFields, pageShape, pagingOf } from '../http/paging';
import { route, type Call } from '../http/route';
import { dayCellOf, momentCell } from '../http/sheet';
import type { Actor } from '../security/actor';
import { listPage, listView, type ListSpec, type Option, type Query } from '../view/list';
import { watchedRegions } from '../security/reader';
import { authorsOf } from './access';
import { outageFilter, outageStates } from './filter';
import { outageLine, outageLineShape, promiseOf, type ListedOutage } from './line';
import { outageState, timesWords } from './words';

const PATH = '/outages';
const TITLE = 'Отключения';

const query = z.object({
  whose: maybe(choice(['home', ...offices])),
  number: maybe(text({ max: 40 })),
  state: maybe(choice(outageStates)),
  service: maybe(choice(offServices)),
  kind: maybe(choice(outageKinds)),
  house: maybe(uuid()),
  from: maybe(day()),
  to: maybe(day()),
  sort: maybe(choice(['opened', '-opened', 'start', '-start', 'number', '-number'])),
  ...pageFields,
});
type Asked = z.infer<typeof query>;
const out = z.object({ outages: z.array(outageLineShape), ...pageShape, author: z.boolean() });
type Found = z.infer<typeof out>;

const STATES: Readonly<Record<(typeof outageStates)[number], string>> = {
  running: 'идут сейчас',
  announced: 'впереди',
  over: 'закончились',
  overrun: 'обещанное время прошло',
  late: 'жителей уведомили поздно',
};

const serviceOptions: Option[] = offServices.map((value) => ({ value, title: capitalised(offNames[value]) }));

const filtersFor = (actor: Actor): ListSpec<ListedOutage>['filters'] => [
  numberFilter,
  {
    kind: 'select',
    name: 'whose',
    label: 'Чьи',
    blank: 'все, что мне видны',
    options: [
      ...(actor.houses.length > 0 ? [{ value: 'home', title: 'моего дома' }] : []),
      ...(authorsOf(actor).length > 0 ? [{ value: 'office', title: 'моей организации' }] : []),
      ...(watchedRegions(actor).length > 0 ? [{ value: 'region', title: 'моего региона' }] : []),
    ],
  },
  {
    kind: 'select',
    name: 'state',
    label: 'Состояние',
    blank: 'любое',
    options: outageStates.map((value) => ({ value, title: STATES[value] })),
  },
  { kind: 'select', name: 'service', label: 'Что отключено', blank: 'любая услуга', options: serviceOptions },
  {
    kind: 'select',
    name: 'kind',
    label: 'Вид',
    blank: 'любой',
    options: outageKinds.map((value) => ({ value, title: kindTitles[value] })),
  },
  { kind: 'date', name: 'from', label: 'Было или будет с' },
  { kind: 'date', name: 'to', label: 'Было или будет по' },
];

export const whereWords = ({ address, houses }: Pick<ListedOutage, 'address' | 'houses'>): string =>
  houses > 1 ? `${address} и ещё ${counted(houses - 1, ['дом', 'дома', 'домов'])}` : address;

const columnsFor = (now: Date): ListSpec<ListedOutage>['columns'] => [
  { title: 'Номер', sort: 'number', cell: ({ id, number }) => ({ text: number, href: `${PATH}/${id}` }) },
  {
    title: 'Что',
    cell: ({ services, kind, danger }) => ({
      text: capitalised(servicesWords(services)),
      note: danger ? `${kindTitles[kind]}, опасно` : kindTitles[kind],
    }),
  },
  { title: 'Где', cell: (line) => ({ text: whereWords(line), note: line.organisation }) },
  {
    title: 'Когда',
    sort: 'start',
    cell: ({ from, until, beganAt, restoredAt, zone, cause }) => ({
      text: timesWords({ from: beganAt ?? from, until: restoredAt ?? until }, zone, now),
      note: causeTitles[cause as OutageCause],
    }),
  },
  { title: 'До конца', cell: (line) => promiseOf(line, now) },
  {
    title: 'Состояние',
    cell: (line) => ({ text: outageState(line), note: line.late ? 'срок уведомления нарушен' : undefined }),
  },
];

function specFor(now: Date, actor: Actor): ListSpec<ListedOutage> {
  const author = authorsOf(actor).length > 0;
  return {
    title: TITLE,
    path: PATH,
    noun: ['отключение', 'отключения', 'отключений'],
    filters: filtersFor(actor),
    columns: columnsFor(now),
    empty: {
      title: 'Отключений нет',
      say: 'Здесь появятся плановые и аварийные отключения ваших домов.',
      link: { href: `${PATH}/now`, title: 'Что отключено сейчас' },
    },
    ...(author && { action: { href: `${PATH}/new`, title: 'Объявить отключение' } }),
    exports: ['csv', 'xlsx'],
  };
}

const FILTERS = ['number', 'whose', 'state', 'service', 'kind', 'house', 'from', 'to', 'sort'] as const;
const typedOf = (asked: Asked): Query => Object.fromEntries(FILTERS.map((name) => [name, asked[name]]));

const view = ({ outages, ...page }: Found, typed: Query, call: Pick<Call, 'actor' | 'now'>) => ({
  list: listView(specFor(call.now, signed(call)), listPage(outages, page), typed),
});

const sheet = {
  columns: [
    'Номер',
    'Объявлено',
    'Вид',
    'Что отключено',
    'Где',
    'Домов',
    'Начало по плану',
    'Конец по плану',
    'Началось',
    'Восстановлено',
    'Причина',
    'Кто объявил',
    'Состояние',
    'Заявок',
    'Изменений',
    'Нарушен срок уведомления',
  ],
  rows: ({ outages }: Found) =>
    outages.map((line) => [
      line.number,
      dayCellOf(line.openedAt, line.zone),
      kindTitles[line.kind],
      servicesWords(line.services),
      line.address,
      line.houses,
      momentCell(line.from, line.zone),
      momentCell(line.until, line.zone),
      momentCell(line.beganAt, line.zone),
      momentCell(line.restoredAt, line.zone),
      causeTitles[line.cause as OutageCause],
      line.organisation,
      outageState(line),
      line.requests,
      line.version - 1,
      line.late ? 'да' : 'нет',
    ]),
};

const list = route({
  id: 'outage.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  query,
  out,
  page: 'outage/list',
  view: (data, call: Call<unknown, Asked>) => view(data, typedOf(call.query), call),
  table: sheet,
  form: {
    page: 'outage/list',
    frame: { title: TITLE, wide: true },
    data: async (call) => view({ outages: [], ...noPage, author: false }, {}, call),
  },
  handle: async (call) => {
    const { db, query: asked, now } = call;
    const actor = signed(call);
    const paging = pagingOf(asked, asked.sort ?? '-start', call.as);
    const found = await listOutages(db, outageFilter(actor, asked, now), paging, now);
    const data = { outages: found.rows.map(outageLine), ...pageData(found), author: authorsOf(actor).length > 0 };
    return { data, frame: { title: TITLE, wide: true } };
  },
});

export const outageListRoutes = [list];
