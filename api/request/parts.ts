import { z } from 'zod';
import { moneyText } from '../../law/base/money';
import { dayDigits } from '../../law/base/russian';
import { countOf } from '../../law/request/paid';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { addPart, goods, movePart, moves, ownerOfPart, partsOf, setPrice, type Move } from '../../store/request/parts';
import { signed } from '../account/signed';
import { choice, day, maybe, money, text, uuid } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { grants, type Actor } from '../security/actor';
import { notFound } from '../security/permission';
import { REQUESTS_LINK } from './read';

const TITLE = 'Запчасти и платные работы';
const FRAME = { title: TITLE, trail: [REQUESTS_LINK, { title: TITLE }] };
const KEEPERS = ['dispatcher', 'clerk', 'head', 'accountant'] as const;
const keepers = grants('none', ...KEEPERS);
/** A single price above this is a slip of the pen. */
const PRICE_MOST = 100_000_000_000;

const out = z.object({
  parts: z.array(
    z.object({
      ...{ id: z.string(), kind: z.string(), name: z.string(), unit: z.string() },
      ...{ price: z.number().nullable(), since: z.string().nullable(), stock: z.string().nullable() },
    }),
  ),
});
type Shown = z.infer<typeof out>;

const keptBy = ({ posts }: Actor): string | undefined =>
  posts.find(({ role }) => KEEPERS.some((one) => one === role))?.organisationId;

const moveTitles: Readonly<Record<Move, string>> = {
  bought: 'приход',
  returned: 'возврат на склад',
  'written-off': 'списание',
};

async function load({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>): Promise<Shown> {
  const organisationId = keptBy(signed({ actor }));
  if (!organisationId) throw notFound();
  return { parts: await partsOf(db, organisationId, localOf(now, CAPITAL_ZONE).day) };
}

export const partsView = ({ parts }: Shown) => ({
  parts: parts.map(({ id, kind, name, unit, price, since, stock }) => ({
    ...{ id, name, unit },
    isPart: kind === 'part',
    price: price === null ? 'цены нет' : `${moneyText(price)} за ${unit}`,
    since: since && `с ${dayDigits(since)}`,
    stock: stock?.replace('.', ','),
    short: stock?.startsWith('-') ?? false,
  })),
  goods: [
    { value: 'part', title: 'запчасть' },
    { value: 'work', title: 'платная работа' },
  ],
  moves: moves.map((value) => ({ value, title: moveTitles[value] })),
});

const list = route({
  id: 'request.parts',
  method: 'get',
  path: '/requests/parts',
  summary: TITLE,
  allowed: keepers,
  out,
  page: 'request/parts',
  view: (data) => partsView(data),
  handle: async (call) => ({ data: await load(call), frame: FRAME }),
});

const form = { page: 'request/parts', frame: FRAME, data: async (call: Call) => partsView(await load(call)) };
const done = { data: { ok: true }, see: '/requests/parts' };
const ok = z.object({ ok: z.boolean() });

const create = route({
  id: 'request.part-new',
  method: 'post',
  path: '/requests/parts',
  summary: 'Новая позиция перечня',
  allowed: keepers,
  body: z.object({
    kind: choice(goods),
    name: text({ min: 2, max: 120 }),
    unit: text({ max: 20 }),
    price: money({ least: 0, most: PRICE_MOST }),
  }),
  out: ok,
  form: { ...form, data: (call) => form.data(call) },
  handle: async (call) => {
    const { db, key: id, now: at, body } = call;
    const actor = signed(call);
    const organisationId = keptBy(actor);
    if (!organisationId) throw notFound();
    const by = actor.personId;
    await addPart(db, { ...{ id, organisationId, kind: body.kind, name: body.name, unit: body.unit }, by, at });
    await setPrice(db, { partId: id, day: localOf(at, CAPITAL_ZONE).day, kopecks: body.price, by, at });
    return { ...done, say: `«${body.name}» в перечне.` };
  },
});

const byId = z.object({ part: uuid() });

async function own(call: Pick<Call, 'db' | 'actor'>, id: string) {
  const found = await ownerOfPart(call.db, id);
  const actor = signed(call);
  if (!found || found.organisationId !== keptBy(actor)) throw notFound();
  return { by: actor.personId, kind: found.kind };
}

const price = route({
  id: 'request.part-price',
  method: 'post',
  path: '/requests/parts/:part/price',
  summary: 'Новая цена',
  allowed: keepers,
  params: byId,
  body: z.object({ price: money({ least: 0, most: PRICE_MOST }), day: maybe(day()) }),
  out: ok,
  form: { ...form, data: (call) => form.data(call) },
  handle: async (call) => {
    const { db, now: at, params, body } = call;
    const { by } = await own(call, params.part);
    const from = body.day ?? localOf(at, CAPITAL_ZONE).day;
    await setPrice(db, { partId: params.part, day: from, kopecks: body.price, by, at });
    return { ...done, say: `Цена записана, действует с ${dayDigits(from)}.` };
  },
});

const move = route({
  id: 'request.part-move',
  method: 'post',
  path: '/requests/parts/:part/move',
  summary: 'Движение запчасти',
  allowed: keepers,
  params: byId,
  body: z.object({ why: choice(moves), count: text({ max: 12 }) }),
  out: ok,
  form: { ...form, data: (call) => form.data(call) },
  handle: async (call) => {
    const { db, key: id, now: at, params, body } = call;
    const { by, kind } = await own(call, params.part);
    if (kind !== 'part') throw notFound();
    await movePart(db, { ...{ id, partId: params.part, count: countOf(body.count, 'count'), why: body.why }, by, at });
    return { ...done, say: 'Движение записано.' };
  },
});

export const requestPartRoutes: readonly Route[] = [list, create, price, move];
