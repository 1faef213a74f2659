import { Refusal } from '../../law/base/refusal';
import type { Actor, Subject } from './actor';
import type { Route } from '../http/route';
import { holds, relationsOf } from './relations';
import { scopeCovers } from './scopes';

type Declared = Pick<Route, 'id' | 'allowed' | 'delegated'>;

export const notFound = (): Refusal =>
  new Refusal('not-found', 'Такой страницы нет, или она не для вас. Проверьте адрес.', 404);

export const signInFirst = (): Refusal => new Refusal('sign-in-first', 'Войдите: без входа это действие закрыто.', 401);

/** The part of the check that needs no subject: signed in, scope of the token, limits of a guest. */
export function checkEntry(route: Declared, actor: Actor | null): void {
  if (actor?.scopes && !actor.delegationId && !scopeCovers(actor.scopes, route.id)) {
    throw new Refusal('scope-missing', `Ключ программы не даёт права «${route.id}». Выпустите другой.`, 403);
  }
  if (route.allowed === 'anyone') return;
  if (!actor) throw signInFirst();
  if (actor.delegationId && !(route.delegated && actor.scopes?.includes(route.delegated))) {
    throw new Refusal('guest-may-not', 'По доверенному доступу это действие закрыто. Вернитесь к своему имени.', 403);
  }
}

/** No relation at all → 404, so that the existence of the thing stays hidden; a relation but no permission → 403. */
export function checkRelation(route: Declared, actor: Actor | null, subject: Subject | null): void {
  if (typeof route.allowed === 'string') return;
  if (!actor) throw signInFirst();
  if (route.allowed.some(({ role, on }) => holds(actor, role, on, subject))) return;
  if (subject && relationsOf(actor, subject).size === 0) throw notFound();
  const say =
    actor.posts.length > 0
      ? 'У вашей роли нет этого права. Обратитесь к руководителю организации.'
      : 'Это делают другие. Спросите того, кто ведёт дело, или управляющую организацию.';
  throw new Refusal('not-allowed', say, 403);
}

/** Whether a page that is about nothing in particular opens for this person: menus and ways back show no other ones. */
export function mayOpen(route: Declared, actor: Actor | null): boolean {
  try {
    checkEntry(route, actor);
    checkRelation(route, actor, null);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
