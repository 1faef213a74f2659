import type { Knex } from 'knex';
import { appealSubjects, subjectsFor, type AppealSubject } from '../../law/appeal/subjects';
import { isAddresseeKind, type AddresseeKind } from '../../law/appeal/words';
import type { Day } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { organisationKindNames } from '../../law/registry/words';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { addresseesOf } from '../../store/appeal/relation';
import { listOrganisations } from '../../store/registry/organisations';
import { homesOf, type PersonHome } from '../../store/registry/people';
import type { Actor } from '../security/actor';
import { officePosts } from '../security/reader';

export const todayOf = (now: Date): Day => localOf(now, CAPITAL_ZONE).day;

export const homesOfActor = async (db: Knex, { self }: Actor, now: Date): Promise<PersonHome[]> =>
  self === null ? [] : homesOf(db, self, todayOf(now));

/** The person's own home; somebody else's is treated as not existing. */
export async function homeOf(
  db: Knex,
  actor: Actor,
  premisesId: string | undefined,
  now: Date,
): Promise<PersonHome | null> {
  if (premisesId === undefined) return null;
  const home = (await homesOfActor(db, actor, now)).find((one) => one.premisesId === premisesId);
  if (home) return home;
  const say = 'Это не ваш дом. Выберите адрес из списка.';
  throw new Refusal('place-unknown', say, 422, { place: say });
}

export interface Addressed {
  id: string;
  kind: AddresseeKind;
  name: string;
  subjects: readonly AppealSubject[];
}

/** Possible addressees: about a home, those who serve it; about anything else, all who must answer by law. */
export async function addresseesFor(db: Knex, home: PersonHome | null, now: Date): Promise<Addressed[]> {
  const day = todayOf(now);
  if (!home) {
    const all = await listOrganisations(db, { day });
    return all.flatMap(({ id, kind, name }) =>
      isAddresseeKind(kind) ? [{ id, kind, name, subjects: subjectsFor(kind) }] : [],
    );
  }
  const near = await addresseesOf(db, home.buildingId, day);
  return near.map(({ id, kind, name, services }) => ({
    id,
    kind,
    name,
    subjects: subjectsFor(kind).filter(
      (one) => kind !== 'supplier' || !one.services || one.services.some((it) => services.includes(it)),
    ),
  }));
}

export async function addresseeFor(db: Knex, home: PersonHome | null, id: string, now: Date): Promise<Addressed> {
  const found = (await addresseesFor(db, home, now)).find((one) => one.id === id);
  if (found) return found;
  const say = 'Эта организация не отвечает за выбранный дом. Выберите другую.';
  throw new Refusal('addressee-not-of-house', say, 422, { addressee: say });
}

export const addresseeOption = ({ id, kind, name }: Addressed) => ({
  value: id,
  title: name,
  hint: organisationKindNames[kind],
});

export const placeWords = ({ address, number }: PersonHome): string => `${address}, ${number}`;

/** Organisations the person may write for, besides themselves. */
export async function signatoriesOf(db: Knex, actor: Actor, now: Date): Promise<{ id: string; name: string }[]> {
  const ids = officePosts(actor).map(({ organisationId }) => organisationId);
  if (ids.length === 0) return [];
  const all = await listOrganisations(db, { day: todayOf(now) });
  return all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
}

export const subjectOptions = (subjects: readonly AppealSubject[] = appealSubjects) =>
  subjects.map(({ code, title }) => ({ value: code, title }));
