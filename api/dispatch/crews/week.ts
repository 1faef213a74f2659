import { z } from 'zod';
import { addDays } from '../../../law/base/day';
import { Refusal } from '../../../law/base/refusal';
import { counted } from '../../../law/base/russian';
import { DAY_MS } from '../../../law/base/zone';
import { mondayOf, weekLater, weekSpan } from '../../../law/dispatch/week';
import { mastersOf } from '../../../store/dispatch/master';
import { officeById } from '../../../store/dispatch/office';
import { addThatFit, shiftsWithin, type NewShift, type ShiftRow } from '../../../store/dispatch/shift';
import { idFrom } from '../../../store/sql/ids';
import { day, maybe, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { grants } from '../../security/actor';
import { hrefWith } from '../../view/list';
import { signed } from '../../account/signed';
import { deskOf, keepers, keptDesk, officeField, officesOf, PATH, type Desk } from './access';
import { officeTyped } from './shift-new';
import { weekShape, type Week } from './week-shape';
import { weekData, weekTable, weekView } from './week-view';

const query = z.object({ ...officeField, week: maybe(day()) });

/** Shifts of a whole day before and after as well: a duty may go on from the one into the other. */
async function loadWeek(
  { db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>,
  desk: Desk,
  monday: string,
): Promise<Week> {
  const { office, keeps, today } = desk;
  const personId = keeps ? null : signed({ actor }).personId;
  const masters = await mastersOf(db, { organisationId: office.id, day: today, personId });
  const { from, to } = weekSpan(monday, office.zone);
  const shown = await shiftsWithin(db, { organisationId: office.id, from, to, personId });
  const around = { from: new Date(now.getTime() - DAY_MS), to: new Date(now.getTime() + DAY_MS) };
  const running = await shiftsWithin(db, { organisationId: office.id, ...around, personId });
  const shifts = [...new Map([...shown, ...running].map((one) => [one.id, one])).values()];
  return {
    organisation: office.id,
    office: office.name,
    zone: office.zone,
    monday,
    today,
    now: now.toISOString(),
    keeps,
    offices: await otherOffices({ db, actor }, office.id),
    masters: weekData(masters, shifts, { monday, zone: office.zone, now, keeps }),
  };
}

async function otherOffices({ db, actor }: Pick<Call, 'db' | 'actor'>, here: string): Promise<Week['offices']> {
  const found = [];
  for (const id of officesOf(actor).filter((one) => one !== here)) {
    const office = await officeById(db, id);
    if (office) found.push({ id, name: office.name });
  }
  return found;
}

export const week = route({
  id: 'dispatch.crews',
  method: 'get',
  path: PATH,
  summary: 'Мастера и смены недели',
  allowed: [...grants('none', 'head', 'dispatcher', 'master')],
  query,
  out: weekShape,
  page: 'dispatch/crews/week',
  view: weekView,
  table: weekTable,
  handle: async (call) => {
    const { query: asked, db, actor, now } = call;
    const desk = await deskOf(db, actor, asked.organisation, now);
    const data = await loadWeek(call, desk, mondayOf(asked.week ?? desk.today));
    return { data, frame: { title: data.keeps ? 'Мастера' : 'Мои смены', wide: true } };
  },
});

const shiftForms = ['смена', 'смены', 'смен'] as const;

/** What a week would be a week later, as far as it is not over. */
function copies(shifts: readonly ShiftRow[], zone: string, now: Date, by: string, key: string): NewShift[] {
  return shifts
    .filter(({ kind }) => kind === 'work')
    .map((one) => ({ ...one, id: idFrom(key, one.id), madeBy: by, ...weekLater(one, zone) }))
    .filter(({ to }) => to > now);
}

export const copyWeek = route({
  id: 'dispatch.crews-copy',
  method: 'post',
  path: `${PATH}/copy`,
  summary: 'Повторить смены недели на следующей',
  allowed: keepers,
  body: z.object({ organisation: uuid(), week: day() }),
  out: z.object({ added: z.number(), left: z.number() }),
  form: {
    page: 'dispatch/crews/week',
    frame: { title: 'Мастера', wide: true },
    data: async (call) => {
      const desk = await keptDesk(call.db, call.actor, officeTyped(call.body), call.now);
      const typed = day().safeParse((call.body as { week?: unknown }).week);
      return weekView(await loadWeek(call, desk, mondayOf(typed.success ? typed.data : desk.today)));
    },
  },
  handle: async (call) => {
    const { db, actor, now, body, key } = call;
    const { office, today } = await keptDesk(db, actor, body.organisation, now);
    const monday = mondayOf(body.week);
    const { from, to } = weekSpan(monday, office.zone);
    const here = new Set((await mastersOf(db, { organisationId: office.id, day: today })).map((one) => one.personId));
    const begun = (await shiftsWithin(db, { organisationId: office.id, from, to })).filter(
      (one) => one.from >= from && here.has(one.personId),
    );
    const wanted = copies(begun, office.zone, now, signed(call).personId, key);
    if (wanted.length === 0) {
      const say = 'Повторять нечего: на этой неделе смен нет, или дни следующей уже прошли.';
      throw new Refusal('week-empty', say, 422, { week: say });
    }
    const added = await addThatFit(db, wanted);
    const left = wanted.length - added;
    const rest = left > 0 ? ` Не добавлено: ${counted(left, shiftForms)}, в это время уже стоят другие.` : '';
    return {
      data: { added, left },
      see: hrefWith(PATH, { organisation: office.id, week: addDays(monday, 7) }, {}),
      say: `На следующую неделю добавлено: ${counted(added, shiftForms)}.${rest}`,
      status: 201,
    };
  },
});

export const weekRoutes = [week, copyWeek];
