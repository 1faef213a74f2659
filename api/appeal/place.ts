import type { Knex } from 'knex';
import { appealSubjects, subjectsFor, type AppealSubject } from '../../law/appeal/subjects';
import { isAddresseeKind, type AddresseeKind } from '../../law/appeal/words';
import { Refusal } from '../../law/base/refusal';
import { organisationKindNames } from '../../law/registry/words';
import { addresseesOf } from '../../store/appeal/relation';
import { listOrganisations } from '../../store/registry/organisations';
import type { PersonHome } from '../../store/registry/people';
import type { Actor } from '../security/actor';
import { officePosts } from '../security/reader';
import { todayOf } from '../registry/homes';

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

/** Organisations the person may write for, besides themselves. */
export async function signatoriesOf(db: Knex, actor: Actor, now: Date): Promise<{ id: string; name: string }[]> {
  const ids = officePosts(actor).map(({ organisationId }) => organisationId);
  if (ids.length === 0) return [];
  const all = await listOrganisations(db, { day: todayOf(now) });
  return all.filter(({ id }) => ids.includes(id)).map(({ id, name }) => ({ id, name }));
}

export const subjectOptions = (subjects: readonly AppealSubject[] = appealSubjects) =>
  subjects.map(({ code, title }) => ({ value: code, title }));
