import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { counted, instantWords } from '../../law/base/russian';
import { alarmsAhead } from '../../store/case/overview';
import { earliestWake } from '../../store/engine/executions';
import { mustHaveFinishedPast } from '../../store/clock/past';
import { travelById, wantTravel, type Travel } from '../../store/clock/travels';
import { signed } from '../account/signed';
import { readerOf } from '../security/reader';
import { choice, localTime, maybe, ownPath, uuid } from '../http/fields';
import { route, type Answer, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { spanWords } from '../view/deadline';
import { hrefWith } from '../view/list';
import { backQuery, clockFrame, clockView, loadClock } from './page';
import { destination, jumps, type Jump } from './when';
import { CAPITAL_ZONE } from '../../law/base/zone';

const PATH = '/clock/travels';
const NO_SCRIPT_SECONDS = 2;

const out = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  reached: z.string().nullable(),
  hops: z.number(),
  moved: z.number(),
  done: z.boolean(),
  problem: z.string().nullable(),
  unmet: z.number(),
});
type Shown = z.infer<typeof out>;

const plain = ({ id, fromAt, toAt, reachedAt, hops, moved, over, problem, unmet }: Travel): Shown => ({
  id,
  hops,
  moved,
  problem,
  unmet,
  from: fromAt.toISOString(),
  to: toAt.toISOString(),
  reached: reachedAt?.toISOString() ?? null,
  done: over,
});

const CASES = ['дело проснулось', 'дела проснулись', 'дел проснулось'] as const;
const UNMET = ['поручение отложено', 'поручения отложены', 'поручений отложено'] as const;
const HOPS = ['переход', 'перехода', 'переходов'] as const;

function view(travel: Shown, back: string | undefined) {
  const [from, to] = [Date.parse(travel.from), Date.parse(travel.to)];
  const here = travel.done && !travel.problem ? to : travel.reached ? Date.parse(travel.reached) : from;
  const words = (at: number): string => `${instantWords(new Date(at), CAPITAL_ZONE)} МСК`;
  return {
    id: travel.id,
    done: travel.done,
    problem: travel.problem,
    unmet: travel.unmet > 0 && counted(travel.unmet, UNMET),
    self: hrefWith(`${PATH}/${travel.id}`, { back }, {}),
    again: hrefWith('/clock', { back }, {}),
    back: back ?? '/',
    facts: `${counted(travel.hops, HOPS)}, ${counted(travel.moved, CASES)}`,
    arrived: words(here),
    say: `Пройдено ${spanWords(here - from)} из ${spanWords(to - from)}: ${words(here)}`,
    gone: Math.round((here - from) / 1000),
    all: Math.max(1, Math.round((to - from) / 1000)),
  };
}

const body = z.object({ to: choice(jumps), caseId: maybe(uuid()), date: maybe(localTime()), back: maybe(ownPath()) });
type Wish = z.infer<typeof body>;

async function aheadOf(call: Call, { to, caseId }: Wish): Promise<Date | null> {
  if (to === 'next') return earliestWake(call.db);
  if (to !== 'case') return null;
  if (!caseId) throw new Refusal('fields-wrong', 'Выберите дело.', 422, { caseId: 'Выберите дело.' });
  const [first] = await alarmsAhead(call.db, readerOf(signed(call)), 1, caseId);
  return first?.at ?? null;
}

const ABOUT_DATE = ['clock-back', 'clock-too-far', 'event-unreadable'];

/** When a date was asked for, a refusal of the destination is shown beside the date field. */
function beside(error: unknown, to: Jump): unknown {
  if (!(error instanceof Refusal) || to !== 'date' || !ABOUT_DATE.includes(error.code)) return error;
  return new Refusal(error.code, error.say, 422, { date: error.say });
}

const go = route({
  id: 'clock.travel',
  method: 'post',
  path: PATH,
  summary: 'Перевести часы вперёд',
  allowed: 'signed-in',
  trainingOnly: true,
  body,
  out,
  form: {
    page: 'clock/clock',
    frame: clockFrame,
    data: async (call) => {
      const back = ownPath().safeParse((call.body as { back?: unknown } | undefined)?.back);
      return clockView(await loadClock(call), back.data);
    },
  },
  handle: async (call): Promise<Answer<Shown>> => {
    const { to, date, back } = call.body;
    await mustHaveFinishedPast(call.db);
    try {
      const target = destination(to, { now: call.now, ahead: await aheadOf(call as Call, call.body), date });
      const travel = await wantTravel(call.db, { id: call.key, to: target, personId: signed(call).personId });
      return { data: plain(travel), see: hrefWith(`${PATH}/${travel.id}`, { back }, {}), status: 202 };
    } catch (error) {
      throw beside(error, to);
    }
  },
});

const progress = route({
  id: 'clock.progress',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Как переводятся часы',
  allowed: 'signed-in',
  trainingOnly: true,
  params: z.object({ id: uuid() }),
  query: backQuery,
  out,
  page: 'clock/travel',
  view: (data, call) => view(data, call.query.back),
  handle: async ({ db, params }) => {
    const travel = await travelById(db, params.id);
    if (!travel) throw notFound();
    const title = travel.problem ? 'Часы остановились' : travel.over ? 'Часы переведены' : 'Часы переводятся';
    return { data: plain(travel), frame: { title, ...(!travel.over && { refresh: NO_SCRIPT_SECONDS }) } };
  },
});

export const travelRoutes = [go, progress];
