import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { OrganisationKind, StaffRole } from '../../law/registry/words';
import { heldOn } from '../sql/query';

export interface PostRow {
  organisationId: string;
  organisationKind: OrganisationKind;
  role: StaffRole;
  /** Set only for an inspectorate or a ministry, which watches over a whole region. */
  region: string | null;
}

/** What a person may act as on one day: posts held, and houses where they own or live. */
export interface PersonStanding {
  personId: string;
  posts: PostRow[];
  houses: string[];
}

/** Posts and houses of `person p` on a day given in SQL. */
export const standingColumns = (day: string): string => `
  coalesce((
    select jsonb_agg(jsonb_build_object('organisationId', o.id, 'organisationKind', o.kind, 'role', s.role,
      'region', case when o.kind in ('inspectorate', 'ministry') then o.region end)
      order by s.from_day, s.role, o.id)
    from staff s join organisation o on o.id = s.organisation_id
    where s.person_id = p.id and ${heldOn('s', day)}
  ), '[]') as posts,
  array(
    select r.building_id from ownership w join premises r on r.id = w.premises_id
    where w.person_id = p.id and ${heldOn('w', day)}
    union
    select r.building_id from residence l join premises r on r.id = l.premises_id
    where l.person_id = p.id and ${heldOn('l', day)}
    order by 1
  ) as houses`;

/** Read on every request, so it is one round trip with a prepared statement. Null: the person does not exist. */
export async function actorOf(db: Knex, personId: string, day: Day): Promise<PersonStanding | null> {
  const { rows } = await db
    .raw<{ rows: PersonStanding[] }>(
      `select p.id as "personId", ${standingColumns(':day')} from person p where p.id = :personId`,
      { personId, day },
    )
    .options({ name: 'actor-of' });
  return rows[0] ?? null;
}

export interface PersonName {
  id: string;
  familyName: string;
  givenName: string;
  patronymic: string | null;
}

export interface Person extends PersonName {
  sex: 'female' | 'male' | null;
  birthDay: Day | null;
  snils: string | null;
  demoRole: string | null;
  login: string | null;
}

const personColumns = {
  id: 'person.id',
  familyName: 'family_name',
  givenName: 'given_name',
  patronymic: 'patronymic',
  sex: 'sex',
  birthDay: 'birth_day',
  snils: 'snils',
  demoRole: 'demo_role',
  login: 'login',
};

export async function personById(db: Knex, id: string): Promise<Person | null> {
  return (await db('person').where({ id }).first<Person | undefined>(personColumns)) ?? null;
}

/** Logins are stored in lower case, so that capital letters do not matter. */
export async function personByLogin(db: Knex, login: string): Promise<Person | null> {
  return (await db('person').where({ login: login.toLowerCase() }).first<Person | undefined>(personColumns)) ?? null;
}

/** A sign-in provider like ЕСИА identifies a person by СНИЛС (eleven digits). */
export async function personBySnils(db: Knex, snils: string): Promise<Person | null> {
  return (await db('person').where({ snils }).first<Person | undefined>(personColumns)) ?? null;
}

export interface DemoPerson extends PersonName {
  demoRole: string;
  login: string;
  /** Post and organisation as text, or null for a resident. */
  post: string | null;
}

/** The people of the page «кто вы» of a training region, by login. */
export async function demoPeople(db: Knex): Promise<DemoPerson[]> {
  const { rows } = await db.raw<{ rows: DemoPerson[] }>(
    `select p.id, p.family_name as "familyName", p.given_name as "givenName", p.patronymic, p.demo_role as "demoRole",
       p.login, string_agg(o.short_name, ', ' order by s.from_day) as post
     from person p
     left join staff s on s.person_id = p.id and s.to_day is null
     left join organisation o on o.id = s.organisation_id
     where p.demo_role is not null
     group by p.id order by p.login`,
  );
  return rows;
}

export interface Contact {
  id: string;
  channel: 'email' | 'phone' | 'max';
  value: string;
  confirmedAt: Date | null;
  preferred: boolean;
}

/** The preferred contact first. */
export async function contactsOf(db: Knex, personId: string): Promise<Contact[]> {
  return db('contact')
    .where({ person_id: personId })
    .orderBy([{ column: 'preferred', order: 'desc' }, { column: 'channel' }, { column: 'value' }])
    .select<Contact[]>({
      id: 'id',
      channel: 'channel',
      value: 'value',
      confirmedAt: 'confirmed_at',
      preferred: 'preferred',
    });
}

/** Names for lists of ids, in one query. */
export async function namesOf(db: Knex, ids: readonly string[]): Promise<Map<string, PersonName>> {
  const rows = await db('person')
    .whereIn('id', [...ids])
    .select<PersonName[]>({ id: 'id', familyName: 'family_name', givenName: 'given_name', patronymic: 'patronymic' });
  return new Map(rows.map((row) => [row.id, row]));
}

export interface PersonHome {
  premisesId: string;
  buildingId: string;
  address: string;
  zone: string;
  number: string;
  kind: string;
  owns: boolean;
  lives: boolean;
}

/** What a person owns and where they live on a day, by address. */
export async function homesOf(db: Knex, personId: string, day: Day): Promise<PersonHome[]> {
  const { rows } = await db.raw<{ rows: PersonHome[] }>(
    `select r.id as "premisesId", b.id as "buildingId", b.address, b.zone, r.number, r.kind,
       bool_or(held.owns) as owns, bool_or(not held.owns) as lives
     from (
       select premises_id, true as owns from ownership w where w.person_id = :personId and ${heldOn('w')}
       union all
       select premises_id, false from residence l where l.person_id = :personId and ${heldOn('l')}
     ) held
     join premises r on r.id = held.premises_id join building b on b.id = r.building_id
     group by r.id, b.id order by b.address, r.number`,
    { personId, day },
  );
  return rows;
}
