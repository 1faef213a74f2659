import { z } from 'zod';
import { appealLifecycle } from '../../law/appeal/lifecycle';
import { applicantTitles, channelTitles, type AppealChannel, type ApplicantKind } from '../../law/appeal/words';
import { dayDigits, dueWords, lastDayIn } from '../../law/base/russian';
import { listAppeals } from '../../store/appeal/list';
import { signed } from '../account/signed';
import type { Actor } from '../security/actor';
import { caseQuery, numberFilter, officeOptions, offices, phaseFilter, stateFilter } from '../case/list';
import { choice, day, maybe } from '../http/fields';
import { noPage, pageData, pageShape, pagingOf } from '../http/paging';
import { route, type Call } from '../http/route';
import { listPage, listView, type ListSpec, type Query } from '../view/list';
import { officesOf } from '../security/reader';
import { appealFilter } from './filter';
import { subjectField } from './acts';
import { dayOf, leftOf, linesOf, appealLineShape, stateWords, appealTopic, type ListedAppeal } from './line';
import { subjectOptions } from './place';
import { dayCell, dayCellOf } from '../http/sheet';

const PATH = '/appeals';
const TITLE = 'Обращения';

const phases = Object.keys(appealLifecycle.phases) as [string, ...string[]];
const query = z.object({
  whose: maybe(choice(['mine', 'assigned', 'house', ...offices])),
  ...caseQuery,
  phase: maybe(choice(phases)),
  subject: maybe(subjectField()),
  from: maybe(day()),
  to: maybe(day()),
  sort: maybe(choice(['opened', '-opened', 'due', '-due', 'number', '-number'])),
});
type Asked = z.infer<typeof query>;
const out = z.object({ appeals: z.array(appealLineShape), ...pageShape, staff: z.boolean() });
type Found = z.infer<typeof out>;

const filtersFor = (actor: Actor): ListSpec<ListedAppeal>['filters'] => [
  numberFilter,
  {
    kind: 'select',
    name: 'whose',
    label: 'Чьи',
    blank: 'все, что мне видны',
    options: [
      { value: 'mine', title: 'мои' },
      { value: 'assigned', title: 'назначены мне' },
      { value: 'house', title: 'коллективные моего дома' },
      ...officeOptions(actor),
    ],
  },
  stateFilter,
  phaseFilter(Object.entries(appealLifecycle.phases).map(([value, { title }]) => ({ value, title }))),
  { kind: 'select', name: 'subject', label: 'Тема', blank: 'любая', options: subjectOptions() },
  { kind: 'date', name: 'from', label: 'Получено с' },
  { kind: 'date', name: 'to', label: 'Получено по' },
];

const columnsFor = (now: Date, staff: boolean): ListSpec<ListedAppeal>['columns'] => [
  { title: 'Номер', sort: 'number', cell: ({ id, number }) => ({ text: number, href: `${PATH}/${id}` }) },
  { title: 'О чём', cell: (line) => ({ text: appealTopic(line), note: line.summary }) },
  {
    title: staff ? 'Где' : 'Кому',
    cell: ({ address, organisation }) => ({
      text: (staff ? address : organisation) ?? '—',
      note: staff ? undefined : (address ?? undefined),
    }),
  },
  { title: 'Получено', sort: 'opened', number: true, cell: ({ openedAt, zone }) => dayDigits(dayOf(openedAt, zone)) },
  {
    title: 'Ответить до',
    sort: 'due',
    number: true,
    cell: ({ dueAt, zone }) => (dueAt ? dueWords(dueAt, zone, now) : '—'),
  },
  { title: 'Срок', cell: (line) => leftOf(line, now) },
  {
    title: 'Состояние',
    cell: (line) => ({
      text: stateWords(line),
      note: line.collective ? `коллективное, присоединились: ${line.joiners}` : undefined,
    }),
  },
];

function specFor(now: Date, staff: boolean, actor: Actor): ListSpec<ListedAppeal> {
  return {
    title: TITLE,
    path: PATH,
    noun: ['обращение', 'обращения', 'обращений'],
    filters: filtersFor(actor),
    columns: columnsFor(now, staff),
    empty: {
      title: 'Обращений пока нет',
      say: staff
        ? 'Здесь появятся обращения в вашу организацию.'
        : 'Напишите в управляющую организацию, поставщику или в инспекцию.',
      link: { href: `${PATH}/new`, title: 'Написать обращение' },
    },
    action: staff
      ? { href: `${PATH}/register`, title: 'Записать обращение' }
      : { href: `${PATH}/new`, title: 'Написать обращение' },
    exports: ['csv', 'xlsx'],
  };
}

const FILTERS = ['number', 'whose', 'state', 'phase', 'subject', 'from', 'to', 'sort'] as const;
const typedOf = (asked: Asked): Query => Object.fromEntries(FILTERS.map((name) => [name, asked[name]]));

function view({ appeals, staff, ...page }: Found, typed: Query, call: Pick<Call, 'actor' | 'now'>) {
  return { list: listView(specFor(call.now, staff, signed(call)), listPage(appeals, page), typed), staff };
}

const sheet = {
  columns: [
    'Номер',
    'Получено',
    'Ответить до',
    'Закрыто',
    'Кому',
    'Адрес',
    'Тема',
    'Кратко',
    'Как поступило',
    'Кто обратился',
    'Состояние',
    'Исполнитель',
    'Оценка',
    'Нарушен срок',
  ],
  rows: ({ appeals }: Found) =>
    appeals.map((line) => [
      line.number,
      dayCellOf(line.openedAt, line.zone),
      line.dueAt && dayCell(lastDayIn(line.dueAt, line.zone)),
      dayCellOf(line.closedAt, line.zone),
      line.organisation,
      line.address,
      appealTopic(line),
      line.summary,
      channelTitles[line.channel as AppealChannel],
      line.anonymous ? 'без подписи' : applicantTitles[line.applicantKind as ApplicantKind],
      stateWords(line),
      line.executor,
      line.rating,
      line.late ? 'да' : 'нет',
    ]),
};

const isStaff = (actor: Actor): boolean => officesOf(actor).length > 0;

const list = route({
  id: 'appeal.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  query,
  out,
  page: 'appeal/list',
  view: (data, call: Call<unknown, Asked>) => view(data, typedOf(call.query), call),
  table: sheet,
  form: {
    page: 'appeal/list',
    frame: { title: TITLE, wide: true },
    data: async (call) => view({ appeals: [], ...noPage, staff: isStaff(signed(call)) }, {}, call),
  },
  handle: async (call) => {
    const { db, query: asked, now } = call;
    const actor = signed(call);
    const paging = pagingOf(asked, asked.sort ?? '-opened', call.as);
    const found = await listAppeals(db, appealFilter(actor, asked, now), paging, now);
    const data = { appeals: await linesOf(db, found.rows), ...pageData(found), staff: isStaff(actor) };
    return { data, frame: { title: TITLE, wide: true } };
  },
});

export const appealListRoutes = [list];
