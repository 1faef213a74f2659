import type { Knex } from 'knex';
import { z } from 'zod';
import { drillPaceNames, drillSizeNames } from '../../law/request/drill';
import { Refusal } from '../../law/base/refusal';
import { drillById, drillsOf, paceDrill, startDrill, stepDrill, type Drill } from '../../store/request/drill';
import { endDrill } from '../../store/request/drill-facts';
import { idFrom } from '../../store/sql/ids';
import { signed } from '../account/signed';
import { confirmOf, confirmShape } from '../case/confirm';
import { desk, desksOf, noDesk, ofOrganisation } from '../dispatch/access';
import { choice, uuid } from '../http/fields';
import { route, type Answer, type Call, type Route } from '../http/route';
import { deskOf } from '../registry/access';
import { notFound } from '../security/permission';
import { drillLine, drillShape, lineOf, loadDrill } from './drill-shape';
import { DRILLS, drillSheet, drillsView, drillView } from './drill-view';

const TITLE = 'Учебная авария';
const REFRESH_SECONDS = 5;
const LINK = { href: DRILLS, title: TITLE };
const FRAME = { title: TITLE, trail: [{ href: '/requests', title: 'Заявки' }, { title: TITLE }] };

const params = z.object({ id: uuid() });
const one = {
  allowed: deskOf,
  params,
  trainingOnly: true,
  subject: async (db: Knex, { id }: { id: string }) => {
    const drill = await drillById(db, id);
    return drill && ofOrganisation(drill.organisationId);
  },
};

async function mustFind(db: Knex, id: string): Promise<Drill> {
  const drill = await drillById(db, id);
  if (!drill) throw notFound();
  return drill;
}

async function mustGoOn(db: Knex, id: string): Promise<Drill> {
  const drill = await mustFind(db, id);
  if (drill.endedAt) throw new Refusal('drill-over', 'Эта учебная авария уже закончена. Откройте её итог.', 409);
  return drill;
}

const listOut = z.object({ drills: z.array(drillLine) });
const loadList = async (call: Pick<Call, 'db' | 'actor'>): Promise<z.infer<typeof listOut>> => ({
  drills: (await drillsOf(call.db, desksOf(signed(call)))).map(lineOf),
});

const list = route({
  id: 'request.drills',
  method: 'get',
  path: DRILLS,
  summary: TITLE,
  allowed: desk,
  trainingOnly: true,
  out: listOut,
  page: 'request/drills',
  view: ({ drills }) => drillsView(drills),
  handle: async (call) => ({ data: await loadList(call), frame: FRAME }),
});

/** Whole numbers of `int`, whatever the key is. */
const seedOf = (key: string): number => Number.parseInt(idFrom(key, 'seed').slice(0, 7), 16);

const start = route({
  id: 'request.drill-start',
  method: 'post',
  path: DRILLS,
  summary: 'Начать учебную аварию',
  allowed: desk,
  trainingOnly: true,
  body: z.object({ size: choice(drillSizeNames), pace: choice(drillPaceNames) }),
  out: z.object({ id: z.string() }),
  form: { page: 'request/drills', frame: FRAME, data: async (call) => drillsView((await loadList(call)).drills) },
  handle: async ({ db, key: id, body, ...call }) => {
    const { personId, posts } = signed(call);
    const [organisationId] = desksOf({ posts });
    if (organisationId === undefined) throw noDesk();
    await startDrill(db, { id, organisationId, personId, ...body, seed: seedOf(id) });
    return { data: { id }, status: 201, see: `${DRILLS}/${id}`, say: 'Часы переводятся к началу ночи.' };
  },
});

const show = route({
  ...one,
  id: 'request.drill',
  method: 'get',
  path: `${DRILLS}/:id`,
  summary: 'Ход учебной аварии и её итог',
  out: drillShape,
  page: 'request/drill',
  view: (data, { now }) => drillView(data, now),
  table: drillSheet,
  handle: async (call) => {
    const drill = await mustFind(call.db, call.params.id);
    const title = drill.endedAt ? 'Итог учебной аварии' : 'Идёт учебная авария';
    const frame = { title, trail: [LINK, { title }], ...(!drill.endedAt && { refresh: REFRESH_SECONDS }) };
    return { data: await loadDrill(call.db, drill, call.now), frame };
  },
});

const back = ({ id }: Drill, say: string): Answer<{ id: string }> => ({ data: { id }, see: `${DRILLS}/${id}`, say });
const out = z.object({ id: z.string() });

const pace = route({
  ...one,
  id: 'request.drill-pace',
  method: 'post',
  path: `${DRILLS}/:id/pace`,
  summary: 'Темп учебной аварии',
  body: z.object({ pace: choice(drillPaceNames) }),
  out,
  handle: async ({ db, params: { id }, body }) => {
    const drill = await mustGoOn(db, id);
    await paceDrill(db, drill, body.pace);
    return back(drill, body.pace === 'step' ? 'Новые звонки ждут вас.' : 'Темп изменён.');
  },
});

const step = route({
  ...one,
  id: 'request.drill-step',
  method: 'post',
  path: `${DRILLS}/:id/step`,
  summary: 'До следующего события учебной аварии',
  body: z.object({}),
  out,
  handle: async (call) => {
    const drill = await mustGoOn(call.db, call.params.id);
    await stepDrill(call.db, drill, call.key, signed(call).personId);
    return back(drill, 'Часы переводятся к следующему событию.');
  },
});

const ask = route({
  ...one,
  id: 'request.drill-end-confirm',
  method: 'get',
  path: `${DRILLS}/:id/end`,
  summary: 'Закончить учебную аварию: что произойдёт',
  out: confirmShape,
  page: 'case/confirm',
  handle: async (call) => {
    const drill = await mustGoOn(call.db, call.params.id);
    const { sheet } = await loadDrill(call.db, drill, call.now);
    const data = confirmOf({
      title: 'Закончить учебную аварию',
      eyebrow: `Поступило звонков ${drill.come} из ${drill.calls}`,
      button: 'Закончить и подвести итог',
      does: [
        'Остальные звонки не поступят, часы региона пойдут как обычно.',
        `Итог посчитается и сохранится: сейчас ${sheet.points} из ${sheet.most}.`,
        `Сроки, которые ещё идут (${sheet.running}), в счёт не войдут.`,
        'Заявки этой ночи останутся у диспетчеров: закройте их или отмените.',
      ],
      undo: 'Продолжить её нельзя: начните новую.',
      action: `${DRILLS}/${drill.id}/end`,
      back: { href: `${DRILLS}/${drill.id}`, title: 'К учебной аварии' },
    });
    return { data, frame: { title: data.title, out: data.back } };
  },
});

const end = route({
  ...one,
  id: 'request.drill-end',
  method: 'post',
  path: `${DRILLS}/:id/end`,
  summary: 'Закончить учебную аварию и подвести итог',
  body: z.object({}),
  out,
  handle: async (call) => {
    const drill = await mustGoOn(call.db, call.params.id);
    await endDrill(call.db, drill, signed(call).personId);
    return back(drill, 'Итог посчитан.');
  },
});

export const drillRoutes: readonly Route[] = [list, start, show, pace, step, ask, end];
