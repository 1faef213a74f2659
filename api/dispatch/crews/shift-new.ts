import { z } from 'zod';
import type { Day } from '../../../law/base/day';
import { instantWords } from '../../../law/base/russian';
import { mustBeShift } from '../../../law/dispatch/schedule';
import { mondayOf } from '../../../law/dispatch/week';
import { shortName } from '../../../law/registry/names';
import { mastersOf } from '../../../store/dispatch/master';
import { addShift } from '../../../store/dispatch/shift';
import { signed } from '../../account/signed';
import { day, localTime, maybe, momentOf, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { hrefWith } from '../../view/list';
import { keepers, keptDesk, masterOptions, mustBeMaster, officeField, PATH, trailOf } from './access';

export const SHIFTS = `${PATH}/shifts`;
export const times = { from: localTime(), to: localTime() };
/** The hours a new shift is offered with. */
const USUAL = { from: '08:00', to: '20:00' };

const option = z.object({ value: z.string(), title: z.string() });
const newForm = z.object({
  organisation: z.string(),
  office: z.string(),
  zone: z.string(),
  masters: z.array(option),
  person: z.string().optional(),
  from: z.string(),
  to: z.string(),
});
type NewForm = z.infer<typeof newForm>;

async function formFor(
  { db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>,
  asked: { organisation?: string; person?: string; day?: Day },
): Promise<NewForm> {
  const { office, today } = await keptDesk(db, actor, asked.organisation, now);
  const on = asked.day ?? today;
  return {
    organisation: office.id,
    office: office.name,
    zone: office.zone,
    masters: masterOptions(await mastersOf(db, { organisationId: office.id, day: today })),
    person: asked.person,
    from: `${on}T${USUAL.from}`,
    to: `${on}T${USUAL.to}`,
  };
}

const NEW = 'Новая смена';

const shiftNew = route({
  id: 'dispatch.shift-new',
  method: 'get',
  path: `${SHIFTS}/new`,
  summary: NEW,
  allowed: keepers,
  query: z.object({ ...officeField, person: maybe(uuid()), day: maybe(day()) }),
  out: newForm,
  page: 'dispatch/crews/shift-new',
  handle: async (call) => ({ data: await formFor(call, call.query), frame: trailOf(NEW) }),
});

const shiftAdd = route({
  id: 'dispatch.shift-add',
  method: 'post',
  path: SHIFTS,
  summary: 'Поставить смену',
  allowed: keepers,
  body: z.object({ organisation: uuid(), person: uuid(), ...times }),
  out: z.object({ id: z.string() }),
  form: {
    page: 'dispatch/crews/shift-new',
    frame: trailOf(NEW),
    data: async (call) => formFor(call, { organisation: officeTyped(call.body) }),
  },
  handle: async (call) => {
    const { db, actor, now, body, key } = call;
    const desk = await keptDesk(db, actor, body.organisation, now);
    const { zone } = desk.office;
    const master = await mustBeMaster(db, desk, body.person);
    const span = mustBeShift({ from: momentOf(body.from, zone), to: momentOf(body.to, zone) }, now);
    const madeBy = signed(call).personId;
    const of = { id: key, personId: master.personId, organisationId: desk.office.id };
    await addShift(db, { ...of, kind: 'work', why: null, ...span, madeBy });
    return {
      data: { id: key },
      see: weekOf(desk.office.id, body.from.slice(0, 10)),
      say: `Смена поставлена: ${shortName(master)}, ${instantWords(span.from, zone)}.`,
      status: 201,
    };
  },
});

/** A refused body has passed no schema; an organisation that cannot be read is looked for no further. */
export function officeTyped(body: unknown): string | undefined {
  const found = uuid().safeParse((body as { organisation?: unknown } | undefined)?.organisation);
  return found.success ? found.data : undefined;
}

export const weekOf = (organisation: string, on: Day): string =>
  hrefWith(PATH, { organisation, week: mondayOf(on) }, {});

export const newShiftRoutes = [shiftNew, shiftAdd];
