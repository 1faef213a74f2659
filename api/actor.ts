/** The roles of DESIGN §9. `citizen` is everyone signed in; the others come from a post in an organisation. */
export const roles = [
  'citizen',
  'clerk',
  'head',
  'dispatcher',
  'master',
  'accountant',
  'passport-clerk',
  'municipal',
  'inspector',
  'ministry',
  'platform',
] as const;
export type Role = (typeof roles)[number];

/** How a person stands to a thing. `party`: named in it; `own`: theirs alone. */
export const relations = ['own', 'party', 'house', 'organisation', 'region', 'none'] as const;
export type Relation = (typeof relations)[number];

export interface Post {
  organisationId: string;
  organisationKind: 'manager' | 'association' | 'supplier' | 'municipality' | 'inspectorate' | 'ministry' | 'platform';
  role: Role;
  /** The region whose houses an inspectorate or a ministry looks after. */
  region: string | null;
}

export interface Actor {
  personId: string;
  posts: readonly Post[];
  /** Houses where the person owns or lives. */
  houses: readonly string[];
  /** A token of a program carries scopes (route ids or `area.*`); a person's session has none and may all. */
  scopes: readonly string[] | null;
  /** Set where a guest acts by a delegation: never votes, reads bills and sends readings only. */
  delegationId: string | null;
}

/** What a relation is measured against. */
export interface Subject {
  owners: readonly string[];
  parties: readonly string[];
  houses: readonly string[];
  organisations: readonly string[];
  region: string | null;
}
