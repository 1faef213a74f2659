import { z } from 'zod';
import { formTitles, meetingForms, type MeetingForm } from '../../law/meeting/forms';
import { meetingLifecycle } from '../../law/meeting/lifecycle';
import { meetingDeadlines } from '../../law/meeting/words';
import { dayDigits } from '../../law/base/russian';
import { localOf } from '../../law/base/zone';
import { listMeetings, type MeetingLine } from '../../store/meeting/list';
import { signed } from '../account/signed';
import type { Actor } from '../security/actor';
import { caseQuery, numberFilter, officeOptions, offices, phaseFilter, stateFilter } from '../case/list';
import { choice, maybe, uuid } from '../http/fields';
import { noPage, pageData, pageShape, pagingOf } from '../http/paging';
import { route, type Call } from '../http/route';
import { SOON_MS, spanWords, type Status } from '../view/deadline';
import { listPage, listView, type Cell, type ListSpec, type Query } from '../view/list';
import { inspectedRegions, officesOf } from '../security/reader';
import { metresCell, momentCell } from '../http/sheet';
import { AWAITING, meetingFilter } from './filter';
import { callsMeetings } from './home';
import { meetingTitle } from './vote/words';

const PATH = '/meetings';
const TITLE = 'Собрания';

const phases = Object.keys(meetingLifecycle.phases) as [string, ...string[]];
const query = z.object({
  whose: maybe(choice([...offices, AWAITING])),
  ...caseQuery,
  phase: maybe(choice(phases)),
  form: maybe(choice(meetingForms)),
  house: maybe(uuid()),
  sort: maybe(choice(['opened', '-opened', 'closes', '-closes', 'due', '-due', 'number', '-number'])),
});
type Asked = z.infer<typeof query>;

const lineShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  phaseTitle: z.string(),
  title: z.string(),
  form: z.string(),
  zone: z.string(),
  address: z.string(),
  organisation: z.string().nullable(),
  openedAt: z.string(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  dueTitle: z.string().nullable(),
  questions: z.number(),
  total: z.string().nullable(),
  participating: z.string().nullable(),
  quorum: z.boolean().nullable(),
  overdue: z.boolean(),
  late: z.boolean(),
});
type Line = z.infer<typeof lineShape>;
const out = z.object({ meetings: z.array(lineShape), ...pageShape });
type Found = z.infer<typeof out>;

export const phaseTitle = (phase: string): string =>
  meetingLifecycle.phases[phase as keyof typeof meetingLifecycle.phases]?.title ?? phase;

const plainLine = ({ openedAt, opensAt, closesAt, dueAt, dueName, ...line }: MeetingLine): Line => ({
  ...line,
  title: meetingTitle(line),
  phaseTitle: phaseTitle(line.phase),
  openedAt: openedAt.toISOString(),
  opensAt: opensAt?.toISOString() ?? null,
  closesAt: closesAt?.toISOString() ?? null,
  dueAt: dueAt?.toISOString() ?? null,
  dueTitle: dueName ? (meetingDeadlines[dueName] ?? dueName) : null,
});

function dueOf({ dueAt, dueTitle, quorum }: Line, now: Date): Cell {
  if (!dueAt) return { text: quorum === false ? 'кворума не было' : '—' };
  const left = Date.parse(dueAt) - now.getTime();
  const note = dueTitle ?? undefined;
  if (left <= 0) return { status: { kind: 'late', word: `просрочено на ${spanWords(-left)}` }, note };
  return { status: { kind: left <= SOON_MS ? 'soon' : 'plain', word: spanWords(left) }, note, due: dueAt };
}

const when = (at: string | null, zone: string): string =>
  at ? dayDigits(localOf(new Date(at), zone).day) : 'не назначено';

const NEW = { href: `${PATH}/new`, title: 'Созвать собрание' };

/** The state of a meeting, most urgent first: a failure, a running vote, everything else. */
function stateOf({ phase, phaseTitle: word, quorum }: Line): Status {
  if (quorum === false || phase === 'halted' || phase === 'returned') return { kind: 'late', word };
  if (phase === 'voting') return { kind: 'wait', word };
  return { kind: phase === 'registered' || phase === 'archived' ? 'ok' : 'plain', word };
}

function specFor(now: Date, actor: Actor): ListSpec<Line> {
  const calls = callsMeetings(actor);
  const whose = [
    ...(inspectedRegions(actor).length > 0 ? [{ value: AWAITING, title: 'ждут инспекцию' }] : []),
    ...officeOptions(actor),
  ];
  return {
    title: TITLE,
    path: PATH,
    noun: ['собрание', 'собрания', 'собраний'],
    filters: [
      numberFilter,
      ...(whose.length > 0
        ? [{ kind: 'select' as const, name: 'whose', label: 'Чьи', blank: 'все, что мне видны', options: whose }]
        : []),
      stateFilter,
      phaseFilter(phases.map((value) => ({ value, title: phaseTitle(value) }))),
      {
        kind: 'select',
        name: 'form',
        label: 'Форма',
        blank: 'любая',
        options: meetingForms.map((value) => ({ value, title: formTitles[value] })),
      },
    ],
    columns: [
      { title: 'Номер', sort: 'number', cell: ({ id, number }) => ({ text: number, href: `${PATH}/${id}` }) },
      { title: 'О чём', cell: ({ title, form }) => ({ text: title, note: formTitles[form as MeetingForm] }) },
      { title: 'Где', cell: ({ address, organisation }) => ({ text: address, note: organisation ?? undefined }) },
      { title: 'Начало', number: true, cell: ({ opensAt, zone }) => when(opensAt, zone) },
      { title: 'Конец', sort: 'closes', number: true, cell: ({ closesAt, zone }) => when(closesAt, zone) },
      { title: 'Срок', sort: 'due', cell: (line) => dueOf(line, now) },
      { title: 'Состояние', cell: (line) => ({ status: stateOf(line) }) },
    ],
    empty: calls
      ? { title: 'Собраний пока нет', say: 'Созвать собрание может любой собственник дома.', link: NEW }
      : { title: 'Собраний пока нет', say: 'Здесь появятся собрания домов, за которыми вы следите.' },
    action: calls ? NEW : undefined,
    exports: ['csv', 'xlsx'],
  };
}

const FILTERS = ['number', 'whose', 'state', 'phase', 'form', 'sort'] as const;

function view({ meetings, ...page }: Found, asked: Partial<Asked>, call: Pick<Call, 'actor' | 'now'>) {
  const actor = signed(call);
  const typed: Query = Object.fromEntries(FILTERS.map((name) => [name, asked[name]]));
  return {
    list: listView(specFor(call.now, actor), listPage(meetings, page), typed),
    offices: actor.posts.length > 0,
    mails: officesOf(actor).length > 0,
  };
}

const list = route({
  id: 'meeting.list',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  query,
  out,
  page: 'meeting/list',
  view: (data, call: Call<unknown, Asked>) => view(data, call.query, call),
  table: {
    columns: [
      'Номер',
      'Название',
      'Адрес',
      'Форма',
      'Начало',
      'Конец',
      'Вопросов',
      'Всего, м²',
      'Участвовало, м²',
      'Кворум',
      'Состояние',
    ],
    rows: ({ meetings }: Found) =>
      meetings.map((line) => [
        line.number,
        line.title,
        line.address,
        formTitles[line.form as MeetingForm],
        momentCell(line.opensAt, line.zone),
        momentCell(line.closesAt, line.zone),
        line.questions,
        metresCell(line.total),
        metresCell(line.participating),
        line.quorum === null ? null : line.quorum ? 'есть' : 'нет',
        line.phaseTitle,
      ]),
  },
  form: {
    page: 'meeting/list',
    frame: { title: TITLE, wide: true },
    data: async (call) => view({ meetings: [], ...noPage }, {}, call),
  },
  handle: async (call) => {
    const { db, query: asked, now } = call;
    const paging = pagingOf(asked, asked.sort ?? '-opened', call.as);
    const found = await listMeetings(db, meetingFilter(signed(call), asked, now), paging, now);
    return { data: { meetings: found.rows.map(plainLine), ...pageData(found) }, frame: { title: TITLE, wide: true } };
  },
});

export const meetingListRoutes = [list];
