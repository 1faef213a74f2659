import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { watcherRoles } from '../../law/registry/posts';
import { sees } from '../../store/areas';
import { outageRelations, type OutageRelations } from '../../store/outage/read';
import { uuid } from '../http/fields';
import { grants, type Actor, type Grant, type Subject } from '../security/actor';
import { notFound } from '../security/permission';
import { readerOf, watchedRegions } from '../security/reader';

/** They announce outages for an organisation that manages houses or supplies something to them. */
const authorRoles = ['dispatcher', 'head', 'clerk'] as const;
const authorKinds: readonly string[] = ['manager', 'association', 'supplier'];

export const outageReaders: readonly Grant[] = [
  { role: 'citizen', on: 'house' },
  ...grants('organisation', ...authorRoles),
  ...grants('region', ...watcherRoles),
];
export const outageAuthors: readonly Grant[] = grants('organisation', ...authorRoles);
export const outageDesks: readonly Grant[] = grants('none', ...authorRoles);

export const outageParams = z.object({ id: uuid() });

/** Organisations in whose name the person announces outages. */
export const authorsOf = ({ posts }: Actor): string[] => [
  ...new Set(
    posts.flatMap(({ role, organisationId, organisationKind }) =>
      authorRoles.some((one) => one === role) && authorKinds.includes(organisationKind) ? [organisationId] : [],
    ),
  ),
];

/** How everyone stands to an outage they may see: also those who serve a house where somebody else announced it. */
export async function outageSubject(db: Knex, { id }: { id: string }, actor: Actor | null): Promise<Subject | null> {
  if (!(await sees(db, readerOf(actor), id))) return null;
  const found = await outageRelations(db, id);
  return found && subjectBy(found);
}

export const subjectBy = ({ houses, author, serving, region }: OutageRelations): Subject => ({
  ...{ owners: [], parties: [], houses, organisations: [author, ...serving], region },
});

/** What the person is to the outage. One may be several at once. */
export interface OutageParts {
  staff: boolean;
  serving: boolean;
  resident: boolean;
  watcher: boolean;
}

export async function outageParts(db: Knex, actor: Actor, id: string): Promise<OutageParts> {
  return partsBy(actor, await mustHaveRelations(db, id));
}

export async function mustHaveRelations(db: Knex, id: string): Promise<OutageRelations> {
  const found = await outageRelations(db, id);
  if (!found) throw notFound();
  return found;
}

export function partsBy(actor: Actor, { houses, author, serving, region }: OutageRelations): OutageParts {
  const offices = authorsOf(actor);
  return {
    staff: offices.includes(author),
    serving: offices.some((one) => serving.includes(one)),
    resident: houses.some((house) => actor.houses.includes(house)),
    watcher: region !== null && watchedRegions(actor).includes(region),
  };
}

/** Whoever serves the house reads an outage of another; only its author changes it. */
export function mustAnnounce({ staff }: OutageParts): void {
  if (staff) return;
  const say = 'Это отключение объявила другая организация. Изменить его может только она.';
  throw new Refusal('not-your-part', say, 403);
}
