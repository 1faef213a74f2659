import { isAmong, type Actor, type Post, type Relation, type Subject } from './actor';

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.includes(one));

/** How the person relates to the thing, without any post. */
function personal(actor: Actor, subject: Subject): Relation[] {
  return [
    ...(isAmong(actor, subject.owners) ? (['own'] as const) : []),
    ...(isAmong(actor, subject.parties) ? (['party'] as const) : []),
    ...(overlap(actor.houses, subject.houses) ? (['house'] as const) : []),
  ];
}

/** How one post relates to the thing: a dispatcher of one organisation is nobody in another. */
function official(post: Post, subject: Subject): Relation[] {
  const { organisationId, region } = post;
  const watches = (region !== null && region === subject.region) || subject.halls?.includes(organisationId);
  return [
    ...(subject.organisations.includes(organisationId) ? (['organisation'] as const) : []),
    ...(watches ? (['region'] as const) : []),
  ];
}

/** All relations of the actor to the thing. Empty: out of scope, so its existence is not revealed. */
export function relationsOf(actor: Actor, subject: Subject): ReadonlySet<Relation> {
  return new Set([...personal(actor, subject), ...actor.posts.flatMap((post) => official(post, subject))]);
}

/** Does the actor hold this role in this relation? Both must come from the same post. */
export function holds(actor: Actor, role: string, on: Relation, subject: Subject | null): boolean {
  const posts = actor.posts.filter((post) => post.role === role);
  if (role !== 'citizen' && posts.length === 0) return false;
  if (on === 'none') return true;
  if (!subject) return false;
  if (personal(actor, subject).includes(on)) return true;
  return posts.some((post) => official(post, subject).includes(on));
}
