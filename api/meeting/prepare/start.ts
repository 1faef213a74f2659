import { z } from 'zod';
import { formTitles, meetingForms } from '../../../law/meeting/forms';
import { agendaPacks } from '../../../law/meeting/call/agenda';
import { norm } from '../../../law/base/norm';
import { Refusal } from '../../../law/base/refusal';
import { CAPITAL_ZONE, localOf } from '../../../law/base/zone';
import { usePack } from '../../../store/meeting/prepare/agenda';
import { listHouses } from '../../../store/registry/houses';
import { signPetition } from '../../../store/meeting/prepare/petition';
import { openMeeting, type NewMeeting } from '../../../store/meeting/open';
import { listOrganisations } from '../../../store/registry/organisations';
import { homesOf } from '../../../store/registry/people';
import { citizenOf, signed } from '../../account/signed';
import { choice, maybe, text, ticked, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { MEETINGS_LINK } from '../access';
import { officesOf } from '../../security/reader';

const TITLE = 'Созвать собрание';
const FRAME = { title: TITLE, trail: [MEETINGS_LINK, { title: TITLE }] };
const HOUSES_MOST = 500;
const GROUP = 'group';

const option = z.object({ value: z.string(), title: z.string() });
const formShape = z.object({ houses: z.array(option), initiators: z.array(option) });
type FormShape = z.infer<typeof formShape>;

/** Houses where this person, or the office they work in, may call a meeting (K-02, K-04, K-10). */
async function load(call: Pick<Call, 'db' | 'actor' | 'now'>): Promise<FormShape> {
  const { db, now } = call;
  const actor = signed(call);
  const day = localOf(now, CAPITAL_ZONE).day;
  const offices = officesOf(actor);
  const homes = actor.self === null ? [] : (await homesOf(db, actor.self, day)).filter(({ owns }) => owns);
  const scope = { everything: false, regions: [], organisations: offices, houses: [] };
  const served =
    offices.length === 0 ? [] : (await listHouses(db, { scope, day, sort: 'address', limit: HOUSES_MOST })).rows;
  const organisations =
    offices.length === 0 ? [] : (await listOrganisations(db, { day })).filter(({ id }) => offices.includes(id));
  const houses = new Map<string, string>([
    ...homes.map(({ buildingId, address }): [string, string] => [buildingId, address]),
    ...served.map(({ id, address }): [string, string] => [id, address]),
  ]);
  const own = [
    { value: 'owner', title: 'Я, собственник помещения' },
    { value: GROUP, title: 'Мы, несколько собственников: требование к управляющей организации' },
  ];
  return {
    houses: [...houses].map(([value, title]) => ({ value, title })),
    initiators: [
      ...(homes.length > 0 ? own : []),
      ...organisations.map(({ id, name }) => ({ value: id, title: name })),
    ],
  };
}

const hintsOn = (on: string): Readonly<Record<(typeof meetingForms)[number], string>> => ({
  electronic: `Голосуют в системе ${String(norm('E-06', on).value)} дней, бумагу принимает администратор.`,
  mixed: 'Обсуждают вместе, решения сдают на бумаге.',
  'in-person': 'Собираются и голосуют в один час.',
  'in-absentia': 'Только после очного собрания без кворума.',
});

const view = (data: FormShape, now: Date) => ({
  ...data,
  one: data.houses.length === 1 ? data.houses[0]?.value : undefined,
  first: data.initiators.length === 1 ? data.initiators[0]?.value : undefined,
  forms: (['electronic', 'mixed', 'in-person', 'in-absentia'] as const).map((value) => ({
    value,
    title: formTitles[value],
    hint: hintsOn(now.toISOString().slice(0, 10))[value],
  })),
  packs: agendaPacks.map(({ code, title, hint }) => ({ value: code, title, hint })),
  may: data.initiators.length > 0,
});

const show = route({
  id: 'meeting.new',
  method: 'get',
  path: '/meetings/new',
  summary: TITLE,
  allowed: 'signed-in',
  out: formShape,
  page: 'meeting/prepare/new',
  view: (data, { now }) => view(data, now),
  handle: async (call) => ({ data: await load(call), frame: FRAME }),
});

const body = z.object({
  house: uuid(),
  initiator: z.union([uuid(), choice(['owner', GROUP])], 'Выберите, кто созывает.'),
  form: choice(meetingForms),
  title: text({ min: 3, max: 200 }),
  pack: maybe(choice(packCodes())),
  annual: ticked(),
});

function packCodes(): [string, ...string[]] {
  return agendaPacks.map(({ code }) => code) as [string, ...string[]];
}

type Initiator = Pick<NewMeeting, 'initiatorKind' | 'personId' | 'organisationId'>;

async function initiatorOf(call: Call<unknown, unknown, z.infer<typeof body>>): Promise<Initiator> {
  const {
    db,
    body: { initiator },
    now,
  } = call;
  const actor = signed(call);
  if (initiator === 'owner' || initiator === GROUP) return { initiatorKind: initiator, personId: citizenOf(call) };
  const found = officesOf(actor).includes(initiator)
    ? (await listOrganisations(db, { day: localOf(now, CAPITAL_ZONE).day })).find(({ id }) => id === initiator)
    : undefined;
  if (found)
    return { initiatorKind: found.kind === 'municipality' ? 'municipality' : 'manager', organisationId: found.id };
  const say = 'Вы не работаете в этой организации. Выберите другого инициатора.';
  throw new Refusal('initiator-not-yours', say, 422, { initiator: say });
}

/** The form's key is the id of the meeting, so a form sent twice makes one meeting. */
const start = route({
  id: 'meeting.start',
  method: 'post',
  path: '/meetings',
  summary: TITLE,
  allowed: 'signed-in',
  body,
  out: z.object({ id: z.string(), number: z.string() }),
  form: { page: 'meeting/prepare/new', frame: FRAME, data: async (call) => view(await load(call), call.now) },
  handle: async (call) => {
    const {
      db,
      key: id,
      now: at,
      body: { house, form, title, pack, annual },
    } = call;
    const by = await initiatorOf(call);
    const data = await openMeeting(db, {
      id,
      at,
      buildingId: house,
      form,
      title,
      annual,
      actorId: signed(call).personId,
      ...by,
    });
    if (by.initiatorKind === 'group' && by.personId)
      await signPetition(db, id, by.personId, at, localOf(at, CAPITAL_ZONE).day);
    if (pack) await usePack(db, id, pack);
    return { data, see: `/meetings/${id}`, say: 'Черновик собрания создан. Дальше — вопросы и сроки.', status: 201 };
  },
});

export const startRoutes = [show, start];
