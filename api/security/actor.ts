import { staffRoles, type OrganisationKind } from '../../law/registry/words';

/** `citizen` is everyone signed in; the others come from a post in an organisation. */
export const roles = ['citizen', ...staffRoles] as const;
export type Role = (typeof roles)[number];

/** How a person stands to a thing. `party`: named in it; `own`: theirs alone; `region`: looks after the place. */
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
  /** The region whose houses an inspectorate or a ministry looks after. */
  region: string | null;
}

export interface Actor {
  /** Who signs what is done: the author of a fact. What is theirs as a citizen is measured by `self` alone. */
  personId: string;
  /** The same person as a citizen; null where an organisation's key acts: it has a post and nothing personal. */
  self: string | null;
  posts: readonly Post[];
  /** Houses where the person owns or lives. */
  houses: readonly string[];
  /** A token of a program carries scopes (route ids or `area.*`); a person's session has none and may all. */
  scopes: readonly string[] | null;
  /** Set where a guest acts by a delegation: never votes, reads bills and sends readings only. */
  delegationId: string | null;
}

/** The administrator of the whole installation, and not a guest in another's name. */
export const runsInstallation = ({ posts, delegationId }: Pick<Actor, 'posts' | 'delegationId'>): boolean =>
  delegationId === null && posts.some(({ role }) => role === 'platform');

/** Is the actor, as a citizen, one of these people? Nobody is, for an organisation's key. */
export const isAmong = ({ self }: Pick<Actor, 'self'>, people: readonly (string | null)[]): boolean =>
  self !== null && people.includes(self);

/** What a relation is measured against. */
export interface Subject {
  owners: readonly string[];
  parties: readonly string[];
  houses: readonly string[];
  organisations: readonly string[];
  region: string | null;
  /** Administrations that look after the place as an inspectorate looks after its region. */
  halls?: readonly string[];
}
