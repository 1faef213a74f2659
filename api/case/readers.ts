import { caseRoles, watcherRoles } from '../../law/registry/posts';
import { grants, type Actor, type Grant, type Subject } from '../security/actor';
import { holds } from '../security/relations';

/** Who may read the history of a case. Neighbours may not: an appeal is between its parties. */
export const caseReaders: readonly Grant[] = [
  { role: 'citizen', on: 'own' },
  { role: 'citizen', on: 'party' },
  ...grants('organisation', ...caseRoles),
  ...grants('region', ...watcherRoles),
];

/** Who sees the machine beside the law, and takes the evidence away. */
export const caseInspectors: readonly Grant[] = [
  ...grants('region', ...watcherRoles),
  ...grants('organisation', ...watcherRoles),
];

/** Houses and halls are left out: the history is not shown to neighbours, nor to the administration of the place. */
export const closer = (subject: Subject | null): Subject | null => subject && { ...subject, houses: [], halls: [] };

/** May whoever stands so to the case open its history? */
export const readsHistory = (actor: Actor, subject: Subject | null): boolean =>
  caseReaders.some(({ role, on }) => holds(actor, role, on, closer(subject)));
