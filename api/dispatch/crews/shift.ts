import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '../../../law/base/refusal';
import { capitalised, dayDigits, instantDigits } from '../../../law/base/russian';
import { clockText, HOUR_MS, localOf } from '../../../law/base/zone';
import { absenceNames, absenceWhys } from '../../../law/dispatch/roster';
import { mustBeShift } from '../../../law/dispatch/schedule';
import { fullName } from '../../../law/registry/names';
import { officeById } from '../../../store/dispatch/office';
import { addShift, removeShift, shiftById, type ShiftCard } from '../../../store/dispatch/shift';
import { namesOf } from '../../../store/registry/people';
import { signed } from '../../account/signed';
import { momentOf } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { stands } from '../../registry/access';
import type { Subject } from '../../security/actor';
import { notFound } from '../../security/permission';
import { byId, PATH, theirKeepers, theirReaders, trailOf } from './access';
import { SHIFTS, times, weekOf } from './shift-new';
import { spanFacts } from './words';

const card = z.object({
  id: z.string(),
  organisation: z.string(),
  office: z.string(),
  zone: z.string(),
  personId: z.string(),
  name: z.string(),
  kind: z.enum(['work', 'absence']),
  why: z.enum(absenceWhys).nullable(),
  from: z.string(),
  to: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  removedBy: z.string().nullable(),
  removedAt: z.string().nullable(),
  /** The actor may still change it. */
  open: z.boolean(),
});
type Card = z.infer<typeof card>;

export async function shiftSubject(db: Knex, { id }: { id: string }): Promise<Subject | null> {
  const shift = await shiftById(db, id);
  return (
    shift && { owners: [shift.personId], parties: [], houses: [], organisations: [shift.organisationId], region: null }
  );
}

/** The shift and its office; the relation was checked already, so it is there. */
async function mustFindShift(db: Knex, id: string) {
  const shift = await shiftById(db, id);
  const office = shift && (await officeById(db, shift.organisationId));
  if (!shift || !office) throw notFound();
  return { shift, office };
}

async function loadCard({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>, id: string): Promise<Card> {
  const { shift, office } = await mustFindShift(db, id);
  const names = await namesOf(db, [shift.personId, shift.madeBy, shift.removedBy ?? shift.madeBy]);
  const named = (personId: string): string => {
    const found = names.get(personId);
    return found ? fullName(found) : '';
  };
  const may = stands(actor, theirKeepers, await shiftSubject(db, { id }));
  return {
    id,
    organisation: office.id,
    office: office.name,
    zone: office.zone,
    personId: shift.personId,
    name: named(shift.personId),
    kind: shift.kind,
    why: shift.why,
    from: shift.from.toISOString(),
    to: shift.to.toISOString(),
    madeBy: named(shift.madeBy),
    madeAt: shift.madeAt.toISOString(),
    removedBy: shift.removedBy && named(shift.removedBy),
    removedAt: shift.removedAt?.toISOString() ?? null,
    open: may && shift.removedAt === null && shift.to > now,
  };
}

const typed = (at: string, zone: string): string => {
  const { day: on, time } = localOf(new Date(at), zone);
  return `${on}T${clockText(time)}`;
};

function cardView(one: Card) {
  const { zone, kind, why, open } = one;
  const hours = (new Date(one.to).getTime() - new Date(one.from).getTime()) / HOUR_MS;
  return {
    ...one,
    title: kind === 'work' ? 'Смена' : capitalised(absenceNames[why ?? 'other']),
    work: kind === 'work',
    typed: { from: typed(one.from, zone), to: typed(one.to, zone) },
    week: weekOf(one.organisation, localOf(new Date(one.from), zone).day),
    facts: [
      { title: 'Мастер', text: one.name, href: `${PATH}/masters/${one.personId}` },
      ...spanFacts({ from: new Date(one.from), to: new Date(one.to) }, zone),
      ...(kind === 'work' ? [{ title: 'Часов', text: String(Math.round(hours * 10) / 10).replace('.', ',') }] : []),
      { title: kind === 'work' ? 'Кто поставил' : 'Кто отметил', text: `${one.madeBy}, ${when(one.madeAt, zone)}` },
      ...(one.removedAt
        ? [{ title: 'Кто снял с графика', text: `${one.removedBy}, ${when(one.removedAt, zone)}` }]
        : []),
    ],
    closed: open ? undefined : one.removedAt ? 'Снято с графика. Запись осталась для проверки.' : undefined,
  };
}

const when = (at: string, zone: string): string => instantDigits(new Date(at), zone);
const cardFrame = (shown: object) => trailOf((shown as { title: string }).title);

const shift = route({
  id: 'dispatch.shift',
  method: 'get',
  path: `${SHIFTS}/:id`,
  summary: 'Смена или отсутствие мастера',
  allowed: theirReaders,
  subject: shiftSubject,
  params: byId,
  out: card,
  page: 'dispatch/crews/shift',
  view: cardView,
  handle: async (call) => {
    const data = await loadCard(call, call.params.id);
    return { data, frame: cardFrame(cardView(data)) };
  },
});

const removedByOther = (): Refusal =>
  new Refusal('shift-removed', 'Это уже снято с графика другим сотрудником. Откройте график.', 409);

/** What is over, or was taken out already, stays as it is. */
function mustBeOpen({ to, removedAt }: ShiftCard, now: Date): void {
  if (removedAt)
    throw new Refusal('shift-removed', 'Это уже снято с графика другим сотрудником. Откройте график.', 409);
  if (to <= now) throw new Refusal('shift-past', 'Это уже прошло. График прошлых дней не меняют.', 409);
}

const form = {
  page: 'dispatch/crews/shift',
  frame: cardFrame,
  data: async (call: Call<{ id: string }>) => cardView(await loadCard(call, call.params.id)),
};

const shiftChange = route({
  id: 'dispatch.shift-change',
  method: 'post',
  path: `${SHIFTS}/:id/change`,
  summary: 'Изменить часы смены',
  allowed: theirKeepers,
  subject: shiftSubject,
  params: byId,
  body: z.object(times),
  out: z.object({ id: z.string() }),
  form,
  handle: async (call) => {
    const { db, now, body, params, key } = call;
    const { shift: old, office } = await mustFindShift(db, params.id);
    mustBeOpen(old, now);
    if (old.kind !== 'work') throw new Refusal('not-a-shift', 'Отсутствие снимают и отмечают заново.', 422);
    const span = mustBeShift({ from: momentOf(body.from, office.zone), to: momentOf(body.to, office.zone) }, now);
    const by = signed(call).personId;
    if (!(await removeShift(db, { id: old.id, by, at: now }))) throw removedByOther();
    await addShift(db, { ...rest(old), id: key, ...span, madeBy: by });
    return { data: { id: key }, see: weekOf(office.id, body.from.slice(0, 10)), say: 'Часы смены изменены.' };
  },
});

const rest = ({ personId, organisationId, kind, why }: ShiftCard) => ({ personId, organisationId, kind, why });
const shiftRemove = route({
  id: 'dispatch.shift-remove',
  method: 'post',
  path: `${SHIFTS}/:id/remove`,
  summary: 'Снять с графика',
  allowed: theirKeepers,
  subject: shiftSubject,
  params: byId,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  form,
  handle: async (call) => {
    const { db, now, params } = call;
    const { shift: old, office } = await mustFindShift(db, params.id);
    mustBeOpen(old, now);
    if (!(await removeShift(db, { id: old.id, by: signed(call).personId, at: now }))) throw removedByOther();
    const on = localOf(old.from, office.zone).day;
    const what = old.kind === 'work' ? 'Смена снята с графика' : 'Отсутствие снято с графика';
    return { data: { id: old.id }, see: weekOf(office.id, on), say: `${what}: ${dayDigits(on)}.` };
  },
});

export const shiftRoutes = [shift, shiftChange, shiftRemove];
