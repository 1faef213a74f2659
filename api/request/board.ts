import { z } from 'zod';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { secondWords } from '../../law/base/russian';
import { faultKinds } from '../../law/dispatch/kinds';
import {
  boardHouses,
  boardPage,
  mineCounts,
  queues,
  sharedCounts,
  type BoardCursor,
  type BoardFilter,
  type BoardTime,
  type Queue,
} from '../../store/request/board';
import { viewsOf } from '../../store/request/views';
import { signed } from '../account/signed';
import { cursorOf } from '../http/fields';
import { route, type Call } from '../http/route';
import { hrefWith } from '../view/list';
import { takers } from './access';
import {
  askedOf,
  BOARD,
  boardFilter,
  boardHref,
  boardQuery,
  boardTime,
  deskOf,
  typedOf,
  type BoardAsked,
} from './board-ask';
import { boardRows, boardRowShape, boardRowView, type BoardRow } from './board-row';
import { deskWorkers } from './board-workers';
import { requestLines } from './line';

const TITLE = 'Пульт заявок';
const ROWS = 50;
/** Without scripts the page comes anew by itself; with them it is told of each change. */
const REFRESH_SECONDS = 60;

export const queueTitles: Readonly<Record<Queue, string>> = {
  overdue: 'просрочены',
  soon: 'меньше 30 минут',
  new: 'новые',
  mine: 'мои',
  given: 'у мастеров',
  waiting: 'ждут жителя',
  later: 'отложены и плановые',
};

const count = z.number();
const rowsShape = z.object({
  counts: z.object({
    open: count,
    overdue: count,
    soon: count,
    new: count,
    mine: count,
    given: count,
    waiting: count,
    later: count,
  }),
  rows: z.array(boardRowShape),
  after: z.string().nullable(),
  at: z.string(),
});
const named = z.object({ id: z.string(), name: z.string() });
const out = rowsShape.extend({
  desk: named,
  desks: z.array(named),
  houses: z.array(z.object({ id: z.string(), address: z.string() })),
  workers: z.array(named.extend({ contractor: z.boolean() })),
  views: z.array(named.extend({ query: z.string() })),
});
type Rows = z.infer<typeof rowsShape>;
type Board = z.infer<typeof out>;
type BoardCall = Call<unknown, BoardAsked>;

/** What a desk is asked for by everybody who looks at it; the live board shares the answers. */
export interface Looks {
  page: (
    filter: BoardFilter,
    after: BoardAsked['after'],
    time: BoardTime,
  ) => Promise<{ rows: BoardRow[]; after: BoardCursor | null }>;
  counts: (filter: BoardFilter, time: BoardTime) => ReturnType<typeof sharedCounts>;
  mine: (filter: BoardFilter, time: BoardTime) => ReturnType<typeof mineCounts>;
}

export const looksOf = (db: Call['db']): Looks => ({
  page: async (filter, after, time) => {
    const found = await boardPage(db, filter, { after, limit: ROWS }, time);
    return { ...found, rows: boardRows(await requestLines(db, found.rows), found.rows) };
  },
  counts: (filter, time) => sharedCounts(db, filter, time),
  mine: (filter, time) => mineCounts(db, filter, time),
});

async function rowsOf(call: BoardCall, looks: Looks): Promise<Rows> {
  const { actor, organisationId } = askedOf(call, call.query);
  const filter = boardFilter(actor, organisationId, call.query);
  const time = boardTime(call.now);
  const [found, counts, mine] = await Promise.all([
    looks.page(filter, call.query.after, time),
    looks.counts(filter, time),
    looks.mine(filter, time),
  ]);
  return {
    counts: { ...counts, mine: mine.get(actor.personId) ?? 0 },
    rows: found.rows,
    after: found.after && cursorOf(found.after),
    at: call.now.toISOString(),
  };
}

function rowsView({ counts, rows, after, at }: Rows, { query: asked, now }: Pick<BoardCall, 'query' | 'now'>) {
  const total = asked.queue ? counts[asked.queue] : counts.open;
  return {
    queues: queues.map((queue) => ({
      href: boardHref(asked, { queue: asked.queue === queue ? undefined : queue }),
      title: queueTitles[queue],
      count: counts[queue],
      hot: queue === 'overdue' && counts.overdue > 0,
      current: asked.queue === queue,
    })),
    total,
    open: counts.open,
    all: asked.queue ? boardHref(asked, { queue: undefined }) : undefined,
    when: secondWords(new Date(at), CAPITAL_ZONE).slice(-'14:05:20'.length),
    rows: rows.map((row) => boardRowView(row, now)),
    more: after ? boardHref(asked, { after }) : undefined,
    first: asked.after ? boardHref(asked) : undefined,
    refresh: boardHref(asked, { after: asked.after && cursorOf(asked.after) }, `${BOARD}/rows`),
  };
}

function view(data: Board, call: BoardCall) {
  const { query: asked } = call;
  const { desk, desks, houses, workers, views } = data;
  return {
    title: TITLE,
    ...rowsView(data, call),
    live: hrefWith(`${BOARD}/live`, {}, { organisation: desk.id }),
    organisation: desk.id,
    office: desk.name,
    offices: desks.length > 1 ? desks.map(tabOf(desk.id)) : undefined,
    workers: workers.map(({ id, name, contractor }) => ({
      value: id,
      title: contractor ? `${name} (подрядчик)` : name,
    })),
    views: views.map(({ id, name, query }) => ({
      id,
      title: name,
      href: query ? `${BOARD}?${query}` : BOARD,
      current: new URLSearchParams(boardHref(asked).split('?')[1] ?? '').toString() === query,
    })),
    here: boardHref(asked).split('?')[1] ?? '',
    filter: {
      action: BOARD,
      open: [asked.house, asked.kind, asked.worker, asked.text].some(Boolean),
      clear: boardHref({ organisation: asked.organisation, queue: asked.queue }),
      kept: ['organisation', 'queue'].flatMap((name) => {
        const value = typedOf(asked)[name];
        return value ? [{ name, value }] : [];
      }),
      fields: fieldsOf(asked, houses, workers),
    },
  };
}

const tabOf =
  (current: string) =>
  ({ id, name }: { id: string; name: string }) => ({
    href: hrefWith(BOARD, {}, { organisation: id }),
    title: name,
    current: id === current,
  });

const fieldsOf = (asked: BoardAsked, houses: Board['houses'], workers: Board['workers']) => [
  { kind: 'text', name: 'text', label: 'Номер, адрес или слова', value: asked.text ?? '' },
  {
    ...{ kind: 'select', name: 'house', label: 'Дом', blank: 'любой', value: asked.house ?? '' },
    options: houses.map(({ id, address }) => ({ value: id, title: address })),
  },
  {
    ...{ kind: 'select', name: 'kind', label: 'Что случилось', blank: 'любое', value: asked.kind ?? '' },
    options: faultKinds.map(({ code, title }) => ({ value: code, title })),
  },
  {
    ...{ kind: 'select', name: 'worker', label: 'Кто', blank: 'любой', value: asked.worker ?? '' },
    options: workers.map(({ id, name }) => ({ value: id, title: name })),
  },
];

const board = route({
  id: 'request.board',
  method: 'get',
  path: BOARD,
  summary: TITLE,
  allowed: takers,
  query: boardQuery,
  out,
  page: 'request/board',
  view,
  handle: async (call) => {
    const { db, now, query: asked } = call;
    const { desk, desks } = await deskOf(db, signed(call), asked.organisation);
    const [rows, houses, workers, views] = await Promise.all([
      rowsOf(call, looksOf(db)),
      boardHouses(db, desk.id),
      deskWorkers(db, desk.id, localOf(now, CAPITAL_ZONE).day),
      viewsOf(db, signed(call).personId),
    ]);
    return {
      data: { ...rows, desk, desks, houses, workers, views },
      frame: { title: TITLE, wide: true, refresh: REFRESH_SECONDS },
    };
  },
});

/** The counters and the rows alone, as an open board asks for them again and again; all boards of a desk share one look. */
const rows = route({
  id: 'request.rows',
  method: 'get',
  path: `${BOARD}/rows`,
  summary: 'Строки пульта заявок',
  allowed: takers,
  query: boardQuery,
  out: rowsShape,
  page: 'request/board-rows',
  view: (data, call: BoardCall) => rowsView(data, call),
  handle: async (call) => ({
    data: await rowsOf(call, call.services.liveBoard?.looks(looksOf(call.db)) ?? looksOf(call.db)),
    frame: { title: TITLE, wide: true },
  }),
});

export const requestBoardRoutes = [board, rows];
