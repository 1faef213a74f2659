import { Refusal } from '../../law/base/refusal';
import type { Actor } from '../security/actor';
import { signInFirst } from '../security/permission';

/** The wrapper has checked it already; this says it to the compiler. */
export function signed({ actor }: { actor: Actor | null }): Actor {
  if (!actor) throw signInFirst();
  return actor;
}

/** Keys and sessions are a person's own: a program or a guest may not make new ways in. */
export function inPerson(call: { actor: Actor | null; visit: { sessionId: string | null } }): Actor {
  const actor = signed(call);
  if (call.visit.sessionId !== null && !actor.delegationId) return actor;
  throw new Refusal('in-person-only', 'Это делает только сам человек, войдя на сайт.', 403);
}

/** Whoever acts here acts for themselves: a key of an organisation has a post, but no home, vote or word of its own. */
export function citizenOf(call: { actor: Actor | null }): string {
  const { self } = signed(call);
  if (self !== null) return self;
  const say = 'Ключ организации действует только от её имени. Это делает человек: войдите или возьмите личный ключ.';
  throw new Refusal('citizen-only', say, 403);
}

/** Instants of access are shown in Moscow time: they belong to no house. */

export const accountTrail = (title: string) => ({ title, trail: [{ href: '/account', title: 'Кабинет' }, { title }] });
