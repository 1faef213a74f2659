import { z } from 'zod';
import { channelTitles, channels, isAddresseeKind, type AppealChannel } from '../../law/appeal/words';
import { subjectsFor } from '../../law/appeal/subjects';
import { CAPITAL_ZONE } from '../../law/base/zone';
import { fieldsWrong, type Refusal } from '../../law/base/refusal';
import { fullName } from '../../law/registry/names';
import { openAppeal } from '../../store/appeal/open';
import { listHouses } from '../../store/registry/houses';
import { listOrganisations } from '../../store/registry/organisations';
import { namesOf } from '../../store/registry/people';
import { fold } from '../../store/registry/search';
import { peopleOf, premisesOf } from '../../store/registry/premises';
import { signed } from '../account/signed';
import { choice, localTime, many, maybe, momentOf, text, ticked, uuid } from '../http/fields';
import { readsNames } from '../registry/access';
import { route, type Call } from '../http/route';
import { desks } from './access';
import { subjectField } from './acts';
import { attach, FILES_HINT, FILES_MOST, withFileTypes, checkedUploads } from '../case/attach';
import { subjectOptions } from './place';
import { todayOf } from '../registry/homes';
import { APPEALS_LINK } from './read';
import { officesOf, watchedRegions } from '../security/reader';

const TITLE = 'Записать обращение';
const FRAME = { title: TITLE, trail: [APPEALS_LINK, { title: TITLE }] };
/** How an appeal may reach a clerk; those sent in the cabinet are registered automatically. */
const entered = channels.filter((one) => one !== 'cabinet') as [
  Exclude<AppealChannel, 'cabinet'>,
  ...Exclude<AppealChannel, 'cabinet'>[],
];
const NOBODY = 'none';
const HOUSES_MOST = 500;

const where = z.object({ organisation: maybe(uuid()), house: maybe(uuid()), flat: maybe(text({ max: 20 })) });
type Where = z.infer<typeof where>;
const option = z.object({ value: z.string(), title: z.string() });
const formShape = z.object({
  organisation: z.object({ id: z.string(), name: z.string() }),
  offices: z.array(option),
  houses: z.array(option),
  house: z.string().nullable(),
  flat: z.string().nullable(),
  premises: z.string().nullable(),
  people: z.array(option),
  /** This office has no register of the house, so the clerk types the name, and it must belong to the flat. */
  typed: z.boolean(),
  topics: z.array(option),
  zone: z.string(),
});
type FormShape = z.infer<typeof formShape>;
type Asked = Pick<Call, 'db' | 'actor' | 'now'>;

const view = (data: FormShape) => ({
  ...data,
  hint: FILES_HINT,
  channels: entered.map((value) => ({ value, title: channelTitles[value] })),
  writers: [...data.people, { value: NOBODY, title: 'Без подписи: ни имени, ни адреса' }],
  several: data.offices.length > 1,
});

/** Only houses and people within the clerk's own scope; everything else is treated as not existing. */
async function load(call: Asked, { organisation, house, flat }: Where): Promise<FormShape> {
  const { db, now } = call;
  const actor = signed(call);
  const [day, mine] = [todayOf(now), officesOf(actor)];
  const all = (await listOrganisations(db, { day })).filter(({ id }) => mine.includes(id));
  const office = organisation ? all.find(({ id }) => id === organisation) : all[0];
  if (!office || !isAddresseeKind(office.kind))
    throw wrong('organisation', 'Вы не работаете в этой организации. Выберите свою.');
  const scope = { everything: false, regions: watchedRegions(actor), organisations: [office.id], houses: [] };
  const houses = await listHouses(db, { scope, day, sort: 'address', limit: HOUSES_MOST });
  const here = house ? houses.rows.find(({ id }) => id === house) : undefined;
  if (house && !here) throw wrong('house', 'Этот дом не относится к вашей организации. Выберите другой.');
  const found = here && flat ? (await premisesOf(db, { buildingId: here.id, day, number: flat }))[0] : undefined;
  if (here && flat && !found) throw wrong('flat', 'Такого помещения в этом доме нет. Проверьте номер.');
  const reads = here ? await readsNames(db, actor, here.id) : true;
  const people = found && reads ? await namesOf(db, await peopleOf(db, found.id, day)) : new Map<string, never>();
  return {
    organisation: { id: office.id, name: office.name },
    offices: all.map(({ id, name }) => ({ value: id, title: name })),
    houses: houses.rows.map(({ id, address, municipality }) => ({ value: id, title: `${municipality}, ${address}` })),
    house: here?.id ?? null,
    flat: flat ?? null,
    premises: found?.id ?? null,
    typed: found !== undefined && !reads,
    people: [...people.values()].map(({ id, familyName, givenName, patronymic }) => ({
      value: id,
      title: [familyName, givenName, patronymic].filter(Boolean).join(' '),
    })),
    topics: subjectOptions(subjectsFor(office.kind)),
    zone: here?.zone ?? CAPITAL_ZONE,
  };
}

const wrong = (field: string, say: string): Refusal => fieldsWrong({ [field]: say });

const show = route({
  id: 'appeal.register-form',
  method: 'get',
  path: '/appeals/register',
  summary: TITLE,
  allowed: desks,
  query: where,
  out: formShape,
  page: 'appeal/register',
  view,
  form: { page: 'appeal/register', frame: FRAME, data: async (call) => view(await load(call, {})) },
  handle: async (call) => ({ data: await load(call, call.query), frame: FRAME }),
});

const body = where.extend({
  channel: choice(entered),
  received: maybe(localTime()),
  writer: z.union([uuid(), z.literal(NOBODY)], 'Выберите, кто обратился.'),
  name: maybe(text({ max: 200 })),
  subjects: many(subjectField(), 10).refine((codes) => codes.length > 0, 'Выберите тему.'),
  text: text({ min: 10, max: 10_000, lines: true }),
  collective: ticked(),
});

const asked = (sent: unknown): Where => {
  const { organisation, house, flat } = sent as Record<string, unknown>;
  const found = where.safeParse({ organisation, house, flat });
  return found.success ? found.data : {};
};

/** A supplier or a ministry has no register of the house, so its clerk types the applicant's full name. */
async function applicantOf(
  { db, now }: Asked,
  { typed, premises }: FormShape,
  { writer, name }: Pick<z.infer<typeof body>, 'writer' | 'name'>,
): Promise<{ personId: string } | null> {
  if (writer !== NOBODY) return { personId: writer };
  if (!typed || !premises || !name) return null;
  const people = await namesOf(db, await peopleOf(db, premises, todayOf(now)));
  const [one, ...others] = [...people.values()].filter((person) => fold(fullName(person)) === fold(name));
  if (one && others.length === 0) return { personId: one.id };
  throw wrong('name', 'В этом помещении такого человека нет. Проверьте фамилию, имя и отчество.');
}

/** Appeals by phone, paper or mail are registered by the clerk who received them; the answer goes back the same way. */
const send = route({
  id: 'appeal.register',
  method: 'post',
  path: '/appeals/register',
  summary: 'Записать обращение за заявителя',
  allowed: desks,
  body,
  files: { files: FILES_MOST },
  prepare: checkedUploads,
  out: z.object({ id: z.string(), number: z.string() }),
  form: { page: 'appeal/register', frame: FRAME, data: async (call) => view(await load(call, asked(call.body))) },
  handle: async (call) => {
    const { db, key: id, now: at, body: typed } = call;
    const { personId: actorId } = signed(call);
    const form = await load(call, typed);
    if (typed.writer !== NOBODY && !form.people.some(({ value }) => value === typed.writer))
      throw wrong('writer', 'Выберите человека из этого помещения.');
    const files = withFileTypes(call.files);
    // Before the case is made: the number is taken last, so storing many files does not block other registrations.
    await attach(db, { caseId: id, textId: id, kind: 'request', actorId, at }, files);
    const opened = await openAppeal(db, {
      id,
      at,
      receivedAt: typed.received ? momentOf(typed.received, form.zone) : undefined,
      addresseeId: form.organisation.id,
      subjects: typed.subjects,
      channel: typed.channel,
      text: typed.text,
      buildingId: form.house,
      premisesId: form.premises,
      applicant: await applicantOf(call, form, typed),
      collective: typed.collective && form.house !== null,
      actorId,
    });
    return { data: opened, see: `/appeals/${id}`, say: `Обращение ${opened.number} записано.`, status: 201 };
  },
});

export const registerRoutes = [show, send];
