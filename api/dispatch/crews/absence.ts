import { z } from 'zod';
import { dayDigits } from '../../../law/base/russian';
import { absenceNames, absenceWhys } from '../../../law/dispatch/roster';
import { mustBeAbsence } from '../../../law/dispatch/schedule';
import { shortName } from '../../../law/registry/names';
import { mastersOf } from '../../../store/dispatch/master';
import { addShift, shiftsWithin } from '../../../store/dispatch/shift';
import { signed } from '../../account/signed';
import { choice, day, maybe, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { keepers, keptDesk, masterOptions, mustBeMaster, officeField, PATH, trailOf, type Desk } from './access';
import { officeTyped, weekOf } from './shift-new';
import { spanWords } from './words';

const ABSENCES = `${PATH}/absences`;
const TITLE = 'Отсутствие мастера';

const asked = z.object({
  ...officeField,
  person: maybe(uuid()),
  why: maybe(choice(absenceWhys)),
  fromDay: maybe(day()),
  toDay: maybe(day()),
});
type Asked = z.infer<typeof asked>;

const option = z.object({ value: z.string(), title: z.string() });
const shape = z.object({
  organisation: z.string(),
  office: z.string(),
  today: z.string(),
  masters: z.array(option),
  person: z.string().optional(),
  why: z.string().optional(),
  fromDay: z.string().optional(),
  toDay: z.string().optional(),
  /** What the absence asked about touches; null while it has not been said whole. */
  touched: z.object({ name: z.string(), shifts: z.array(z.string()) }).nullable(),
});
type Shape = z.infer<typeof shape>;

type Reading = Pick<Call, 'db' | 'actor' | 'now'>;

async function blank({ db }: Reading, { office, today }: Desk, values: Asked): Promise<Shape> {
  const masters = masterOptions(await mastersOf(db, { organisationId: office.id, day: today }));
  return { ...values, organisation: office.id, office: office.name, today, masters, touched: null };
}

async function touchedBy({ db, now }: Reading, desk: Desk, values: Asked): Promise<Shape['touched']> {
  const { person, why, fromDay, toDay } = values;
  if (!person || !why || !fromDay || !toDay) return null;
  const master = await mustBeMaster(db, desk, person);
  const { zone, id } = desk.office;
  const span = mustBeAbsence({ fromDay, toDay }, now, zone);
  const found = await shiftsWithin(db, { organisationId: id, personId: master.personId, ...span });
  const shifts = found
    .filter(({ kind, to }) => kind === 'work' && to > now)
    .map(({ from, to }) => spanWords({ from, to }, zone));
  return { name: shortName(master), shifts };
}

const view = (data: Shape) => ({
  ...data,
  whys: absenceWhys.map((value) => ({ value, title: absenceNames[value] })),
  said: data.touched && {
    ...data.touched,
    why: absenceNames[data.why as keyof typeof absenceNames],
    fromDay: data.fromDay && dayDigits(data.fromDay),
    toDay: data.toDay && dayDigits(data.toDay),
  },
});

const absenceNew = route({
  id: 'dispatch.absence-new',
  method: 'get',
  path: `${ABSENCES}/new`,
  summary: TITLE,
  allowed: keepers,
  query: asked,
  out: shape,
  page: 'dispatch/crews/absence-new',
  view,
  form: {
    page: 'dispatch/crews/absence-new',
    frame: trailOf(TITLE),
    data: async (call) => view(await blank(call, await deskTyped(call, call.query), {})),
  },
  handle: async (call) => {
    const desk = await keptDesk(call.db, call.actor, call.query.organisation, call.now);
    const data = { ...(await blank(call, desk, call.query)), touched: await touchedBy(call, desk, call.query) };
    return { data, frame: trailOf(TITLE) };
  },
});

const deskTyped = ({ db, actor, now }: Reading, typed: unknown): Promise<Desk> =>
  keptDesk(db, actor, officeTyped(typed), now);

const absenceAdd = route({
  id: 'dispatch.absence-add',
  method: 'post',
  path: ABSENCES,
  summary: 'Отметить отсутствие мастера',
  allowed: keepers,
  body: z.object({ organisation: uuid(), person: uuid(), why: choice(absenceWhys), fromDay: day(), toDay: day() }),
  out: z.object({ id: z.string() }),
  form: {
    page: 'dispatch/crews/absence-new',
    frame: trailOf(TITLE),
    data: async (call) => view(await blank(call, await deskTyped(call, call.body), {})),
  },
  handle: async (call) => {
    const { db, actor, now, body, key } = call;
    const desk = await keptDesk(db, actor, body.organisation, now);
    const master = await mustBeMaster(db, desk, body.person);
    const span = mustBeAbsence(body, now, desk.office.zone);
    const of = { id: key, personId: master.personId, organisationId: desk.office.id };
    await addShift(db, { ...of, kind: 'absence', why: body.why, ...span, madeBy: signed(call).personId });
    return {
      data: { id: key },
      see: weekOf(desk.office.id, body.fromDay),
      say: `Отмечено: ${shortName(master)}, ${absenceNames[body.why]} до ${dayDigits(body.toDay)}.`,
      status: 201,
    };
  },
});

export const absenceRoutes = [absenceNew, absenceAdd];
