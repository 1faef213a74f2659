import type { Knex } from 'knex';
import type { Actor, Relation, Role, Subject } from '../security/actor';
import { officers, watchers } from '../security/reader';
import { holds } from '../security/relations';
import { pagesOfCase } from '../areas';

type Pair = { role: Role; on: Relation };

/** Who may read the history of a case. Neighbours may not: an appeal is between its parties. */
export const caseReaders: readonly Pair[] = [
  { role: 'citizen', on: 'own' },
  { role: 'citizen', on: 'party' },
  ...officers.map((role) => ({ role, on: 'organisation' as const })),
  ...watchers.map((role) => ({ role, on: 'region' as const })),
];

/** Who sees the machine beside the law, and takes the evidence away. */
export const caseInspectors: readonly Pair[] = watchers.flatMap((role) => [
  { role, on: 'region' as const },
  { role, on: 'organisation' as const },
]);

/** Houses and halls are left out: the history is not shown to neighbours, nor to the administration of the place. */
const closer = (subject: Subject | null): Subject | null => subject && { ...subject, houses: [], halls: [] };

/** May whoever stands so to the case open its history? */
export const readsHistory = (actor: Actor, subject: Subject | null): boolean =>
  caseReaders.some(({ role, on }) => holds(actor, role, on, closer(subject)));

/** The area says who stands how. */
export async function caseSubject(db: Knex, { id }: { id: string }, actor: Actor | null): Promise<Subject | null> {
  return closer((await (await pagesOfCase(db, id))?.subject(db, { id }, actor)) ?? null);
}
