import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { mustBeTimes, writeChangedPlan } from '../../store/outage/open';
import { mustServe, outageAuthor } from '../../store/outage/place';
import { outageById } from '../../store/outage/read';
import { housesOf, type OutageHouse } from '../../store/outage/rows';
import { outageTexts } from '../../store/outage/texts';
import { flatsWords } from '../../law/outage/flats';
import { ahead } from '../../law/outage/lifecycle';
import { signed } from '../account/signed';
import { maybe, text, whole } from '../http/fields';
import { actOut, commandKey } from '../http/order';
import { route, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { mustAnnounce, outageAuthors, outageParams, outageParts, outageSubject } from './access';
import { checkOf } from './check';
import { typedTime } from './confirm';
import { emptyForm, findFields, loosely, looseOf, PLAN_LIMITS, planFields, planWish, type Loose } from './plan';
import { sheetOf, sheetShape, sheetView, type OutageSheet } from './sheet';
import { OUTAGES_LINK } from './words';

const TITLE = 'Изменить отключение';
const PAGE = 'outage/plan';
const FRAME = { title: TITLE, trail: [OUTAGES_LINK, { title: TITLE }] };
const VERSIONS_MOST = 100_000;

type Asked = Pick<Call<{ id: string }>, 'db' | 'actor' | 'now' | 'params'>;

/** The outage that is changed, by its author, while it is ahead or going on. */
async function changedOf({ db, actor, params: { id } }: Asked) {
  mustAnnounce(await outageParts(db, signed({ actor }), id));
  const found = await outageById(db, id);
  const author = found && (await outageAuthor(db, found.organisation.id));
  if (!found || !author) throw notFound();
  if (ahead.some((phase) => phase === found.file.phase)) return { ...found, author };
  throw new Refusal('phase-forbids', 'Изменить можно только то, что ещё не закончилось. Откройте отключение.', 409);
}
type Changed = Awaited<ReturnType<typeof changedOf>>;

async function sheet(call: Asked, form: Loose, found?: Changed): Promise<OutageSheet> {
  const { file, outage, author } = found ?? (await changedOf(call));
  const changed = { id: file.id, number: file.number, running: file.phase === 'running', services: outage.services };
  return sheetOf({ db: call.db, now: call.now, actor: signed(call), author, form, changed });
}

const again = async (call: Asked & { body: unknown }, refused = false): Promise<object> =>
  sheetView(await sheet(call, looseOf(call.body)), { refused });

/** The form begins with what holds now. */
async function heldForm(call: Asked, { file, outage }: Changed): Promise<Loose> {
  const { plan, version } = outage;
  const [houses, texts] = await Promise.all([housesOf(call.db, plan.id), outageTexts(call.db, file.id)]);
  return {
    ...emptyForm,
    houses: houses.map(({ buildingId }) => buildingId),
    entrances: houses.flatMap(doorsOf),
    flats: houses.map(({ flats }) => flatsWords(flats)),
    risers: houses.map(({ risers }) => risers ?? ''),
    from: typedTime(plan.from, file.zone),
    until: plan.until ? typedTime(plan.until, file.zone) : undefined,
    cause: plan.cause,
    causeText: plan.textId ? texts.get(plan.textId) : undefined,
    danger: plan.danger,
    inFlats: plan.inFlats,
    version: String(version),
  };
}

const doorsOf = ({ buildingId, entrances }: OutageHouse): string[] => entrances.map((door) => `${buildingId}:${door}`);

const start = route({
  id: 'outage.change-form',
  method: 'get',
  path: '/outages/:id/change',
  summary: TITLE,
  allowed: outageAuthors,
  subject: outageSubject,
  params: outageParams,
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  handle: async (call) => {
    const found = await changedOf(call);
    return { data: await sheet(call, await heldForm(call, found), found), frame: FRAME };
  },
});

const pick = route({
  id: 'outage.change-houses',
  method: 'post',
  path: '/outages/:id/houses',
  summary: 'Выбрать дома меняемого отключения',
  allowed: outageAuthors,
  subject: outageSubject,
  params: outageParams,
  body: loosely,
  limits: PLAN_LIMITS,
  kept: 'never',
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  form: { page: PAGE, frame: FRAME, data: (call) => again(call as Asked & { body: unknown }) },
  handle: async (call) => ({ data: await sheet(call, { ...call.body, act: 'find' }), frame: FRAME }),
});

const body = z.object({
  ...planFields,
  reason: text({ min: 2, max: 1_000, lines: true }),
  version: whole({ least: 1, most: VERSIONS_MOST }),
});

async function judged(call: Asked & { body: z.infer<typeof body> }) {
  const { db, now, body: typed } = call;
  const found = await changedOf(call);
  const { file, outage, author } = found;
  const wish = planWish(typed, file.zone);
  mustBeTimes(wish, outage.kind, now);
  const ask = { houses: wish.houses, services: outage.services, day: localOf(now, file.zone).day };
  return { found, wish, served: await mustServe(db, author.id, ask) };
}

/** Writes nothing: shows whom the change reaches and with which words. */
const check = route({
  id: 'outage.change-check',
  method: 'post',
  path: '/outages/:id/plan',
  summary: 'Проверить изменение отключения',
  allowed: outageAuthors,
  subject: outageSubject,
  params: outageParams,
  body: body.extend({ ...findFields, act: maybe(findFields.act) }),
  limits: PLAN_LIMITS,
  kept: 'never',
  out: sheetShape,
  page: PAGE,
  view: (data) => sheetView(data),
  form: { page: PAGE, frame: FRAME, data: (call) => again(call as Asked & { body: unknown }) },
  handle: async (call) => {
    const { reason, act } = call.body;
    const { found, wish, served } = await judged(call);
    const data = await sheet(call, { ...looseOf(call.body), q: undefined, act: undefined }, found);
    if (act === 'change') return { data, frame: FRAME };
    const { file, outage, author } = found;
    const startMoved = wish.from.getTime() !== outage.plan.from.getTime();
    const changed = { id: file.id, number: file.number, reason, startMoved };
    const { kind, services } = outage;
    return {
      data: { ...data, check: await checkOf(call, { kind, services, author, wish, served, changed }) },
      frame: FRAME,
    };
  },
});

const save = route({
  id: 'outage.change',
  method: 'post',
  path: '/outages/:id/change',
  summary: TITLE,
  allowed: outageAuthors,
  subject: outageSubject,
  params: outageParams,
  body,
  limits: PLAN_LIMITS,
  out: actOut,
  form: { page: PAGE, frame: FRAME, data: (call) => again(call as Asked & { body: unknown }, true) },
  handle: async (call) => {
    const { db, now: at, params, body: typed } = call;
    const { found, wish } = await judged(call);
    const actorId = signed(call).personId;
    const { version, reason } = typed;
    const { plan } = found.outage;
    const texts = await outageTexts(db, params.id);
    const same = plan.textId !== null && texts.get(plan.textId) === wish.causeText;
    const key = commandKey(call.key, { name: 'change', args: { version, plan: JSON.stringify(wish) }, words: reason });
    await writeChangedPlan(db, {
      ...wish,
      ...{ id: key, caseId: params.id, at, actorId, reason },
      ...(same && { causeText: undefined, keptTextId: plan.textId }),
    });
    return {
      order: { area: 'outage', caseId: params.id, key, name: 'change', actorId, args: { plan: key, version } },
      see: `/outages/${params.id}`,
      say: 'Изменение записано, жителям написали.',
    };
  },
});

export const outageChangeRoutes = [start, pick, check, save];
