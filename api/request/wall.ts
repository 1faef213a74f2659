import { z } from 'zod';
import { secondWords } from '../../law/base/russian';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { boardPage, sharedCounts, type Queue } from '../../store/request/board';
import { maybe, uuid } from '../http/fields';
import { route } from '../http/route';
import { signed } from '../account/signed';
import { spanWords } from '../view/deadline';
import { hrefWith } from '../view/list';
import { takers } from './access';
import { BOARD, boardTime, deskOf } from './board-ask';
import { faultTitle } from './line';

const WALL = '/requests/wall';
const TITLE = 'Экран смены';
const LATE = 12;
/** Without scripts; with them the page asks for its part more often. */
const REFRESH_SECONDS = 30;

/** What is read across a room, in this order; the last one is what the desk has in all. */
const shown: readonly { name: Exclude<Queue, 'mine' | 'later'> | 'open'; title: string }[] = [
  { name: 'overdue', title: 'просрочены' },
  { name: 'soon', title: 'меньше 30 минут' },
  { name: 'new', title: 'новые' },
  { name: 'given', title: 'у мастеров' },
  { name: 'waiting', title: 'ждут жителя' },
  { name: 'open', title: 'всего открыто' },
];

const count = z.number();
const out = z.object({
  desk: z.object({ id: z.string(), name: z.string() }),
  counts: z.object({ overdue: count, soon: count, new: count, given: count, waiting: count, open: count }),
  /** No flat, no words, no names: everybody in the room reads it. */
  late: z.array(z.object({ number: z.string(), kind: z.string(), address: z.string(), dueAt: z.string() })),
});

const wall = route({
  id: 'request.wall',
  method: 'get',
  path: WALL,
  summary: TITLE,
  allowed: takers,
  query: z.object({ organisation: maybe(uuid()) }),
  out,
  page: 'request/wall',
  view: ({ desk, counts, late }, { now }) => ({
    office: desk.name,
    refresh: hrefWith(WALL, {}, { organisation: desk.id }),
    when: secondWords(now, CAPITAL_ZONE).slice(-'14:05:20'.length),
    numbers: shown.map(({ name, title }) => ({
      title,
      count: counts[name],
      hot: name === 'overdue' && counts[name] > 0,
    })),
    late: late.map(({ number, kind, address, dueAt }) => ({
      number,
      title: faultTitle({ kind }),
      address,
      ago: `\u2212${spanWords(now.getTime() - Date.parse(dueAt))}`,
      due: dueAt,
    })),
    more: counts.overdue > late.length ? counts.overdue - late.length : undefined,
  }),
  handle: async ({ db, actor, now, query }) => {
    const { desk } = await deskOf(db, signed({ actor }), query.organisation);
    const [filter, time] = [{ organisationId: desk.id }, boardTime(now)];
    const [counts, { rows }] = await Promise.all([
      sharedCounts(db, filter, time),
      boardPage(db, { ...filter, queue: 'overdue' }, { limit: LATE }, time),
    ]);
    const late = rows.flatMap(({ number, kind, address, dueAt }) =>
      dueAt ? [{ number, kind, address, dueAt: dueAt.toISOString() }] : [],
    );
    return {
      data: { desk, counts, late },
      frame: { title: TITLE, wide: true, refresh: REFRESH_SECONDS, out: { href: BOARD, title: 'К пульту' } },
    };
  },
});

export const requestWallRoutes = [wall];
