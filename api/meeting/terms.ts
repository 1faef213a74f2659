import { z } from 'zod';
import { parseFraction } from '../../law/fraction';
import { formTitles, meetingForms, type MeetingForm } from '../../law/meeting/forms';
import { parseArea } from '../../law/meeting/area';
import { earliestMeeting, planMeeting, type PlanStepCode } from '../../law/meeting/schedule';
import { limitWords } from '../../law/meeting/timing';
import { instantWords } from '../../law/russian';
import { clockText, localOf } from '../../law/zone';
import { editDraft } from '../../store/meetings/draft';
import { holdersOf, isHolder } from '../../store/meetings/people';
import type { MeetingFile } from '../../store/meetings/read';
import { previewRegister } from '../../store/meetings/register';
import { areaText } from '../../law/meeting/area';
import { areaOf } from '../voting/words';
import { signed } from '../account/signed';
import { choice, localTime, maybe, text, ticked, uuid } from '../fields';
import { route, type Call } from '../route';
import { Refusal } from '../../law/refusal';
import {
  isPreparing,
  LIST,
  meetingParams,
  meetingSubject,
  momentOf,
  mustRun,
  runners,
  todayIn,
  type ById,
} from './access';

const TITLE = 'Форма, сроки и места';
const STEPS: Readonly<Record<PlanStepCode, string>> = {
  'to-administrator': 'Передать сообщение администратору',
  publish: 'Сообщить всем собственникам',
  'shortest-end': 'Самый ранний законный конец',
  'longest-end': 'Самый поздний законный конец',
  'paper-until': 'Принять последнее решение на бумаге',
  'auto-protocol': 'Система оформит протокол',
  'draw-up': 'Оформить протокол',
  'to-manager': 'Передать подлинники управляющей организации',
  'to-inspectorate': 'Отправить подлинники в ГЖИ',
  'inform-owners': 'Сообщить собственникам итоги',
  'place-protocol': 'Разместить протокол в системе',
};

const local = z.string().nullable();
const out = z.object({
  id: z.string(),
  number: z.string(),
  address: z.string(),
  open: z.boolean(),
  zone: z.string(),
  form: z.string(),
  title: z.string(),
  annual: z.boolean(),
  firstElectronic: z.boolean(),
  opens: local,
  closes: local,
  discussion: local,
  discussionPlace: local,
  paperAddress: local,
  materialsPlace: local,
  storagePlace: local,
  total: local,
  totalBasis: local,
  known: z.string(),
  administrator: local,
  chair: local,
  secretary: local,
  people: z.array(z.object({ value: z.string(), title: z.string() })),
  earliest: z.object({ opens: z.string(), closes: z.string() }).nullable(),
  plan: z.array(z.object({ what: z.string(), until: z.string(), why: z.string() })),
});
type Shape = z.infer<typeof out>;

const MORNING = 10 * 3_600_000;

function localText(at: Date | null, zone: string): string | null {
  if (!at) return null;
  const { day, time } = localOf(at, zone);
  return `${day}T${clockText(time)}`;
}

/** K-19: without an administrator of its own the initiator takes in the decisions. */
function earliestOf({ file, meeting }: MeetingFile, now: Date) {
  const own = meeting.administratorPersonId === null && meeting.administratorOrganisationId === null;
  const { opensAt, closesAt } = earliestMeeting({
    form: meeting.form,
    now,
    zone: file.zone,
    on: todayIn(now, file.zone),
    time: MORNING,
    ownAdministrator: own,
  });
  return { opens: localText(opensAt, file.zone) ?? '', closes: localText(closesAt, file.zone) ?? '' };
}

function planOf({ file, meeting }: MeetingFile, now: Date): Shape['plan'] {
  const { opensAt, closesAt, form, directManagement } = meeting;
  if (!opensAt || !closesAt) return [];
  const on = meeting.noticedAt ? meeting.lawDay : todayIn(now, file.zone);
  return planMeeting({ form, opensAt, closesAt, directManagement, zone: file.zone, on }).map(({ code, due }) => ({
    what: STEPS[code],
    until: limitWords(due),
    why: due.citation,
  }));
}

async function load(call: Pick<Call<ById>, 'db' | 'actor' | 'params' | 'now'>): Promise<Shape> {
  const found = await mustRun(call);
  const { file, meeting, address } = found;
  const { zone } = file;
  const day = todayIn(call.now, zone);
  const register = await previewRegister(call.db, meeting.buildingId, day);
  const people = await holdersOf(call.db, meeting.buildingId, day);
  const open = isPreparing(found);
  return {
    id: file.id,
    number: file.number,
    address,
    open,
    zone,
    form: meeting.form,
    title: meeting.title,
    annual: meeting.annual,
    firstElectronic: meeting.firstElectronic,
    opens: localText(meeting.opensAt, zone),
    closes: localText(meeting.closesAt, zone),
    discussion: localText(meeting.discussionAt, zone),
    discussionPlace: meeting.discussionPlace,
    paperAddress: meeting.paperAddress,
    materialsPlace: meeting.materialsPlace,
    storagePlace: meeting.storagePlace,
    total: meeting.total,
    totalBasis: meeting.totalBasis,
    known: areaText(register.knownTotal),
    administrator: meeting.administratorPersonId,
    chair: meeting.chairId,
    secretary: meeting.secretaryId,
    people: people.map(({ id, name }) => ({ value: id, title: name })),
    earliest: open ? earliestOf(found, call.now) : null,
    plan: planOf(found, call.now),
  };
}

const momentWords = (typed: string, zone: string): string => instantWords(momentOf(typed, zone), zone);

const view = (data: Shape) => ({
  ...data,
  forms: meetingForms.map((value) => ({ value, title: formTitles[value] })),
  formTitle: formTitles[data.form as MeetingForm],
  given: { ...data, annual: data.annual ? 'yes' : '' },
  first: data.firstElectronic ? 'yes' : '',
  suggested: (data.total ?? data.known).replace('.', ','),
  knownWords: areaOf(data.known),
  earliestWords: data.earliest && momentWords(data.earliest.opens, data.zone),
  earliestEnd:
    data.earliest && data.earliest.closes !== data.earliest.opens
      ? momentWords(data.earliest.closes, data.zone)
      : undefined,
  opens: data.opens ?? data.earliest?.opens,
  closes: data.closes ?? data.earliest?.closes,
});

const show = route({
  id: 'meeting.terms',
  method: 'get',
  path: '/meetings/:id/terms',
  summary: TITLE,
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  out,
  page: 'meeting/terms',
  view,
  handle: async (call: Call<ById>) => {
    const data = await load(call);
    const trail = [LIST, { href: `/meetings/${data.id}`, title: data.number }, { title: TITLE }];
    return { data, frame: { title: TITLE, trail } };
  },
});

const line = (max = 500) => maybe(text({ max }));
const body = z.object({
  title: text({ min: 3, max: 200 }),
  form: choice(meetingForms),
  annual: ticked(),
  firstElectronic: ticked(),
  opens: maybe(localTime()),
  closes: maybe(localTime()),
  discussion: maybe(localTime()),
  discussionPlace: line(),
  paperAddress: line(),
  materialsPlace: line(),
  storagePlace: line(),
  total: maybe(text({ max: 20 })),
  totalBasis: line(),
  administrator: maybe(uuid()),
  chair: maybe(uuid()),
  secretary: maybe(uuid()),
});
type Body = z.infer<typeof body>;

function mustOrder({ opens, closes, form }: Body): void {
  if (!opens || !closes || closes > opens || (closes === opens && form === 'in-person')) return;
  const say = 'Конец должен быть позже начала. Исправьте одну из дат.';
  throw new Refusal('dates-order', say, 422, { closes: say });
}

/** Square metres with two places at most, as the register keeps them. */
function totalOf(typed: string | undefined): string | null {
  if (!typed) return null;
  const plain = typed.replace(/[\s\u00a0]/g, '').replace(',', '.');
  if (/^\d{1,9}(\.\d{1,2})?$/.test(plain) && parseFraction(plain).numerator > 0n) {
    return areaText(parseArea(plain, 'Площадь дома'));
  }
  const say = 'Укажите площадь в квадратных метрах, например 9379,30.';
  throw new Refusal('total-unreadable', say, 422, { total: say });
}

async function mustKnow(call: Call<ById, unknown, Body>, { meeting, file }: MeetingFile): Promise<void> {
  const day = todayIn(call.now, file.zone);
  const self = signed(call).personId;
  for (const field of ['administrator', 'chair', 'secretary'] as const) {
    const id = call.body[field];
    if (!id || id === self || (await isHolder(call.db, meeting.buildingId, id, day))) continue;
    const say = 'Выберите собственника из списка.';
    throw new Refusal('person-unknown', say, 422, { [field]: say });
  }
}

const save = route({
  id: 'meeting.terms-save',
  method: 'post',
  path: '/meetings/:id/terms',
  summary: 'Сохранить форму, сроки и места',
  allowed: runners,
  subject: meetingSubject,
  params: meetingParams,
  body,
  out: z.object({ id: z.string() }),
  form: {
    page: 'meeting/terms',
    frame: { title: TITLE, trail: [LIST, { title: TITLE }] },
    data: async (call: Call<ById>) => view(await load({ ...call, db: call.services.db })),
  },
  handle: async (call: Call<ById, unknown, Body>) => {
    const {
      db,
      params: { id },
      body: typed,
    } = call;
    const found = await mustRun(call);
    mustOrder(typed);
    await mustKnow(call, found);
    const at = (value: string | undefined): Date | null => (value ? momentOf(value, found.file.zone) : null);
    const { title, form, annual, firstElectronic } = typed;
    await editDraft(db, id, {
      title,
      form,
      annual,
      firstElectronic,
      opensAt: at(typed.opens),
      closesAt: at(typed.closes),
      discussionAt: at(typed.discussion),
      discussionPlace: typed.discussionPlace ?? null,
      paperAddress: typed.paperAddress ?? null,
      materialsPlace: typed.materialsPlace ?? null,
      storagePlace: typed.storagePlace ?? null,
      total: totalOf(typed.total),
      totalBasis: typed.totalBasis ?? null,
      administratorPersonId: typed.administrator ?? null,
      ...(typed.administrator && { administratorOrganisationId: null }),
      chairId: typed.chair ?? null,
      secretaryId: typed.secretary ?? null,
    });
    return { data: { id }, see: `/meetings/${id}`, say: 'Сохранено. Ниже видно, чего ещё не хватает.' };
  },
});

export const termsRoutes = [show, save];
