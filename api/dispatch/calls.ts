import { z } from 'zod';
import { callFigures, callNorms } from '../../law/dispatch/call';
import { phoneEnd } from '../../law/dispatch/phone';
import { norm } from '../../law/base/norm';
import { NBSP, shortMoment } from '../../law/base/russian';
import { CAPITAL_ZONE, DAY_MS, localOf } from '../../law/base/zone';
import { callsAtDesk, type CallAtDesk } from '../../store/dispatch/call';
import { callFilters, callStandings, listCalls, type CallFilter } from '../../store/dispatch/call-list';
import { signed } from '../account/signed';
import { choice, maybe, text } from '../http/fields';
import { noPage, pageData, pageFields, pageShape, pagingOf } from '../http/paging';
import { route, type Call, type Route } from '../http/route';
import { momentCell } from '../http/sheet';
import { hrefWith, listPage, listView, type ListSpec, type Query } from '../view/list';
import { CALLS, desk, desksOf } from './access';
import { callShape, shownCall, toldCall } from './call-shape';
import { callerText, callStatus, spanText, stateWords } from './call-words';
import { deskView } from './desk-view';

const TITLE = 'Звонки';
const FIND = '/dispatch/find';
const KEYS = '/calls/exchange';
const SECOND_MS = 1_000;
/** How often a page without scripts comes anew; with scripts the strip alone does. */
const REFRESH_SECONDS = 15;
const spans = { day: 1, week: 7, month: 30, quarter: 91 } as const;
type Span = keyof typeof spans;
const spanNames: Record<Span, string> = { day: 'сутки', week: '7 дней', month: '30 дней', quarter: '91 день' };
const spanKeys = Object.keys(spans) as [Span, ...Span[]];

const filterNames: Record<CallFilter, string> = {
  unanswered: 'без ответа',
  answered: 'отвеченные',
  message: 'с сообщением',
  unlinked: 'без заявки',
};

const query = z.object({
  span: maybe(choice(spanKeys)),
  only: maybe(choice(callFilters)),
  phone: maybe(text({ max: 40 }).refine((typed) => phoneEnd(typed) !== null, 'Наберите хотя бы четыре цифры номера.')),
  sort: maybe(choice(['at', '-at'])),
  ...pageFields,
});
type Asked = z.infer<typeof query>;

const figuresShape = z.object({
  all: z.number(),
  answered: z.number(),
  answeredInTime: z.number(),
  answerDue: z.number(),
  unanswered: z.number(),
  settledInTime: z.number(),
  settleDue: z.number(),
  late: z.number(),
  medianMs: z.number().nullable(),
  mostMs: z.number().nullable(),
});
type Figures = z.infer<typeof figuresShape>;
const out = z.object({ ...pageShape, calls: z.array(callShape), atDesk: z.array(callShape), figures: figuresShape });
type Shown = z.infer<typeof out>;

const spec = (now: Date): ListSpec<CallAtDesk> => ({
  title: 'Все звонки',
  path: CALLS,
  noun: ['звонок', 'звонка', 'звонков'],
  filters: [
    {
      kind: 'select',
      name: 'span',
      label: 'За',
      options: spanKeys.map((value) => ({ value, title: spanNames[value] })),
      blank: 'сутки',
    },
    {
      kind: 'select',
      name: 'only',
      label: 'Какие',
      options: callFilters.map((value) => ({ value, title: filterNames[value] })),
      blank: 'все',
    },
    { kind: 'text', name: 'phone', label: 'Конец номера' },
  ],
  columns: [
    {
      title: 'Когда',
      sort: 'at',
      cell: (row) => ({ text: shortMoment(row.arrivedAt, row.zone), href: `${CALLS}/${row.id}` }),
    },
    { title: 'Откуда', cell: callerText },
    { title: 'Как', cell: (row) => ({ status: callStatus(row, now) }) },
    { title: 'Кто', cell: (row) => row.answerer ?? row.calledBackBy ?? row.reviewedBy ?? '—' },
    {
      title: 'Заявка',
      cell: (row) => (row.caseId ? { text: row.caseNumber ?? '', href: `/cases/${row.caseId}` } : '—'),
    },
  ],
  empty: { title: 'Звонков не было', say: 'Станция сообщает о них сама, как только кто-то позвонит.' },
  exports: ['csv', 'xlsx'],
});

const shareText = (part: number, whole: number): string => (whole === 0 ? '—' : `${part} из ${whole}`);

const minutes = (name: keyof typeof callNorms, now: Date): string =>
  `${norm(callNorms[name], localOf(now, CAPITAL_ZONE).day).value}${NBSP}минут`;

const figuresView = (one: Figures, now: Date) => [
  { title: `Ответили за ${minutes('answer', now)}`, text: shareText(one.answeredInTime, one.answerDue) },
  {
    title: `Остальным перезвонили или рассмотрели их сообщение за ${minutes('call-back', now)}`,
    text: shareText(one.settledInTime, one.settleDue),
  },
  { title: 'Нарушен срок', text: String(one.late) },
  { title: 'Обычно ждали ответа', text: one.medianMs === null ? '—' : spanText(one.medianMs) },
];

async function load(call: Pick<Call<unknown, Asked>, 'db' | 'now' | 'actor' | 'query' | 'as'>): Promise<Shown> {
  const { db, now, query: asked, as } = call;
  const organisations = desksOf(signed(call));
  const [from, until] = [new Date(now.getTime() - spans[asked.span ?? 'day'] * DAY_MS), new Date(now.getTime() + 1)];
  const [page, atDesk, standings] = await Promise.all([
    listCalls(db, {
      organisations,
      from,
      until,
      now,
      only: asked.only,
      phoneEnd: (asked.phone && phoneEnd(asked.phone)) ?? undefined,
      ...pagingOf(asked, asked.sort ?? '-at', as),
    }),
    callsAtDesk(db, organisations, now),
    callStandings(db, { organisations, from, until, now }),
  ]);
  return {
    ...pageData(page),
    calls: page.rows.map(toldCall),
    atDesk: atDesk.map(toldCall),
    figures: callFigures(standings),
  };
}

const typed = ({ span, only, phone, sort }: Asked): Query => ({ span, only, phone, sort });

function view(data: Shown, { query: asked, now, visit, opens }: Call<unknown, Asked>) {
  const rows = data.calls.map((one) => shownCall(one, now));
  const here = typed(asked);
  return {
    title: TITLE,
    refresh: hrefWith(CALLS, here, {}),
    desk: deskView(
      data.atDesk.map((one) => shownCall(one, now)),
      now,
    ),
    figures: figuresView(data.figures, now),
    figuresTitle: `За ${spanNames[asked.span ?? 'day']}`,
    find: { action: FIND },
    training: visit.kind === 'training',
    keys: opens(KEYS) ? KEYS : undefined,
    list: listView(spec(now), listPage(rows, data), here),
  };
}

const noFigures: Figures = callFigures([]);

const calls = route({
  id: 'dispatch.calls',
  method: 'get',
  path: CALLS,
  summary: TITLE,
  allowed: desk,
  query,
  out,
  page: 'dispatch/calls',
  view,
  form: {
    page: 'dispatch/calls',
    data: async (call) =>
      view({ ...noPage, calls: [], atDesk: [], figures: noFigures }, { ...call, query: {} } as Call<unknown, Asked>),
    frame: { title: TITLE },
  },
  table: {
    // A number is personal data: it is looked at here, and no file carries it away.
    columns: [
      'Поступил',
      'Ответ через, с',
      'Ответил',
      'Перезвонили',
      'Перезвонил',
      'Сообщение',
      'Рассмотрено',
      'Состояние',
      'Нарушен срок',
      'Заявка',
    ],
    rows: ({ calls: rows }: Shown) =>
      rows.map((row) => [
        momentCell(row.arrivedAt, row.zone),
        row.answerMs === null ? null : Math.floor(row.answerMs / SECOND_MS),
        row.answerer,
        momentCell(row.calledBackAt, row.zone),
        row.calledBackBy,
        momentCell(row.messageAt, row.zone),
        momentCell(row.reviewedAt, row.zone),
        stateWords[row.state],
        row.late ? 'да' : 'нет',
        row.caseNumber,
      ]),
  },
  handle: async (call) => ({ data: await load(call), frame: { title: TITLE, refresh: REFRESH_SECONDS, wide: true } }),
});

export const callListRoutes: readonly Route[] = [calls];
