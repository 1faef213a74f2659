import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { localOf } from '../../law/base/zone';
import { faultCodes, faultKind } from '../../law/dispatch/kinds';
import { alikeSince, isAlike } from '../../law/request/alike';
import type { RequestSource } from '../../law/request/words';
import { linkCall } from '../../store/dispatch/call';
import { openRequest } from '../../store/request/open';
import { openInHouse, placeOfFlat, type DeskPlace } from '../../store/request/intake';
import { signed } from '../account/signed';
import { choice, localTime, many, maybe, name, phone, text, ticked, uuid, whole } from '../http/fields';
import { route, type Call } from '../http/route';
import { takers } from './access';
import { intakeAsked, intakeShape, loadIntake } from './intake-load';
import { mustBeCallOf, mustBeKnown, mustBePlace } from './intake-place';
import { alikeWords, INTAKE, intakeView, toldHref } from './intake-view';
import { REQUESTS_LINK } from './read';
import { damageOf, wishOf } from './wish';

const TITLE = 'Новая заявка';
const FRAME = { title: TITLE, trail: [REQUESTS_LINK, { title: TITLE }], wide: true };
/** The address of the page carries what was typed so far, so it is kept short there. */
const WORDS_IN_ADDRESS = 1_000;

const query = z.object({
  ...intakeAsked,
  kind: maybe(choice(faultCodes)),
  text: maybe(text({ max: WORDS_IN_ADDRESS, lines: true })),
  asked: many(text({ max: 20 })),
});

const sheet = route({
  id: 'request.intake',
  method: 'get',
  path: INTAKE,
  summary: TITLE,
  allowed: takers,
  rate: 'search',
  query,
  out: intakeShape,
  page: 'request/intake',
  view: (data, call) => intakeView(data, call.query, call.now),
  form: {
    page: 'request/intake',
    frame: FRAME,
    data: async (call) => intakeView(await loadIntake(call, {}), {}, call.now),
  },
  handle: async (call) => ({ data: await loadIntake(call, call.query), frame: FRAME }),
});

const FLOOR_MOST = 200;
const body = z.object({
  building: maybe(uuid()),
  premises: maybe(uuid()),
  person: maybe(uuid()),
  call: maybe(uuid()),
  kind: maybe(choice(faultCodes)),
  text: maybe(text({ max: 4_000, lines: true })),
  name: maybe(name()),
  phone: maybe(phone()),
  entrance: maybe(whole({ least: 1, most: 100 })),
  floor: maybe(whole({ least: -5, most: FLOOR_MOST })),
  spot: maybe(text({ max: 300 })),
  damaged: maybe(localTime()),
  from: maybe(localTime()),
  to: maybe(localTime()),
  common: ticked(),
  harm: ticked(),
  outage: maybe(uuid()),
  /** The terms were named to the caller while they spoke. */
  told: ticked(),
  /** Another open request of the house is about something else. */
  apart: ticked(),
  source: maybe(choice(['phone', 'visit', 'round'])),
});
type Body = z.infer<typeof body>;
type Taking = Call<unknown, unknown, Body>;

function mustHaveKind({ kind }: Body): string {
  if (kind) return kind;
  const say = 'Выберите, что случилось: от этого зависят сроки.';
  throw new Refusal('kind-missing', say, 422, { kind: say });
}

/** A program of the organisation, or a person at the desk. */
const sourceOf = (call: Taking): RequestSource => (signed(call).self === null ? 'api' : (call.body.source ?? 'phone'));

/** The house knows of it already: one answer to all is better than a second master. Refused once; then as they say. */
async function mustBeNew(
  { db, now, body: { apart } }: Taking,
  kind: string,
  place: DeskPlace,
  entrance: number | null,
) {
  if (apart) return;
  const since = alikeSince(now, localOf(now, place.zone).day);
  const found = (await openInHouse(db, { buildingId: place.buildingId, since })).filter((one) =>
    isAlike(one, { kind, entrance }),
  );
  const [first] = found;
  if (!first) return;
  const say = `Похоже, об этом уже знают: ${first.number} (${alikeWords(first, place.zone)}). Присоедините жителя или запишите отдельно.`;
  throw new Refusal('request-alike', say, 409, { apart: say });
}

const intakeFields = z.object(intakeAsked);
const typedFields = z.object({
  kind: maybe(choice(faultCodes)),
  text: maybe(text({ max: 4_000, lines: true })),
  entrance: body.shape.entrance,
});
const typedIn = <T>(fields: z.ZodType<T>, typed: Record<string, unknown>): T | undefined =>
  fields.safeParse(typed).data;

const take = route({
  id: 'request.take',
  method: 'post',
  path: INTAKE,
  summary: 'Записать заявку жителя',
  allowed: takers,
  body,
  out: z.object({ id: z.string(), number: z.string() }),
  form: {
    page: 'request/intake',
    frame: FRAME,
    data: async (call) => {
      const typed = call.body as Record<string, unknown>;
      // As it was typed: what is no id leads to no place.
      const data = await loadIntake(call, typedIn(intakeFields, typed) ?? {}).catch(() => loadIntake(call, {}));
      return intakeView(data, { ...typedIn(typedFields, typed), refused: true }, call.now);
    },
  },
  handle: async (call) => {
    const { db, now: at, key: id, body: asked } = call;
    const actor = signed(call);
    const place = await mustBePlace(db, actor, asked, at);
    const kind = mustHaveKind(asked);
    if (asked.person) await mustBeKnown(db, actor, asked.person, at);
    if (asked.call) await mustBeCallOf(db, actor, asked.call);
    const flat = asked.premises ? await placeOfFlat(db, asked.premises) : null;
    const entrance = asked.entrance ?? flat?.entrance ?? null;
    await mustBeNew(call, kind, place, entrance);
    const { zone, buildingId, organisationId } = place;
    const opened = await openRequest(db, {
      ...{ id, at, kind, buildingId, organisationId, entrance },
      source: sourceOf(call),
      text: asked.text ?? `${faultKind(kind).title}.`,
      premisesId: asked.premises ?? null,
      floor: asked.floor ?? flat?.floor ?? null,
      spot: asked.spot ?? null,
      damagedAt: damageOf(asked.damaged, zone, at),
      wished: wishOf(asked.from, asked.to, zone, at),
      harm: asked.harm,
      ...(asked.common && { common: true }),
      outageId: asked.outage ?? null,
      applicantId: asked.person ?? null,
      caller: { name: asked.name ?? null, phone: asked.phone ?? null },
      callId: asked.call ?? null,
      actorId: actor.personId,
      told: asked.told,
    });
    if (asked.call) await linkCall(db, { id: asked.call, caseId: id });
    return { data: opened, status: 201, see: toldHref(id, asked.call) };
  },
});

export const requestIntakeRoutes = [sheet, take];
