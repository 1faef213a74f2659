import type { CaseReader } from '../../store/case/sight';
import type { Actor, Post, Role } from './actor';

/** Posts whose holders read cases of their organisation. A master or a cashier has no business in an appeal. */
export const officers = ['clerk', 'head', 'municipal', 'inspector', 'ministry'] as const satisfies readonly Role[];
/** Those who watch over the cases of a whole region. */
export const watchers = ['inspector', 'ministry'] as const satisfies readonly Role[];
/** They decide in the name of an organisation that owns something in a house. */
const speakers: readonly Role[] = ['head', 'municipal'];

const isOneOf =
  (roles: readonly Role[]) =>
  ({ role }: Post): boolean =>
    roles.includes(role);
const idsOf = (posts: readonly Post[]): string[] => [...new Set(posts.map(({ organisationId }) => organisationId))];

export const officePosts = (actor: Actor): Post[] => actor.posts.filter(isOneOf(officers));

/** Organisations in whose name the person reads cases and acts in them. */
export const officesOf = (actor: Actor): string[] => idsOf(officePosts(actor));

export const watchedRegions = (actor: Actor): string[] =>
  actor.posts.filter(isOneOf(watchers)).flatMap(({ region }) => (region ? [region] : []));

/** By what the actor may see cases: the one reader for lists, search, counts, alarms and the pages of a case. */
export const readerOf = (actor: Actor | null): CaseReader =>
  actor
    ? {
        personId: actor.self,
        houses: actor.houses,
        organisations: officesOf(actor),
        // In the name of an owner only a person decides: a key of the organisation is no party to a meeting.
        heads: actor.self === null ? [] : idsOf(actor.posts.filter(isOneOf(speakers))),
        regions: watchedRegions(actor),
      }
    : {};
