import { z } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { mustBeTimes, openOutage } from '../../store/outage/open';
import { mustServe } from '../../store/outage/place';
import { signed } from '../account/signed';
import { maybe, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { outageDesks } from './access';
import { checkOf } from './check';
import {
  emptyForm,
  findFields,
  loosely,
  looseOf,
  PLAN_LIMITS,
  planFields,
  planWish,
  startFields,
  type Loose,
} from './plan';
import { authorFor, sheetOf, sheetShape, sheetView, type OutageSheet } from './sheet';
import { OUTAGES_LINK } from './words';

const TITLE = 'Объявить отключение';
const FRAME = { title: TITLE, trail: [OUTAGES_LINK, { title: TITLE }] };
const PAGE = 'outage/plan';

type Asked = Pick<Call, 'db' | 'actor' | 'now'>;

async function freshSheet(call: Asked, form: Loose): Promise<OutageSheet> {
  const actor = signed(call);
  const author = await authorFor(call.db, actor, form.as);
  return sheetOf({ db: call.db, now: call.now, actor, author, form });
}

const again = async (call: Asked & { body: unknown }, refused = false): Promise<object> =>
  sheetView(await freshSheet(call, looseOf(call.body)), { refused });

const start = route({
  id: 'outage.new',
  method: 'get',
  path: '/outages/new',
  summary: TITLE,
  allowed: outageDesks,
  query: z.object({ as: maybe(uuid()), house: maybe(uuid()) }),
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  form: { page: PAGE, frame: FRAME, data: async (call) => sheetView(await freshSheet(call, emptyForm)) },
  handle: async (call) => {
    const { as, house } = call.query;
    const form = { ...emptyForm, as, add: house ? [house] : [], act: 'find' as const };
    return { data: await freshSheet(call, form), frame: FRAME };
  },
});

/** Writes nothing: adds, removes and looks for houses; the rest of the form stays as it was typed. */
const pick = route({
  id: 'outage.houses',
  method: 'post',
  path: '/outages/houses',
  summary: 'Выбрать дома отключения',
  allowed: outageDesks,
  body: loosely,
  limits: PLAN_LIMITS,
  kept: 'never',
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  form: { page: PAGE, frame: FRAME, data: (call) => again(call) },
  handle: async (call) => ({ data: await freshSheet(call, { ...call.body, act: 'find' }), frame: FRAME }),
});

const body = z.object({ ...startFields, ...planFields });

interface Judged extends Asked {
  body: z.infer<typeof body>;
}

/** The wish in the name of one of the person's organisations, refused where it cannot be. */
async function judged(call: Judged) {
  const { db, now, body: typed } = call;
  const author = await authorFor(db, signed(call), typed.as);
  if (typed.services.length === 0) throw fieldsWrong({ services: 'Выберите, что отключается.' });
  const wish = planWish(typed, author.zone);
  mustBeTimes(wish, typed.kind, now);
  const day = localOf(now, author.zone).day;
  const served = await mustServe(db, author.id, { houses: wish.houses, services: typed.services, day });
  return { author, wish: planWish(typed, served[0]?.zone ?? author.zone), served };
}

/** Writes nothing: shows whom it reaches, with which words and when, and whether the term is kept. */
const check = route({
  id: 'outage.check',
  method: 'post',
  path: '/outages/check',
  summary: 'Проверить отключение перед объявлением',
  allowed: outageDesks,
  body: body.extend(findFields),
  limits: PLAN_LIMITS,
  kept: 'never',
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  form: { page: PAGE, frame: FRAME, data: (call) => again(call) },
  handle: async (call) => {
    const { kind, services, act } = call.body;
    const sheet = await freshSheet(call, { ...looseOf(call.body), q: undefined, act: undefined });
    if (act === 'change') return { data: sheet, frame: FRAME };
    const { author, wish, served } = await judged(call);
    return { data: { ...sheet, check: await checkOf(call, { kind, services, author, wish, served }) }, frame: FRAME };
  },
});

const save = route({
  id: 'outage.open',
  method: 'post',
  path: '/outages',
  summary: TITLE,
  allowed: outageDesks,
  body,
  limits: PLAN_LIMITS,
  out: z.object({ id: z.string(), number: z.string() }),
  form: { page: PAGE, frame: FRAME, data: (call) => again(call, true) },
  handle: async (call) => {
    const { db, key: id, now: at, body: typed } = call;
    const { author, wish } = await judged(call);
    const { kind, services } = typed;
    const opened = await openOutage(db, {
      ...{ ...wish, id, at, kind, services, organisationId: author.id },
      actorId: signed(call).personId,
    });
    const say = `Отключение ${opened.number} объявлено: письма жителям написаны.`;
    return { data: opened, see: `/outages/${id}`, say, status: 201 };
  },
});

export const outageNewRoutes = [start, pick, check, save];
