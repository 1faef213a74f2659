import type { Knex } from 'knex';
import type { ZodType } from 'zod';
import type { Actor, Relation, Role, Subject } from '../security/actor';
import type { Command, Engine } from './engine';
import type { Heavy } from '../heavy/heavy';
import type { Limits } from './limits';
import type { IdentityProvider } from '../security/identity';
import type { RateClass } from '../security/rates';
import type { DelegationScope } from '../security/scopes';

/** What every handler may lean on. */
export interface Services {
  /** Role domovoy_app: the only SQL stands in store/. In a write it is the write's own transaction: nobody holds two. */
  db: Knex;
  /** Sends commands to running cases. */
  engine: Engine;
  /** Where the engine's own pages show an execution; absent where they are not for readers of ours. */
  engineUi?: (workflowId: string) => string;
  /** Reckons apart what takes long. */
  heavy: Heavy;
  /** Sign-in by the provider; absent where none is configured. */
  identity?: IdentityProvider;
  /** Puts the letter with the activation link into the outbox, in the same transaction. */
  sendActivation?: (db: Knex, letter: { personId: string; email: string; name: string; link: string }) => Promise<void>;
}

export interface Upload {
  field: string;
  name: string;
  bytes: Buffer;
}

/** The shape the answer is wanted in; which of them a route gives follows from its declaration (api/http/negotiate.ts). */
export const shapes = ['page', 'json', 'csv', 'xlsx', 'ics', 'pdf'] as const;
export type Shape = (typeof shapes)[number];

/** From where the request came; for account pages. */
export interface Visit {
  sessionId: string | null;
  /** Hash of the browser's own cookie: binds a sign-in to the browser that began it. */
  visitor: string;
  agent: string;
  /** The network a request came from, as limits know it. */
  sender: string;
  /** The number of this browser, when this person has signed in from it before. */
  device: (personId: string) => string | null;
  /** Address of this installation as people see it, without a slash at the end. */
  publicUrl: string;
  kind: 'training' | 'live';
}

/** One checked request, as a handler sees it. */
export interface Call<P = unknown, Q = unknown, B = unknown, R = unknown> {
  services: Services;
  /** Writes: the one transaction that also keeps the answer under its idempotency key. Reads: the plain pool. */
  db: Knex;
  /** Who asks; null where the route is open to everyone and nobody is signed in. */
  actor: Actor | null;
  /** The thing the route is about, as the relation check saw it. */
  subject: Subject | null;
  params: P;
  query: Q;
  body: B;
  files: Upload[];
  /** What the route's own `prepare` has made of the request. */
  prepared: R;
  /** Made by us of who asks, the route and the form's own UUID; becomes the id of what is written: twice is once. */
  key: string;
  /** The region's instant (store/clock/clock), not the process's. */
  now: Date;
  as: Shape;
  visit: Visit;
  requestId: string;
  /** Person or, before sign-in, address: whose turn it is and whose part of what is shared out. */
  sender: string;
}

/** What the frame of a page says about it; the title is the route's summary when nothing better is known. */
export interface Frame {
  title?: string;
  back?: { href: string; title: string };
  trail?: { href?: string; title: string }[];
  wide?: boolean;
  /** Seconds until a browser without scripts asks for the page again. */
  refresh?: number;
}

/** What a handler gives back; the wrapper makes a page, JSON, CSV, XLSX, PDF or a redirect of it. */
export interface Answer<T = unknown> {
  /** JSON-safe data, by the route's `out` schema. */
  data: T;
  /** Where a person is sent after a write (303); programs get `data`. */
  see?: string;
  /** One sentence shown on the page after the redirect. */
  say?: string;
  status?: 200 | 201 | 202;
  frame?: Frame;
  /** Opens a session for this person, or closes the one at hand. */
  session?: { personId: string; via: 'password' | 'identity' } | 'close';
  /** Reads only; a write answers with `data` and the address of the file. */
  file?: { name: string; type: string; bytes: Buffer | string; inline?: boolean };
}

/**
 * What a write gives back when a running case has to do it: the case is told once the write is committed, so neither a
 * transaction nor a connection ever waits for the engine. What the case answers becomes the data (`actOut`).
 */
export interface Ordered {
  order: Command;
  see: string;
  say: string;
}

/** Who may: everyone, everyone signed in, or a role that stands in a relation to the route's subject. */
export type Allowed = 'anyone' | 'signed-in' | readonly { role: Role; on: Relation }[];

/** A file that the handler of a read itself makes, as `Answer.file`. */
export interface FileAnswer {
  /** Media types it may have; another one is a broken promise. Of JSON the schema is `out`. */
  types: readonly string[];
  /** Only when asked for in this shape; without it the route answers nothing else. */
  as?: Shape;
}

export interface SheetTable {
  /** For CSV and XLSX of the same filter: Russian headers over rows made from the answer's data. */
  columns: readonly string[];
  rows: (data: never) => readonly (readonly (string | number | null)[])[];
}

/**
 * One declaration a route. From it come the router, the OpenAPI document, the authorization matrix, the fuzz targets,
 * the audit, the rate limits: an undeclared route cannot be mounted.
 */
export interface Route<P = unknown, Q = unknown, B = unknown, T = unknown, R = unknown> {
  /** `area.verb`, unique: the operationId and the name of the page template (`pages/<area>/<verb>.hbs`). */
  id: string;
  method: 'get' | 'post';
  path: string;
  /** One Russian sentence: what it does. */
  summary: string;
  allowed: Allowed;
  /** Loads what the relation is measured against; null → 404. Needed where `allowed` names a relation. */
  subject?: (db: Knex, params: P, actor: Actor | null) => Promise<Subject | null>;
  params?: ZodType<P>;
  query?: ZodType<Q>;
  /** Writes only. Every write also takes `key` (UUID): hidden field `key` or header Idempotency-Key. */
  body?: ZodType<B>;
  /** File fields and how many files each may carry. */
  files?: Readonly<Record<string, number>>;
  /** What of a body is taken, where the usual (limits.ts) is too little or too much. */
  limits?: Partial<Limits>;
  out: ZodType<T>;
  /** Page template; without it the route answers only programs (and redirects people by `see`). */
  page?: string;
  /** What the page shows, made of the data (dates in words, links, lists); without it the page shows the data itself. */
  view?: (data: T, call: Call<P, Q, B>) => object;
  /**
   * Page template of the form a refused write or question belongs to, with all it shows (as `view` makes it). A refused
   * question has not passed `query`: nothing of it may be leaned on here.
   */
  form?: { page: string; data: (call: Call<P, unknown, unknown>) => Promise<object>; frame?: Frame };
  table?: SheetTable;
  file?: FileAnswer;
  /** Cost class for the rate limiter. */
  rate?: RateClass;
  /** Writes that may pass while the region's clock is being moved. */
  whileTravelling?: boolean;
  /** What a guest must have been allowed to act here by a delegation; without it no guest may. */
  delegated?: DelegationScope;
  /**
   * Where a repeated key finds its first answer, when not among the kept ones: nowhere, because it opens a session or
   * shows a secret once; or in the record itself, which bears the key as its id and answers for itself.
   */
  kept?: 'never' | 'record';
  /** The route exists only in a training installation. */
  trainingOnly?: boolean;
  /**
   * Writes only: what is done before the transaction begins, on the plain pool, because it takes long (reading a file,
   * heavy reckoning) or has to stay when the write is refused (a password that was tried).
   */
  prepare?: (call: Call<P, Q, B>) => Promise<R>;
  handle: (call: Call<P, Q, B, R>) => Promise<Answer<T> | Ordered>;
}

/** Keeps the types of one declaration together while the table holds routes of many. */
export function route<P, Q, B, T, R>(declaration: Route<P, Q, B, T, R>): Route {
  return declaration as unknown as Route;
}
