import { caseRoles, speakerRoles, watcherRoles } from '../../law/registry/posts';
import type { CaseReader } from '../../store/case/sight';
import type { Actor, Post, Role } from './actor';

const isOneOf =
  (roles: readonly Role[]) =>
  ({ role }: Post): boolean =>
    roles.includes(role);
const idsOf = (posts: readonly Post[]): string[] => [...new Set(posts.map(({ organisationId }) => organisationId))];

export const officePosts = (actor: Actor): Post[] => actor.posts.filter(isOneOf(caseRoles));

/** Organisations in whose name the person reads cases and acts in them. */
export const officesOf = (actor: Actor): string[] => idsOf(officePosts(actor));

/** Organisations where the person is a dispatcher. */
export const desksOf = (actor: Actor): string[] => idsOf(actor.posts.filter(isOneOf(['dispatcher'])));

export const watchedRegions = (actor: Actor): string[] =>
  actor.posts.filter(isOneOf(watcherRoles)).flatMap(({ region }) => (region ? [region] : []));

/** The ministry looks on too, but it is the inspectorate that must act. */
export const inspectedRegions = ({ posts }: Actor): string[] =>
  posts.flatMap(({ role, region }) => (role === 'inspector' && region ? [region] : []));

/** By what the actor may see cases: the one reader for lists, search, counts, alarms and the pages of a case. */
export const readerOf = (actor: Actor | null): CaseReader =>
  actor
    ? {
        personId: actor.self,
        houses: actor.houses,
        organisations: officesOf(actor),
        desks: desksOf(actor),
        // In the name of an owner only a person decides: a key of the organisation is no party to a meeting.
        heads: actor.self === null ? [] : idsOf(actor.posts.filter(isOneOf(speakerRoles))),
        regions: watchedRegions(actor),
      }
    : {};
