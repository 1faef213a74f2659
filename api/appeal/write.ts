import { z } from 'zod';
import { subjectTitle } from '../../law/appeal/subjects';
import { Refusal } from '../../law/base/refusal';
import { openAppeal } from '../../store/appeal/open';
import type { PersonHome } from '../../store/registry/people';
import { citizenOf, signed } from '../account/signed';
import { choice, many, maybe, text, ticked, uuid } from '../http/fields';
import { route, type Call } from '../http/route';
import { subjectField } from './acts';
import { attach, FILES_HINT, FILES_MOST, withFileTypes, checkedUploads } from '../case/attach';
import { paragraphs } from './card';
import { addresseeFor, addresseeOption, addresseesFor, signatoriesOf, subjectOptions, type Addressed } from './place';
import { homeOf, homesOfActor, placeWords } from '../registry/homes';
import { APPEALS_LINK } from './read';

const TRAIL = { title: 'Новое обращение', trail: [APPEALS_LINK, { title: 'Новое обращение' }] };

const startOut = z.object({
  homes: z.array(z.object({ premisesId: z.string(), title: z.string() })),
  place: z.string().nullable(),
  addressees: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string() })),
});
const NOWHERE = 'none';

/** First the place, then the addressee: the organisations depend on the person's house. */
const start = route({
  id: 'appeal.new',
  method: 'get',
  path: '/appeals/new',
  summary: 'Новое обращение: кому',
  allowed: 'signed-in',
  query: z.object({ place: maybe(z.union([uuid(), z.literal(NOWHERE)])) }),
  out: startOut,
  page: 'appeal/new',
  view: ({ homes, place, addressees }) => ({
    places: [
      ...homes.map(({ premisesId, title }) => ({ value: premisesId, title })),
      { value: NOWHERE, title: 'Не о моём доме' },
    ],
    place,
    here: place === NOWHERE ? 'Не о моём доме' : homes.find(({ premisesId }) => premisesId === place)?.title,
    otherPlace: otherPlace(homes.length, place),
    addressees: addressees.map((one) => addresseeOption(one as Addressed)),
    many: addressees.length > MANY,
  }),
  handle: async (call) => {
    const { db, now, query } = call;
    const actor = signed(call);
    const homes = await homesOfActor(db, actor, now);
    const [only] = homes;
    // With one home or none there is nothing to choose.
    const place = query.place ?? (only === undefined ? NOWHERE : homes.length === 1 ? only.premisesId : null);
    const home = await homeOf(db, actor, place === NOWHERE || place === null ? undefined : place, now);
    const addressees = place === null ? [] : await addresseesFor(db, home, now);
    const titles = homes.map((one) => ({ premisesId: one.premisesId, title: placeWords(one) }));
    return {
      data: { homes: titles, place, addressees: addressees.map(({ id, kind, name }) => ({ id, kind, name })) },
      frame: TRAIL,
    };
  },
});
/** The link to choose another address: back to the choice or, with one home, to «not about it». */
function otherPlace(homes: number, place: string | null): { href: string; title: string } | undefined {
  if (homes === 0) return undefined;
  if (homes > 1) return { href: '/appeals/new', title: 'Выбрать другой адрес' };
  return place === NOWHERE
    ? { href: '/appeals/new', title: 'Вопрос о моём доме' }
    : { href: `/appeals/new?place=${NOWHERE}`, title: 'Вопрос не о моём доме' };
}

/** More options than this are shown as a select instead of radio buttons. */
const MANY = 8;

const whither = z.object({ place: maybe(z.union([uuid(), z.literal(NOWHERE)])), addressee: uuid() });
const draft = whither.extend({
  as: maybe(uuid()),
  subjects: many(subjectField(), 10).refine((codes) => codes.length > 0, 'Выберите тему.'),
  text: text({ min: 10, max: 10_000, lines: true }),
  collective: ticked(),
});
type Draft = z.infer<typeof draft>;

const sheetShape = z.object({
  place: z.string(),
  address: z.string().nullable(),
  addressee: z.object({ id: z.string(), kind: z.string(), name: z.string() }),
  topics: z.array(z.object({ value: z.string(), title: z.string() })),
  signatories: z.array(z.object({ id: z.string(), name: z.string() })),
  draft: z
    .object({ subjects: z.array(z.string()), text: z.string(), collective: z.boolean(), as: z.string().nullable() })
    .partial(),
  check: z.boolean(),
});
type Sheet = z.infer<typeof sheetShape>;

type Asked = Pick<Call, 'db' | 'actor' | 'now'>;
const premisesOf = (place: string | undefined): string | undefined => (place === NOWHERE ? undefined : place);

async function addressed(
  call: Asked,
  { place, addressee }: z.infer<typeof whither>,
): Promise<{ home: PersonHome | null; to: Addressed }> {
  const home = await homeOf(call.db, signed(call), premisesOf(place), call.now);
  return { home, to: await addresseeFor(call.db, home, addressee, call.now) };
}

async function sheetOf(
  call: Asked,
  asked: z.infer<typeof whither>,
  given: Sheet['draft'],
  check: boolean,
): Promise<Sheet> {
  const { home, to } = await addressed(call, asked);
  const { id, kind, name, subjects } = to;
  return {
    place: home?.premisesId ?? NOWHERE,
    address: home && placeWords(home),
    addressee: { id, kind, name },
    topics: subjectOptions(subjects),
    signatories: await signatoriesOf(call.db, signed(call), call.now),
    draft: given,
    check,
  };
}

function sheetView(sheet: Sheet) {
  const { draft: given, addressee, address, signatories } = sheet;
  const { subjects = [], text: said = '', collective = false, as } = given;
  const signer = signatories.find(({ id }) => id === as);
  return {
    ...sheet,
    given: { subjects, text: said, collective: collective ? 'yes' : undefined, as: as ?? '' },
    hint: FILES_HINT,
    signers:
      signatories.length > 0
        ? [{ value: '', title: 'От себя' }, ...signatories.map(({ id, name }) => ({ value: id, title: name }))]
        : undefined,
    paragraphs: paragraphs(said),
    answers: [
      { title: 'Кому', text: addressee.name },
      { title: 'Где', text: address ?? 'не о моём доме' },
      ...(signatories.length > 0 ? [{ title: 'От кого', text: signer?.name ?? 'от себя' }] : []),
      { title: 'О чём', text: subjects.map(subjectTitle).join('; ') },
      { title: 'С соседями', text: collective ? 'да, соседи смогут присоединиться' : 'нет' },
    ],
  };
}

const form = route({
  id: 'appeal.form',
  method: 'get',
  path: '/appeals/write',
  summary: 'Новое обращение: о чём',
  allowed: 'signed-in',
  query: whither,
  out: sheetShape,
  page: 'appeal/write',
  view: sheetView,
  handle: async (call) => ({ data: await sheetOf(call, call.query, {}, false), frame: TRAIL }),
});

/** Which typed values are still valid; the form shows the rest from its own fields. */
async function again(call: Asked & { body: unknown }, check: boolean): Promise<object> {
  const found = whither.safeParse({ place: fieldOf(call.body, 'place'), addressee: fieldOf(call.body, 'addressee') });
  if (!found.success) throw new Refusal('addressee-unknown', 'Начните обращение заново: адресат не выбран.', 404);
  const whole = draft.safeParse(call.body);
  return sheetView(await sheetOf(call, found.data, whole.success ? plain(whole.data) : {}, check && whole.success));
}

const fieldOf = (body: unknown, name: string): unknown => (body as Record<string, unknown>)[name];
const plain = ({ subjects, text: said, collective, as }: Draft): Sheet['draft'] => ({
  subjects,
  text: said,
  collective,
  as: as ?? null,
});

/** Writes nothing: shows what will be sent, or returns to the form with the text kept. */
const check = route({
  id: 'appeal.check',
  method: 'post',
  path: '/appeals/check',
  summary: 'Проверить обращение перед отправкой',
  allowed: 'signed-in',
  body: draft.extend({ act: maybe(choice(['change'])) }),
  kept: 'never',
  out: sheetShape,
  page: 'appeal/write',
  view: sheetView,
  form: { page: 'appeal/write', frame: TRAIL, data: (call) => again(call, false) },
  handle: async (call) => {
    await mustSign(call, call.body);
    return { data: await sheetOf(call, call.body, plain(call.body), call.body.act === undefined), frame: TRAIL };
  },
});

/** Only a person who holds a post in an organisation may write in its name. */
async function mustSign(call: Asked, { as }: Draft): Promise<void> {
  if (as === undefined) return void citizenOf(call);
  const may = await signatoriesOf(call.db, signed(call), call.now);
  if (may.some(({ id }) => id === as)) return;
  const say = 'Вы не можете писать от имени этой организации.';
  throw new Refusal('signatory-wrong', say, 422, { as: say });
}

const sent = z.object({ id: z.string(), number: z.string() });

/** Intake: one transaction; the answer never waits for the engine (docs/architecture.md, «Three kinds of write»). */
const send = route({
  id: 'appeal.send',
  method: 'post',
  path: '/appeals',
  summary: 'Отправить обращение',
  allowed: 'signed-in',
  body: draft,
  files: { files: FILES_MOST },
  prepare: checkedUploads,
  out: sent,
  form: { page: 'appeal/write', frame: TRAIL, data: (call) => again(call, true) },
  handle: async (call) => {
    const { db, body, key: id, now: at } = call;
    const { personId } = signed(call);
    await mustSign(call, body);
    const { home } = await addressed(call, body);
    const files = withFileTypes(call.files);
    // Before the case is made: the number is taken last, so storing many files does not block other registrations.
    await attach(db, { caseId: id, textId: id, kind: 'request', actorId: personId, at }, files);
    const opened = await openAppeal(db, {
      id,
      at,
      addresseeId: body.addressee,
      subjects: body.subjects,
      channel: 'cabinet',
      text: body.text,
      actorId: personId,
      buildingId: home?.buildingId ?? null,
      premisesId: home?.premisesId ?? null,
      collective: body.collective && home !== null,
      applicant: body.as === undefined ? { personId: citizenOf(call) } : { organisationId: body.as },
    });
    return { data: opened, see: `/appeals/${id}/receipt`, status: 201 };
  },
});

export const writeRoutes = [start, form, check, send];
