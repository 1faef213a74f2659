import type { Knex } from 'knex';
import { z } from 'zod';
import { fieldsWrong } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { fullName } from '../../../law/registry/names';
import { readClock } from '../../../store/clock/clock';
import { employersOf, mastersOf, type Master } from '../../../store/dispatch/master';
import { officeById, type Office } from '../../../store/dispatch/office';
import { maybe, uuid } from '../../http/fields';
import type { Allowed } from '../../http/route';
import { grants, type Actor, type Subject } from '../../security/actor';
import { notFound } from '../../security/permission';

export const PATH = '/crews';
const leading = ['head', 'dispatcher'] as const;

/** Whoever keeps the schedule of an organisation. */
export const keepers: Allowed = grants('none', ...leading);
/** The same, of a shift or a master of their own organisation. */
export const theirKeepers = grants('organisation', ...leading);
/** And the master himself, who only looks. */
export const theirReaders: Allowed = [...theirKeepers, { role: 'master', on: 'own' }];

export const byId = z.object({ id: uuid() });
/** Whoever leads in several organisations names one of them. */
export const officeField = { organisation: maybe(uuid()) };

export interface Desk {
  office: Office;
  /** The actor keeps this schedule; otherwise it is a master, who sees his own shifts. */
  keeps: boolean;
  today: string;
}

/** The organisations the actor keeps the schedule of, or is a master of. */
export const officesOf = (actor: Actor | null, roles: readonly string[] = [...leading, 'master']): string[] => [
  ...new Set(
    (actor?.posts ?? []).filter(({ role }) => roles.includes(role)).map(({ organisationId }) => organisationId),
  ),
];

/** The desk of the organisation asked for, or of the first one; somebody else's does not exist for the actor. */
export async function deskOf(db: Knex, actor: Actor | null, asked: string | undefined, now: Date): Promise<Desk> {
  const led = officesOf(actor, leading);
  const all = [...led, ...officesOf(actor, ['master'])];
  const id = asked ?? all[0];
  const office = id !== undefined && all.includes(id) ? await officeById(db, id) : null;
  if (!office) throw notFound();
  return { office, keeps: led.includes(office.id), today: localOf(now, office.zone).day };
}

/** The same of whoever may change the schedule. */
export async function keptDesk(db: Knex, actor: Actor | null, asked: string | undefined, now: Date): Promise<Desk> {
  const desk = await deskOf(db, actor, asked ?? officesOf(actor, leading)[0], now);
  if (!desk.keeps) throw notFound();
  return desk;
}

/** A master of the organisation; anybody else is nobody here, whether there is such a person or not. */
export async function mustBeMaster(db: Knex, { office, today }: Desk, personId: string): Promise<Master> {
  const [master] = await mastersOf(db, { organisationId: office.id, day: today, personId });
  if (!master) throw fieldsWrong({ person: 'Такого мастера в вашей организации нет. Выберите его из списка.' });
  return master;
}

/** A master as a subject: the organisations he works for, and himself. */
export async function masterSubject(db: Knex, { id }: { id: string }): Promise<Subject | null> {
  const { now } = await readClock(db);
  const organisations = await employersOf(db, id, now.toISOString().slice(0, 10));
  return organisations.length > 0 ? { owners: [id], parties: [], houses: [], organisations, region: null } : null;
}

export const masterOptions = (masters: readonly Master[]) =>
  masters.map((one) => ({ value: one.personId, title: fullName(one) }));

export const trailOf = (title: string) => ({ title, trail: [{ href: PATH, title: 'Мастера' }, { title }] });

export const crewTabs = (here: 'week' | 'contractors') => [
  { href: PATH, title: 'Смены', current: here === 'week' },
  { href: `${PATH}/contractors`, title: 'Подрядчики', current: here === 'contractors' },
];
