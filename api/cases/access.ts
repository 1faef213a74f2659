import type { Relation, Role } from '../actor';
import { officers, watchers } from '../reader';
import type { Call } from '../route';
import { areaOf } from './areas';

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

/** The area says who stands how; houses are left out, so that the history is not shown to neighbours. */
export async function caseSubject(
  db: Call['db'],
  { id }: { id: string },
  actor: Call['actor'],
): Promise<Call['subject']> {
  const found = await (await areaOf(db, id))?.subject(db, { id }, actor);
  return found ? { ...found, houses: [], halls: [] } : null;
}
