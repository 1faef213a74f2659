import type { Knex } from 'knex';
import type { CaseReader } from '../../store/caselists';
import { caseHead, casePartners } from '../../store/caselists';
import type { Actor, Relation, Role, Subject } from '../actor';

/** Roles that read cases of the organisation they work at. A master or a cashier has no business in an appeal. */
const office: readonly Role[] = ['clerk', 'head', 'municipal', 'inspector', 'ministry'];
const watch: readonly Role[] = ['inspector', 'ministry'];

/** Who may read the history of a case. Neighbours may not: an appeal is between its parties. */
export const caseReaders: readonly { role: Role; on: Relation }[] = [
  { role: 'citizen', on: 'party' },
  ...office.map((role) => ({ role, on: 'organisation' as const })),
  ...watch.map((role) => ({ role, on: 'region' as const })),
];

/** Who sees the machine beside the law, and takes the evidence away. */
export const caseInspectors: readonly { role: Role; on: Relation }[] = watch.flatMap((role) => [
  { role, on: 'region' as const },
  { role, on: 'organisation' as const },
]);

export function readerOf(actor: Actor): CaseReader {
  const posts = actor.posts.filter(({ role }) => office.includes(role));
  return {
    personId: actor.personId,
    organisations: posts.map(({ organisationId }) => organisationId),
    regions: posts.flatMap(({ role, region }) => (watch.includes(role) && region ? [region] : [])),
  };
}

/** What relations to a case are measured against; houses are left out, so that a neighbour does not learn of it. */
export async function caseSubject(db: Knex, { id }: { id: string }): Promise<Subject | null> {
  const head = await caseHead(db, id);
  if (!head) return null;
  const { persons, organisations } = await casePartners(db, id);
  const people = persons.map((person) => person.id);
  return {
    owners: [],
    parties: people,
    houses: [],
    region: head.region,
    organisations: [...(head.organisationId ? [head.organisationId] : []), ...organisations.map((one) => one.id)],
  };
}
