import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { capitalWords, counted, instantDigits } from '../../law/base/russian';
import { alarmsAhead } from '../../store/case/overview';
import { earliestWake } from '../../store/engine/executions';
import { mustHaveFinishedPast } from '../../store/clock/past';
import { dueAhead, dueAheadLines, fellDue, fellDueLines } from '../../store/clock/way';
import { mustLieAhead, travelById, wantTravel, type Travel } from '../../store/clock/travels';
import { caseHref } from '../case/address';
import { confirmOf, confirmShape, type Confirm } from '../case/confirm';
import { signed } from '../account/signed';
import { readerOf } from '../security/reader';
import { choice, localTime, maybe, ownPath, uuid } from '../http/fields';
import { route, type Answer, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { spanWords } from '../view/deadline';
import { hrefWith } from '../view/list';
import { backQuery, clockFrame, clockView, loadClock } from './page';
import { destination, jumps, type Jump } from './when';
import { MINUTE_MS } from '../../law/base/zone';

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

const fellShape = z.object({
  count: z.number(),
  missed: z.number(),
  lines: z.array(
    z.object({
      caseId: z.string(),
      area: z.string(),
      number: z.string(),
      title: z.string(),
      dueAt: z.string(),
      zone: z.string(),
      missed: z.boolean(),
    }),
  ),
});
const outFully = out.extend({ fell: fellShape });
type Fell = z.infer<typeof fellShape>;
type ShownFully = z.infer<typeof outFully>;

const SHOWN = 20;
const TERMS = ['срок', 'срока', 'сроков'] as const;
const OF_CASES = ['дела', 'дел', 'дел'] as const;

/** A travel of a week begins a moment after it was asked for: it is still a week. */
const wholeSpan = (ms: number): string => spanWords(Math.round(ms / MINUTE_MS) * MINUTE_MS);

const fellView = ({ count, missed, lines }: Fell) => ({
  say:
    count === 0
      ? 'Ни один срок по дороге не истёк.'
      : `По дороге истекло: ${counted(count, TERMS)}. ${missed === 0 ? 'Все соблюдены.' : `Нарушено: ${missed}.`}`,
  lines: lines.map((one) => ({
    href: caseHref({ area: one.area, id: one.caseId }),
    number: one.number,
    title: one.title,
    when: instantDigits(new Date(one.dueAt), one.zone),
    state: one.missed ? { kind: 'late', word: 'нарушен' } : { kind: 'ok', word: 'соблюдён' },
  })),
});

/** What fell due on the way: counted for the region, named only for those who may see the case. */
async function fellOn(
  call: Pick<Call, 'db' | 'actor'>,
  { fromAt, toAt, reachedAt, over, problem }: Travel,
): Promise<Fell> {
  const end = over && !problem ? toAt : (reachedAt ?? fromAt);
  const { count, missed } = await fellDue(call.db, fromAt, end);
  const lines = await fellDueLines(call.db, readerOf(signed(call)), { from: fromAt, to: end, limit: SHOWN });
  return { count, missed, lines: lines.map((one) => ({ ...one, dueAt: one.dueAt.toISOString() })) };
}

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

function view({ fell, ...travel }: ShownFully, back: string | undefined) {
  const [from, to] = [Date.parse(travel.from), Date.parse(travel.to)];
  // The clock goes on while it is moved: where it has come to is never told as further than where it was going.
  const reached = travel.reached ? Math.min(Date.parse(travel.reached), to) : from;
  const here = travel.done && !travel.problem ? to : reached;
  return {
    id: travel.id,
    done: travel.done,
    problem: travel.problem,
    unmet: travel.unmet > 0 && counted(travel.unmet, UNMET),
    self: hrefWith(`${PATH}/${travel.id}`, { back }, {}),
    again: hrefWith('/clock', { back }, {}),
    back: back ?? '/',
    facts: `${counted(travel.hops, HOPS)}, ${counted(travel.moved, CASES)}`,
    arrived: capitalWords(new Date(here)),
    say: `Пройдено ${wholeSpan(here - from)} из ${wholeSpan(to - from)}: ${capitalWords(new Date(here))}`,
    fell: travel.done ? fellView(fell) : undefined,
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

const form = {
  page: 'clock/clock',
  frame: clockFrame,
  data: async (call: Call) => {
    const asked = (call.body ?? call.query) as { back?: unknown };
    return clockView(await loadClock(call), ownPath().safeParse(asked.back).data, call.opens);
  },
};

/** The page before the clock is moved: where to, and what falls due on the way. */
const ask = route({
  id: 'clock.travel-confirm',
  method: 'get',
  path: PATH,
  summary: 'Перевести часы вперёд: что произойдёт',
  allowed: 'signed-in',
  trainingOnly: true,
  query: body,
  out: confirmShape,
  page: 'case/confirm',
  form,
  handle: async (call) => {
    const { to, date } = call.query;
    try {
      const target = destination(to, { now: call.now, ahead: await aheadOf(call as Call, call.query), date });
      mustLieAhead(call.now, target);
      const data = await beforeTravel(call as Call, call.query, target);
      return { data, frame: { title: data.title, out: data.back } };
    } catch (error) {
      throw beside(error, to);
    }
  },
});

async function beforeTravel(call: Call, wish: Wish, target: Date): Promise<Confirm> {
  const { db, now } = call;
  const { back } = wish;
  const ahead = await dueAhead(db, now, target);
  const lines = await dueAheadLines(db, readerOf(signed(call)), { from: now, to: target, limit: SHOWN });
  return confirmOf({
    title: `Перевести часы на ${capitalWords(target)}`,
    eyebrow: `Сейчас ${capitalWords(now)}. Вперёд на ${spanWords(target.getTime() - now.getTime())}`,
    button: 'Перевести часы',
    does: [
      'Время сдвинется для всего региона и для всех, кто в нём работает.',
      ahead.terms === 0
        ? 'Ни один срок по дороге не истечёт.'
        : `По дороге истекут: ${counted(ahead.terms, TERMS)} у ${counted(ahead.cases, OF_CASES)}. ` +
          'Что не сделано до своего часа, станет нарушением.',
      ...lines.map(({ number, title, dueAt, zone }) => `${number}: ${title} — ${instantDigits(dueAt, zone)}.`),
    ],
    reaches: ['Письма и напоминания, которые придутся на это время, уйдут по дороге.'],
    undo: 'Назад нельзя: часы идут только вперёд.',
    fields: Object.entries(wish).flatMap(([name, value]) => (value ? [{ kind: 'hidden' as const, name, value }] : [])),
    action: PATH,
    back: { href: hrefWith('/clock', { back }, {}), title: 'К часам' },
  });
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
  form,
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
  out: outFully,
  page: 'clock/travel',
  view: (data, call) => view(data, call.query.back),
  handle: async (call) => {
    const travel = await travelById(call.db, call.params.id);
    if (!travel) throw notFound();
    const title = travel.problem ? 'Часы остановились' : travel.over ? 'Часы переведены' : 'Часы переводятся';
    const data = { ...plain(travel), fell: await fellOn(call, travel) };
    return { data, frame: { title, ...(!travel.over && { refresh: NO_SCRIPT_SECONDS }) } };
  },
});

export const travelRoutes = [ask, go, progress];
