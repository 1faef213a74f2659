import type { Actor, Post, Relation, Subject } from '../actor';

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

/** How the person, apart from any post, stands to the thing. */
function personal(actor: Actor, subject: Subject): Relation[] {
  return [
    ...(subject.owners.includes(actor.personId) ? (['own'] as const) : []),
    ...(subject.parties.includes(actor.personId) ? (['party'] as const) : []),
    ...(overlap(actor.houses, subject.houses) ? (['house'] as const) : []),
  ];
}

/** How one post stands to the thing: a dispatcher of one organisation is nobody in another. */
function official(post: Post, subject: Subject): Relation[] {
  return [
    ...(subject.organisations.includes(post.organisationId) ? (['organisation'] as const) : []),
    ...(post.region !== null && post.region === subject.region ? (['region'] as const) : []),
  ];
}

/** All ways in which the actor stands to the thing. Empty means: out of scope, its existence is not told. */
export function relationsOf(actor: Actor, subject: Subject): ReadonlySet<Relation> {
  return new Set([...personal(actor, subject), ...actor.posts.flatMap((post) => official(post, subject))]);
}

/** Does the actor hold this role in this relation? The role and the relation must be of the same post. */
export function holds(actor: Actor, role: string, on: Relation, subject: Subject | null): boolean {
  const posts = actor.posts.filter((post) => post.role === role);
  if (role !== 'citizen' && posts.length === 0) return false;
  if (on === 'none') return true;
  if (!subject) return false;
  if (personal(actor, subject).includes(on)) return true;
  return posts.some((post) => official(post, subject).includes(on));
}
