import type { Knex } from 'knex';
import type { ZodType } from 'zod';
import type { Actor, Relation, Role, Subject } from '../security/actor';
import type { Command, Engine } from './engine';
import type { Heavy } from '../heavy/heavy';
import type { Limits } from './limits';
import type { Cell } from './sheet';
import type { IdentityProvider } from '../security/identity';
import type { RateClass } from '../security/rates';
import type { Stream } from './stream';
import type { DelegationScope } from '../security/scopes';
import type { Signer } from '../security/signature';

/** What every handler may use. */
export interface Services {
  /**
   * Role domovoy_app; SQL stands only in store/. In a write this is the write's transaction, so a request never holds
   * two connections.
   */
  db: Knex;
  /** Sends commands to running cases. */
  engine: Engine;
  /** The address of an execution in the engine's own web pages; absent when readers may not open them. */
  engineUi?: (workflowId: string) => string;
  /** Runs long computations outside the main thread. */
  heavy: Heavy;
  /** Sign-in by an external provider; absent when none is configured. */
  identity?: IdentityProvider;
  /** Writes the letter with the activation link into the outbox, in the same transaction. */
  sendActivation?: (db: Knex, letter: { personId: string; email: string; name: string; link: string }) => Promise<void>;
}

export interface Upload {
  field: string;
  name: string;
  bytes: Buffer;
}

/** The requested format; which formats a route offers follows from its declaration (api/http/negotiate.ts). */
export const shapes = ['page', 'json', 'csv', 'xlsx', 'ics', 'pdf'] as const;
export type Shape = (typeof shapes)[number];

/** Where the request came from; for account pages. */
export interface Visit {
  sessionId: string | null;
  /** Hash of the browser's cookie: ties a sign-in to the browser that started it. */
  visitor: string;
  agent: string;
  /** The network the request came from, as rate limits count it. */
  sender: string;
  /** The number of this browser, if this person has signed in from it before. */
  device: (personId: string) => string | null;
  /** The public address of this installation, without a slash at the end. */
  publicUrl: string;
  kind: 'training' | 'live';
}

/** One checked request, as a handler gets it. */
export interface Call<P = unknown, Q = unknown, B = unknown, R = unknown> {
  services: Services;
  /** Writes: the transaction that also stores the answer under its idempotency key. Reads: the pool. */
  db: Knex;
  /** Who asks; null when the route is open to everyone and nobody is signed in. */
  actor: Actor | null;
  /** Whose exchange signed the request; null where the route does not ask for a signature. */
  signer: Signer | null;
  /** What the route is about, as the relation check loaded it. */
  subject: Subject | null;
  params: P;
  query: Q;
  body: B;
  files: Upload[];
  /** What the route's `prepare` returned. */
  prepared: R;
  /**
   * Made from the actor, the route and the form's UUID; becomes the id of the new record, so a repeat writes nothing
   * new.
   */
  key: string;
  /** The region's instant (store/clock/clock), not the process's. */
  now: Date;
  as: Shape;
  visit: Visit;
  /** Whether a page that is about nothing in particular is there and opens for whoever asks (api/view/navigation). */
  opens: (href: string) => boolean;
  requestId: string;
  /** The person or, before sign-in, the address: whose share of limited resources is used. */
  sender: string;
}

/** What a page tells its frame; the title is the route's summary unless the page has a better one. */
export interface Frame {
  title?: string;
  back?: { href: string; title: string };
  trail?: { href?: string; title: string }[];
  /** A page of one act (a ballot, a signature, a confirmation) has this way out in place of the menu. */
  out?: { href: string; title: string };
  wide?: boolean;
  /** A page that may stand on a telephone like a program of its own. */
  app?: boolean;
  /** Seconds until a browser without scripts reloads the page. */
  refresh?: number;
}

/** What a handler returns; the wrapper makes a page, JSON, CSV, XLSX, PDF or a redirect of it. */
export interface Answer<T = unknown> {
  /** JSON-safe data that fits the route's `out` schema. */
  data: T;
  /** Where a browser is redirected after a write (303); programs get `data`. */
  see?: string;
  /** One sentence shown on the page after the redirect. */
  say?: string;
  status?: 200 | 201 | 202;
  frame?: Frame;
  /** Opens a session for this person, or closes the current one. */
  session?: { personId: string; via: 'password' | 'identity' } | 'close';
  /** Only for routes that declare `stream`: the connection stays open and hears what comes. */
  stream?: Stream;
  /**
   * Only for writes: acts of several cases that were accepted in it, each on its own. The cases are asked at once; what
   * came of each the page tells.
   */
  after?: readonly Command[];
  /** Only for reads; a write answers with `data` and the address of the file. */
  file?: { name: string; type: string; bytes: Buffer | string; inline?: boolean };
}

/**
 * What a write returns when a running case has to do the act: the case is told after the commit, so no transaction and
 * no connection waits for the engine. The answer of the case becomes the data (`actOut`).
 */
export interface Ordered {
  order: Command;
  see: string;
  say: string;
}

/** Who may: everyone, everyone signed in, or a role in a given relation to the route's subject. */
export type Allowed = 'anyone' | 'signed-in' | readonly { role: Role; on: Relation }[];

/** A file that a read returns as `Answer.file`. */
export interface FileAnswer {
  /** Its possible media types; any other one is an error. For JSON the schema is `out`. */
  types: readonly string[];
  /** The format in which the file is given; without it the route answers with nothing else. */
  as?: Shape;
}

export interface SheetTable {
  /** For CSV and XLSX of the same filter: Russian headers over rows made from the answer's data. */
  columns: readonly string[];
  rows: (data: never) => readonly (readonly Cell[])[];
}

/**
 * One declaration per route. The router, the OpenAPI document, the authorization matrix, the fuzz targets, the audit
 * and the rate limits are made from it: an undeclared route cannot be mounted.
 */
export interface Route<P = unknown, Q = unknown, B = unknown, T = unknown, R = unknown> {
  /** `area.verb`, unique: the operationId and the name of the page template (`pages/<area>/<verb>.hbs`). */
  id: string;
  method: 'get' | 'post';
  path: string;
  /** One Russian sentence: what it does. */
  summary: string;
  allowed: Allowed;
  /** Loads what the relation is checked against; null → 404. Needed when `allowed` names a relation. */
  subject?: (db: Knex, params: P, actor: Actor | null) => Promise<Subject | null>;
  params?: ZodType<P>;
  query?: ZodType<Q>;
  /** Only for writes. Every write also takes `key` (UUID): hidden field `key` or header Idempotency-Key. */
  body?: ZodType<B>;
  /** File fields and how many files each may have. */
  files?: Readonly<Record<string, number>>;
  /** Limits of the body, when the usual ones (limits.ts) do not fit. */
  limits?: Partial<Limits>;
  out: ZodType<T>;
  /** The page template; without it the route answers only programs (and redirects browsers to `see`). */
  page?: string;
  /**
   * What the page shows, made from the data (dates in words, links, lists); without it the page shows the data itself.
   */
  view?: (data: T, call: Call<P, Q, B>) => object;
  /**
   * The page template of the form of a refused write or query, with all it shows (as `view` makes it). A refused query
   * has not passed its schema: do not rely on it here.
   */
  form?: {
    page: string;
    data: (call: Call<P, unknown, unknown>) => Promise<object>;
    /** Or made from what `data` gives. */
    frame?: Frame | ((shown: object) => Frame);
  };
  table?: SheetTable;
  file?: FileAnswer;
  /**
   * A read whose answer goes on: server-sent events until the reader leaves, signs out or has listened for long. The
   * answer without a listener is a file of one event, after which browsers ask again.
   */
  stream?: boolean;
  /** Cost class of the rate limiter. */
  rate?: RateClass;
  /** For writes that may be done while the region's clock is being moved. */
  whileTravelling?: boolean;
  /**
   * The body is signed by a program that is nobody's: without the right signature nothing is read. Such a route needs
   * no browser's token, and no key of a form: what it is told has names of its own.
   */
  signed?: 'exchange';
  /** The permission a guest needs from a delegation to use this route; without it no guest may. */
  delegated?: DelegationScope;
  /**
   * Where a repeated key finds its first answer when it is not stored: `never`, because the route opens a session or
   * shows a secret once; `record`, because the record has the key as its id and can be read again, or is a draft of
   * which the last form sent is the one that holds.
   */
  kept?: 'never' | 'record';
  /**
   * Fields that say only when this copy was sent, such as the clock of a telephone: a repeat has other ones and is
   * still the same write.
   */
  passing?: readonly string[];
  /** The route exists only in a training installation. */
  trainingOnly?: boolean;
  /**
   * Only for writes: runs before the transaction, on the pool, because it takes long (reading a file, heavy
   * computation) or must stay when the write is refused (counting a password attempt).
   */
  prepare?: (call: Call<P, Q, B>) => Promise<R>;
  handle: (call: Call<P, Q, B, R>) => Promise<Answer<T> | Ordered>;
}

/** Keeps the types of one declaration together, while the table holds routes of many types. */
export function route<P, Q, B, T, R>(declaration: Route<P, Q, B, T, R>): Route {
  return declaration as unknown as Route;
}
