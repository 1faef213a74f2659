import { staffRoles, type OrganisationKind } from '../../law/registry/words';

/**
 * The roles (docs/architecture.md, «Who may»). `citizen` is everyone signed in; the others come from a post in an
 * organisation.
 */
export const roles = ['citizen', ...staffRoles] as const;
export type Role = (typeof roles)[number];

/** How a person relates to a thing. `party`: named in it; `own`: theirs alone; `region`: watches over the place. */
export const relations = ['own', 'party', 'house', 'organisation', 'region', 'none'] as const;
export type Relation = (typeof relations)[number];

/** Who may: a role, and how its holder stands to the thing. */
export interface Grant {
  role: Role;
  on: Relation;
}

/** The same relation for several roles. */
export const grants = (on: Relation, ...roles: readonly Role[]): Grant[] => roles.map((role) => ({ role, on }));

export interface Post {
  organisationId: string;
  organisationKind: OrganisationKind;
  role: Role;
  /** The region whose houses an inspectorate or a ministry watches over. */
  region: string | null;
}

export interface Actor {
  /**
   * The person who signs what is done: the author of an event. What they may do as a citizen is measured by `self`
   * alone.
   */
  personId: string;
  /** The same person as a citizen; null for an organisation's key, which has a post and nothing personal. */
  self: string | null;
  posts: readonly Post[];
  /** Houses where the person owns premises or lives. */
  houses: readonly string[];
  /**
   * A program's token has scopes (route ids or `area.*`); a person's session has none and may do everything the person
   * may.
   */
  scopes: readonly string[] | null;
  /** Set when a guest acts by a delegation: such a guest never votes, only reads bills and sends readings. */
  delegationId: string | null;
}

/** The administrator of the whole installation, and not a guest acting for another. */
export const runsInstallation = ({ posts, delegationId }: Pick<Actor, 'posts' | 'delegationId'>): boolean =>
  delegationId === null && posts.some(({ role }) => role === 'platform');

/** Is the actor, as a citizen, one of these people? An organisation's key never is. */
export const isAmong = ({ self }: Pick<Actor, 'self'>, people: readonly (string | null)[]): boolean =>
  self !== null && people.includes(self);

/** What a relation is checked against. */
export interface Subject {
  owners: readonly string[];
  parties: readonly string[];
  houses: readonly string[];
  organisations: readonly string[];
  region: string | null;
  /** Municipal administrations that watch over the place as an inspectorate watches over its region. */
  halls?: readonly string[];
}
