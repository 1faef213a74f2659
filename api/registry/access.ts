import type { Knex } from 'knex';
import { z } from 'zod';
import type { Day } from '../../law/base/day';
import { dayDigits, NBSP, numberText } from '../../law/base/russian';
import { readClock } from '../../store/clock/clock';
import { houseCircle, type HouseCircle } from '../../store/registry/houses';
import type { PeopleReader } from '../../store/registry/people-search';
import type { Scope } from '../../store/sql/query';
import { grants, type Actor, type Role, type Subject } from '../security/actor';
import { uuid } from '../http/fields';
import type { Allowed } from '../http/route';
import { holds } from '../security/relations';

export const byId = z.object({ id: uuid() });
export type RegistryParams = z.infer<typeof byId>;

export const dayInUtc = (now: Date): Day => now.toISOString().slice(0, 10);

const platform = { role: 'platform', on: 'none' } as const;

/** The house itself: everyone who lives there, serves it or watches over it. */
export const houseReaders: Allowed = [
  { role: 'citizen', on: 'house' },
  ...grants('organisation', 'clerk', 'head', 'dispatcher', 'master', 'accountant', 'passport-clerk', 'municipal'),
  ...grants('region', 'inspector', 'ministry'),
  platform,
];

/** Names of holders: those who keep the register (ЖК РФ ст. 45 ч. 3.1), the administration and the inspectorate. */
export const rightsReaders: Allowed = [
  ...grants('organisation', 'clerk', 'head', 'accountant', 'passport-clerk', 'municipal'),
  ...grants('region', 'inspector'),
  platform,
];

/** Whoever keeps the register of the house. */
export const registerKeepers: Allowed = [...grants('organisation', 'head', 'clerk', 'passport-clerk'), platform];

/** Posts that keep a register of people. */
export const registrars = [
  'clerk',
  'head',
  'dispatcher',
  'accountant',
  'passport-clerk',
] as const satisfies readonly Role[];

export const peopleReaders: Allowed = [...grants('organisation', ...registrars), platform];

export const today = async (db: Knex): Promise<Day> => dayInUtc((await readClock(db)).now);

const subjectOf = (circle: HouseCircle | null, width: 'managers' | 'offices' | 'all'): Subject | null =>
  circle && {
    owners: [],
    parties: [],
    houses: [circle.buildingId],
    organisations: circle[width],
    region: circle.region,
  };

/** The house as a subject, seen by a narrower or wider circle of organisations. */
export const houseSubject =
  (width: 'managers' | 'offices' | 'all') =>
  async (db: Knex, { id }: RegistryParams): Promise<Subject | null> =>
    subjectOf(await houseCircle(db, id, await today(db)), width);

export const stands = (actor: Actor | null, allowed: Allowed, subject: Subject | null): boolean =>
  actor !== null && typeof allowed === 'object' && allowed.some(({ role, on }) => holds(actor, role, on, subject));

/** Whoever may open the cards of the people of a house: its managers' desks. */
export const keepsRegister = async (db: Knex, actor: Actor | null, buildingId: string): Promise<boolean> =>
  stands(actor, peopleReaders, await houseSubject('managers')(db, { id: buildingId }));

/** Whoever may put the register right. */
export const mendsRegister = async (db: Knex, actor: Actor | null, buildingId: string): Promise<boolean> =>
  stands(actor, registerKeepers, await houseSubject('managers')(db, { id: buildingId }));

/** Dispatchers and heads of whoever manages the house: calls about it are answered there, its notes are theirs. */
export const deskRoles = ['dispatcher', 'head'] as const satisfies readonly Role[];
export const deskOf: Allowed = grants('organisation', ...deskRoles);
export const answersCalls = async (db: Knex, actor: Actor | null, buildingId: string): Promise<boolean> =>
  stands(actor, deskOf, await houseSubject('managers')(db, { id: buildingId }));

/** Whoever may read the names of the people of a house: its register, though not their cards. */
export const readsNames = async (db: Knex, actor: Actor | null, buildingId: string): Promise<boolean> =>
  stands(actor, rightsReaders, await houseSubject('offices')(db, { id: buildingId }));

/** What the actor may see of the registry by all their posts and homes. */
export function scopeOf(actor: Actor | null): Scope {
  const posts = actor?.posts ?? [];
  return {
    everything: posts.some(({ role }) => role === 'platform'),
    regions: posts.flatMap(({ region }) => (region ? [region] : [])),
    organisations: posts.map(({ organisationId }) => organisationId),
    houses: actor?.houses ?? [],
  };
}

/** People are looked up by the posts that keep their register, and by no other: a neighbour is nobody's list. */
export function peopleReaderOf(actor: Actor | null): PeopleReader {
  const posts = actor?.posts ?? [];
  return {
    everything: posts.some(({ role }) => role === 'platform'),
    organisations: posts
      .filter(({ role }) => registrars.some((one) => one === role))
      .map(({ organisationId }) => organisationId),
  };
}

/** «65,30 м²», or a dash where the area is unknown. */
export const metresOrDash = (area: string | null): string => (area === null ? '—' : `${numberText(area)}${NBSP}м²`);

/** «с 28.04.2011 по 19.06.2025» */
export function periodText({ fromDay, toDay }: { fromDay: Day; toDay: Day | null }): string {
  const since = `с${NBSP}${dayDigits(fromDay)}`;
  return toDay ? `${since} по${NBSP}${dayDigits(toDay)}` : since;
}

export const houseTrail = (house: { id: string; address: string }, title: string) => ({
  title: `${title}: ${house.address}`,
  trail: [{ href: '/houses', title: 'Дома' }, { href: `/houses/${house.id}`, title: house.address }, { title }],
});
