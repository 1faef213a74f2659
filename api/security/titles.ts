import { staffRoleNames } from '../../law/registry/words';
import type { Actor, Role } from './actor';

/** Roles as people say them. */
export const roleTitles: Readonly<Record<Role, string>> = { citizen: 'житель', ...staffRoleNames };

export function roleTitle(actor: Actor): string {
  if (actor.delegationId) return 'по доверенному доступу';
  return roleTitles[actor.posts[0]?.role ?? 'citizen'];
}
