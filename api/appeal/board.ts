import { z } from 'zod';
import { dueWords, instantWords } from '../../law/base/russian';
import { countsFor } from '../../store/appeal/counts';
import { listAppeals, type AppealFilter, type AppealLine } from '../../store/appeal/list';
import { listOrganisations } from '../../store/registry/organisations';
import { signed } from '../account/signed';
import { choice, maybe, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { SOON_MS } from '../view/deadline';
import { hrefWith } from '../view/list';
import { desks } from './access';
import { leftOf, linesOf, appealLineShape, phaseWords, shareLeft, appealTopic, type ListedAppeal } from './line';
import { todayOf } from '../registry/homes';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { officesOf } from '../security/reader';

const PATH = '/appeals/board';
const TITLE = 'Пульт обращений';
const ROWS = 60;

const queues = ['overdue', 'soon', 'new', 'mine', 'waiting'] as const;
type Queue = (typeof queues)[number];
const titles: Readonly<Record<Queue, string>> = {
  overdue: 'просрочены',
  soon: 'меньше трёх дней',
  new: 'новые',
  mine: 'мои',
  waiting: 'ждут заявителя',
};

const query = z.object({ queue: maybe(choice(queues)), organisation: maybe(uuid()) });
type Asked = z.infer<typeof query>;
const out = z.object({
  organisation: z.object({ id: z.string(), name: z.string() }),
  organisations: z.array(z.object({ id: z.string(), name: z.string() })),
  counts: z.object({
    overdue: z.number(),
    soon: z.number(),
    new: z.number(),
    mine: z.number(),
    waiting: z.number(),
    open: z.number(),
  }),
  lately: z.object({ answers: z.number(), late: z.number(), rating: z.number().nullable() }),
  lines: z.array(appealLineShape),
  at: z.string(),
});
type Board = z.infer<typeof out>;

/** The nearest deadline comes first; a queue narrows the list. */
async function rowsOf(call: Call<unknown, Asked>, organisationId: string): Promise<AppealLine[]> {
  const {
    db,
    now,
    query: { queue },
  } = call;
  const { personId } = signed(call);
  const narrow: Partial<AppealFilter> = {
    overdue: queue === 'overdue' ? true : queue === 'soon' ? false : undefined,
    phases: queue === 'waiting' ? ['answered'] : queue === 'new' ? ['registered'] : undefined,
    routedTo: queue === 'mine' ? personId : undefined,
  };
  const filter = { scope: { organisations: [organisationId] }, organisationId, open: true, ...narrow };
  const { rows } = await listAppeals(db, filter, { sort: 'due', limit: ROWS }, now);
  const soon = (line: AppealLine): boolean => line.dueAt !== null && line.dueAt.getTime() - now.getTime() <= SOON_MS;
  return rows.filter((line) => (queue === 'soon' ? soon(line) : queue !== 'new' || line.routedTo === null));
}

async function mineOf({ db, now, actor }: Pick<Call, 'db' | 'now' | 'actor'>, organisationId: string): Promise<number> {
  const { personId } = signed({ actor });
  const filter = { scope: { organisations: [organisationId] }, organisationId, open: true, routedTo: personId };
  return (await listAppeals(db, filter, { sort: 'due', limit: 1 }, now)).count;
}

const rowView = (line: ListedAppeal, now: Date) => ({
  id: line.id,
  number: line.number,
  href: `/appeals/${line.id}`,
  topic: appealTopic(line),
  summary: line.summary,
  where: line.address ?? '—',
  until: line.dueAt ? dueWords(line.dueAt, line.zone, now) : '—',
  ...leftOf(line, now),
  executor: line.executor ?? 'не назначен',
  phase: phaseWords(line),
  bar: line.dueAt
    ? {
        done: shareLeft(line, now),
        kind: leftOf(line, now).status.kind,
        thin: true,
        label: `Осталось от срока: ${shareWords(line, now)}`,
      }
    : undefined,
  collective: line.collective,
  joiners: line.joiners,
});

const shareWords = (line: ListedAppeal, now: Date): string =>
  line.overdue ? 'ничего' : `${shareLeft(line, now)}\u00a0%`;

function view(data: Board, { query: asked, now }: Call<unknown, Asked>) {
  const { counts, lines, organisations, organisation, lately } = data;
  const here = { queue: asked.queue, organisation: asked.organisation };
  const href = (queue: Queue): string => hrefWith(PATH, here, { queue: asked.queue === queue ? undefined : queue });
  return {
    ...data,
    title: TITLE,
    refresh: hrefWith(PATH, here, {}),
    when: instantWords(now, CAPITAL_ZONE),
    queues: queues.map((queue) => ({
      href: href(queue),
      title: titles[queue],
      count: counts[queue],
      hot: queue === 'overdue' && counts.overdue > 0,
      current: asked.queue === queue,
    })),
    offices:
      organisations.length > 1
        ? organisations.map(({ id, name }) => ({
            href: hrefWith(PATH, { queue: asked.queue }, { organisation: id }),
            title: name,
            current: id === organisation.id,
          }))
        : undefined,
    rows: lines.map((line) => rowView(line, now)),
    lately: {
      ...lately,
      onTime: lately.answers - lately.late,
      words: lately.rating === null ? '' : String(lately.rating).replace('.', ','),
    },
  };
}

const board = route({
  id: 'appeal.board',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: desks,
  query,
  out,
  page: 'appeal/board',
  view,
  handle: async (call) => {
    const {
      db,
      now,
      query: { organisation: wanted },
    } = call;
    const mine = officesOf(signed(call));
    const id = wanted ?? mine[0];
    if (!id || !mine.includes(id)) throw notFound();
    const [all, counts, rows, own] = await Promise.all([
      listOrganisations(db, { day: todayOf(now) }),
      countsFor(db, id, now),
      rowsOf(call, id),
      mineOf(call, id),
    ]);
    const organisations = all
      .filter((one) => mine.includes(one.id))
      .map((one) => ({ id: one.id, name: one.shortName }));
    const organisation = organisations.find((one) => one.id === id) ?? { id, name: '' };
    return {
      data: {
        organisation,
        organisations,
        lines: await linesOf(db, rows),
        at: now.toISOString(),
        counts: {
          overdue: counts.overdue,
          soon: counts.dueThreeDays,
          new: counts.unrouted,
          mine: own,
          waiting: counts.answered,
          open: counts.open,
        },
        lately: { answers: counts.answersLately, late: counts.lateLately, rating: counts.averageRating },
      },
      frame: { title: TITLE, wide: true },
    };
  },
});

export const boardRoutes = [board];
