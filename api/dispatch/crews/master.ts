import type { Knex } from 'knex';
import { z } from 'zod';
import { fieldsWrong, Refusal } from '../../../law/base/refusal';
import { DAY_MS, localOf } from '../../../law/base/zone';
import { mustStand } from '../../../law/dispatch/schedule';
import { permitNames, permits, tradeNames, trades } from '../../../law/dispatch/trades';
import { absenceNames, absenceWhys } from '../../../law/dispatch/roster';
import { fullName } from '../../../law/registry/names';
import { dayDigits } from '../../../law/base/russian';
import { dropPermit, employersOf, housesOf, mastersOf, setPermit, setSkills } from '../../../store/dispatch/master';
import { officeById, type Office } from '../../../store/dispatch/office';
import { shiftsWithin } from '../../../store/dispatch/shift';
import { choice, day, many, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import type { Actor } from '../../security/actor';
import { notFound } from '../../security/permission';
import { dayInUtc, stands } from '../../registry/access';
import { hrefWith } from '../../view/list';
import { byId, masterSubject, officesOf, PATH, theirKeepers, theirReaders, trailOf, type Desk } from './access';
import { permitStatus } from './week-view';
import { spanWords } from './words';

const MASTERS = `${PATH}/masters`;
const AHEAD_DAYS = 14;

const shape = z.object({
  personId: z.string(),
  name: z.string(),
  organisation: z.string(),
  office: z.string(),
  zone: z.string(),
  today: z.string(),
  keeps: z.boolean(),
  trades: z.array(z.enum(trades)),
  permits: z.array(z.object({ permit: z.enum(permits), until: z.string() })),
  houses: z.array(z.object({ id: z.string(), address: z.string() })),
  /** Houses to choose from, for whoever keeps the schedule. */
  choices: z.array(z.object({ id: z.string(), address: z.string() })),
  ahead: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(['work', 'absence']),
      why: z.enum(absenceWhys).nullable(),
      from: z.string(),
      to: z.string(),
    }),
  ),
});
type Shape = z.infer<typeof shape>;
type Reading = Pick<Call, 'db' | 'actor' | 'now'>;

/** The organisation in which the actor meets this master: one they keep the schedule of, or the master's own. */
async function officeWith(db: Knex, actor: Actor | null, personId: string, now: Date): Promise<Office> {
  const employers = await employersOf(db, personId, dayInUtc(now));
  const id = officesOf(actor).find((one) => employers.includes(one));
  const office = id === undefined ? null : await officeById(db, id);
  if (!office) throw notFound();
  return office;
}

async function load({ db, actor, now }: Reading, id: string): Promise<Shape> {
  const office = await officeWith(db, actor, id, now);
  const today = localOf(now, office.zone).day;
  const [master] = await mastersOf(db, { organisationId: office.id, day: today, personId: id });
  if (!master) throw notFound();
  const keeps = stands(actor, theirKeepers, await masterSubject(db, { id }));
  const to = new Date(now.getTime() + AHEAD_DAYS * DAY_MS);
  const ahead = await shiftsWithin(db, { organisationId: office.id, personId: id, from: now, to });
  const { personId, trades: skills, permits: held, houses } = master;
  return {
    personId,
    name: fullName(master),
    organisation: office.id,
    office: office.name,
    zone: office.zone,
    today,
    keeps,
    trades: skills,
    permits: held,
    houses,
    choices: keeps ? await housesOf(db, office.id, today) : [],
    ahead: ahead.map((one) => ({
      id: one.id,
      kind: one.kind,
      why: one.why,
      from: one.from.toISOString(),
      to: one.to.toISOString(),
    })),
  };
}

function view(one: Shape) {
  const { zone, organisation, personId } = one;
  const add = (path: string) => hrefWith(`${PATH}/${path}`, { organisation, person: personId }, {});
  return {
    ...one,
    facts: [
      { title: 'Специальности', text: one.trades.map((trade) => tradeNames[trade]).join(', ') || 'не указаны' },
      { title: 'Обычно обслуживает', ...linesOf(one.houses.map(({ address }) => address)) },
    ],
    held: one.permits.map((held) => ({
      permit: held.permit,
      title: permitNames[held.permit],
      status: permitStatus(held, one.today),
    })),
    shifts: one.ahead.map((entry) => ({
      href: `${PATH}/shifts/${entry.id}`,
      when: spanWords(spanOf(entry), zone),
      ...titleOf(entry, one.ahead),
    })),
    tradeOptions: trades.map((value) => ({ value, title: tradeNames[value] })),
    permitOptions: permits.map((value) => ({ value, title: permitNames[value] })),
    houseOptions: one.choices.map(({ id, address }) => ({ value: id, title: address })),
    chosenHouses: one.houses.map(({ id }) => id),
    newShift: add('shifts/new'),
    newAbsence: add('absences/new'),
  };
}

const spanOf = ({ from, to }: { from: string; to: string }) => ({ from: new Date(from), to: new Date(to) });

/** A shift that an absence lies over is named with it. */
function titleOf({ kind, why, from, to }: Shape['ahead'][number], all: Shape['ahead']) {
  if (kind === 'absence') return { title: absenceNames[why ?? 'other'], absence: true };
  const over = all.find((one) => one.kind === 'absence' && one.from < to && one.to > from);
  return { title: over ? `не выйдет: ${absenceNames[over.why ?? 'other']}` : 'смена', absence: false };
}

const linesOf = (lines: string[]) => (lines.length > 0 ? { lines } : { text: 'дома не выбраны' });
const frameOf = (shown: object) => trailOf((shown as Shape).name);
const related = { subject: masterSubject, params: byId };
const form = {
  page: 'dispatch/crews/master',
  frame: frameOf,
  data: async (call: Call<{ id: string }>) => view(await load(call, call.params.id)),
};

const master = route({
  id: 'dispatch.master',
  method: 'get',
  path: `${MASTERS}/:id`,
  summary: 'Мастер: специальности, допуски, смены',
  allowed: theirReaders,
  ...related,
  out: shape,
  page: 'dispatch/crews/master',
  view,
  handle: async (call) => {
    const data = await load(call, call.params.id);
    return { data, frame: frameOf(data) };
  },
});

async function deskFor({ db, actor, now }: Reading, id: string): Promise<Desk> {
  const office = await officeWith(db, actor, id, now);
  return { office, keeps: true, today: localOf(now, office.zone).day };
}

const done = (id: string, say: string) => ({ data: { personId: id }, see: `${MASTERS}/${id}`, say });
const answer = z.object({ personId: z.string() });

const skills = route({
  id: 'dispatch.skills',
  method: 'post',
  path: `${MASTERS}/:id/skills`,
  summary: 'Записать специальности и дома мастера',
  allowed: theirKeepers,
  ...related,
  body: z.object({ trades: many(choice(trades), trades.length), houses: many(uuid()) }),
  out: answer,
  form,
  handle: async (call) => {
    const { db, params, body } = call;
    const { office, today } = await deskFor(call, params.id);
    const own = new Set((await housesOf(db, office.id, today)).map(({ id }) => id));
    if (body.houses.some((id) => !own.has(id))) {
      throw fieldsWrong({ houses: 'Этим домом ваша организация не управляет. Выберите из списка.' });
    }
    const houses = [...new Set(body.houses)];
    await setSkills(
      db,
      { organisationId: office.id, personId: params.id },
      { trades: [...new Set(body.trades)], houses },
    );
    return done(params.id, 'Специальности и дома записаны.');
  },
});

const permit = route({
  id: 'dispatch.permit',
  method: 'post',
  path: `${MASTERS}/:id/permits`,
  summary: 'Записать допуск мастера',
  allowed: theirKeepers,
  ...related,
  body: z.object({ permit: choice(permits), until: day() }),
  out: answer,
  form,
  handle: async (call) => {
    const { db, params, body, now } = call;
    const { office } = await deskFor(call, params.id);
    const until = mustStand(body.until, now, office.zone);
    await setPermit(db, { organisationId: office.id, personId: params.id }, { permit: body.permit, until });
    return done(params.id, `Допуск записан: ${permitNames[body.permit]}, до ${dayDigits(until)}.`);
  },
});

const permitDrop = route({
  id: 'dispatch.permit-drop',
  method: 'post',
  path: `${MASTERS}/:id/permits/drop`,
  summary: 'Снять допуск мастера',
  allowed: theirKeepers,
  ...related,
  body: z.object({ permit: choice(permits) }),
  out: answer,
  form,
  handle: async (call) => {
    const { db, params, body } = call;
    const { office } = await deskFor(call, params.id);
    if (!(await dropPermit(db, { organisationId: office.id, personId: params.id }, body.permit))) {
      throw new Refusal('permit-missing', 'Такого допуска у мастера уже нет. Обновите страницу.', 409);
    }
    return done(params.id, `Допуск снят: ${permitNames[body.permit]}.`);
  },
});

export const masterRoutes = [master, skills, permit, permitDrop];
