import { Refusal } from '../../law/base/refusal';
import type { Actor } from '../security/actor';
import { signInFirst } from '../security/permission';

/** The wrapper has already checked that somebody is signed in; this tells the compiler. */
export function signed({ actor }: { actor: Actor | null }): Actor {
  if (!actor) throw signInFirst();
  return actor;
}

/** Keys and sessions are personal: a program or a guest may not create new ways to sign in. */
export function inPerson(call: { actor: Actor | null; visit: { sessionId: string | null } }): Actor {
  const actor = signed(call);
  if (call.visit.sessionId !== null && !actor.delegationId) return actor;
  throw new Refusal('in-person-only', 'Это делает только сам человек, войдя на сайт.', 403);
}

/** For acts people do only for themselves: a key of an organisation has a post, but no home, no vote and no opinion. */
export function citizenOf(call: { actor: Actor | null }): string {
  const { self } = signed(call);
  if (self !== null) return self;
  const say = 'Ключ организации действует только от её имени. Это делает человек: войдите или возьмите личный ключ.';
  throw new Refusal('citizen-only', say, 403);
}

/** Times of sign-in and of keys are shown in Moscow time, because they belong to no house. */

export const accountTrail = (title: string) => ({ title, trail: [{ href: '/account', title: 'Кабинет' }, { title }] });
