import type { Knex } from 'knex';
import { z } from 'zod';
import { norm } from '../../law/base/norm';
import { Refusal } from '../../law/base/refusal';
import { CAPITAL_ZONE, HOUR_MS, localOf } from '../../law/base/zone';
import {
  giveShift,
  handoverById,
  handoversOf,
  sheetNow,
  takeShift,
  type Handover,
  type Sheet,
} from '../../store/dispatch/handover';
import { namesOf } from '../../store/registry/people';
import { organisationNames } from '../../store/registry/organisations';
import { signed } from '../account/signed';
import { many, maybe, text, uuid } from '../http/fields';
import { route } from '../http/route';
import { takers } from './access';
import { BOARD, deskOf, deskIdOf, boardsOf } from './board-ask';
import { nameIn } from './load';
import { handoverView, sheetView } from './shift-view';
import { notFound } from '../security/permission';

const SHIFT = '/requests/shift';
const TITLE = 'Передача смены';
const TRAIL = [{ href: BOARD, title: 'Пульт заявок' }, { title: TITLE }];
const HISTORY = 30;
const LATE_MOST = 200;

const sheetRow = z.object({
  id: z.string(),
  number: z.string(),
  kind: z.string(),
  address: z.string(),
  entrance: z.number().nullable(),
  phase: z.string(),
  zone: z.string(),
  dueAt: z.string().nullable(),
  dueName: z.string().nullable(),
  visitFrom: z.string().nullable(),
  workerId: z.string().nullable(),
  pauseGround: z.string().nullable(),
  overdue: z.boolean(),
  promised: z.boolean(),
  why: z.string().optional(),
});
const handed = z.object({
  id: z.string(),
  givesId: z.string(),
  gaveAt: z.string(),
  note: z.string(),
  sheet: z.object({ open: z.number(), rows: z.array(sheetRow) }),
  takesId: z.string().nullable(),
  tookAt: z.string().nullable(),
});
const names = z.record(z.string(), z.string());
const out = z.object({
  desk: z.object({ id: z.string(), name: z.string() }),
  sheet: handed.shape.sheet,
  hours: z.number(),
  handovers: z.array(handed),
  names,
});
export type ShiftShape = z.infer<typeof out>;

const told = ({ organisationId: _, gaveAt, tookAt, ...rest }: Handover) => ({
  ...rest,
  gaveAt: gaveAt.toISOString(),
  tookAt: tookAt?.toISOString() ?? null,
});

/** Names of people and contractors are read when the sheet is shown: a frozen sheet keeps only ids. */
async function namesFor(db: Knex, sheets: readonly Sheet[], people: readonly (string | null)[]) {
  const ids = [...sheets.flatMap(({ rows }) => rows.map(({ workerId }) => workerId)), ...people].filter(
    (id) => id !== null,
  );
  const [persons, offices] = await Promise.all([namesOf(db, ids), organisationNames(db, ids)]);
  return Object.fromEntries(ids.map((id) => [id, nameIn(persons, id) || (offices.get(id) ?? '')]));
}

const promisedHours = (now: Date): number => Number(norm('RQ-P9', localOf(now, CAPITAL_ZONE).day).value);

const sheetOf = (db: Knex, organisationId: string, now: Date): Promise<Sheet> =>
  sheetNow(db, { organisationId, now, till: new Date(now.getTime() + promisedHours(now) * HOUR_MS) });

const shift = route({
  id: 'request.shift',
  method: 'get',
  path: SHIFT,
  summary: TITLE,
  allowed: takers,
  query: z.object({ organisation: maybe(uuid()) }),
  out,
  page: 'request/shift',
  view: (data, { now, actor }) => {
    const known = new Map(Object.entries(data.names));
    const handovers = data.handovers.map((one) => handoverView(one, known, signed({ actor }).personId));
    return {
      title: TITLE,
      organisation: data.desk.id,
      office: data.desk.name,
      hours: data.hours,
      ...sheetView(data.sheet, known, now),
      waiting: handovers.filter(({ waits }) => waits),
      history: handovers,
    };
  },
  handle: async ({ db, actor, now, query }) => {
    const { desk } = await deskOf(db, signed({ actor }), query.organisation);
    const [sheet, found] = await Promise.all([sheetOf(db, desk.id, now), handoversOf(db, desk.id, HISTORY)]);
    const people = found.flatMap(({ givesId, takesId }) => [givesId, takesId]);
    return {
      data: {
        desk,
        sheet,
        hours: promisedHours(now),
        handovers: found.map(told),
        names: await namesFor(db, [sheet], people),
      },
      frame: { title: TITLE, trail: TRAIL, wide: true },
    };
  },
});

const give = route({
  id: 'request.hand-over',
  method: 'post',
  path: SHIFT,
  summary: 'Сдать смену',
  allowed: takers,
  body: z.object({
    organisation: maybe(uuid()),
    note: maybe(text({ min: 1, max: 4_000, lines: true })),
    late: many(uuid(), LATE_MOST),
    why: many(text({ min: 0, max: 300 }), LATE_MOST),
  }),
  out: z.object({ id: z.string() }),
  handle: async ({ db, actor, now, key: id, body }) => {
    const organisationId = deskIdOf(signed({ actor }), body.organisation);
    const { open, rows } = await sheetOf(db, organisationId, now);
    const said = new Map(body.late.map((one, place) => [one, body.why[place] ?? '']));
    const sheet = { open, rows: rows.map((row) => ({ ...row, ...(said.get(row.id) && { why: said.get(row.id) }) })) };
    const { personId: givesId } = signed({ actor });
    await giveShift(db, { id, organisationId, givesId, gaveAt: now, note: body.note ?? '', sheet });
    const say = 'Вы подписали лист передачи. Смену примет следующий диспетчер.';
    return { data: { id }, see: `${SHIFT}/${id}`, say };
  },
});

/** Of another desk it is not found. */
async function mustFind(db: Knex, id: string, offices: readonly string[]): Promise<Handover> {
  const found = await handoverById(db, id);
  if (!found || !offices.includes(found.organisationId)) throw notFound();
  return found;
}

const sheet = route({
  id: 'request.sheet',
  method: 'get',
  path: `${SHIFT}/:id`,
  summary: 'Лист передачи смены',
  allowed: takers,
  params: z.object({ id: uuid() }),
  out: handed.extend({ names }),
  page: 'request/sheet',
  view: (data, { actor }) => {
    const known = new Map(Object.entries(data.names));
    const at = new Date(data.gaveAt);
    return { ...sheetView(data.sheet, known, at), ...handoverView(data, known, signed({ actor }).personId) };
  },
  handle: async ({ db, actor, params }) => {
    const found = await mustFind(db, params.id, boardsOf(signed({ actor })));
    const title = 'Лист передачи смены';
    return {
      data: { ...told(found), names: await namesFor(db, [found.sheet], [found.givesId, found.takesId]) },
      frame: { title, trail: [...TRAIL.slice(0, 1), { href: SHIFT, title: TITLE }, { title: 'Лист' }], wide: true },
    };
  },
});

const take = route({
  id: 'request.take-over',
  method: 'post',
  path: `${SHIFT}/:id/take`,
  summary: 'Принять смену',
  allowed: takers,
  params: z.object({ id: uuid() }),
  body: z.object({}),
  out: z.object({ id: z.string() }),
  handle: async ({ db, actor, now, params }) => {
    const me = signed({ actor });
    const { givesId } = await mustFind(db, params.id, boardsOf(me));
    if (givesId === me.personId)
      throw new Refusal('shift-own', 'Свою смену принять нельзя: её принимает следующий диспетчер.', 409);
    if (!(await takeShift(db, params.id, me.personId, now)))
      throw new Refusal('shift-taken', 'Эту смену уже приняли. Обновите страницу: там видно кто.', 409);
    return { data: { id: params.id }, see: `${SHIFT}/${params.id}`, say: 'Вы приняли смену.' };
  },
});

export const requestShiftRoutes = [shift, give, sheet, take];
