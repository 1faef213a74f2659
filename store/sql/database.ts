import type { Socket } from 'node:net';
import { knex, type Knex } from 'knex';
import { types } from 'pg';
import type { Files } from '../files/port';
import { prepareOften, type Speaker } from './prepared';

// Money and shares are exact: bigint and numeric columns are read as strings, dates as plain days.
const DATE_OID = 1082;
types.setTypeParser(DATE_OID, (day) => day);

/** How long the server allows a statement, a wait for a lock and an idle transaction to last. */
export type Patience = 'page' | 'step' | 'work' | 'batch';
const SECOND_MS = 1_000;
/** Seconds for a statement, for waiting on another's lock, and for a transaction in which nothing happens. */
const limits: Record<Patience, { statement: number; lock: number; idle: number }> = {
  // Somebody waits for a page. A forgotten transaction would hold rows and the lock of the clock.
  page: { statement: 15, lock: 8, idle: 60 },
  // One act upon a case: the engine gives it up after 15 seconds and tries again. A worker frozen during a step loses
  // its transaction soon after.
  step: { statement: 20, lock: 10, idle: 30 },
  work: { statement: 120, lock: 30, idle: 300 },
  batch: { statement: 1_800, lock: 300, idle: 1_800 },
};
/**
 * If the server has not ended a statement by then, it never got it, or its answer will not reach us: the connection is
 * dead.
 */
const WIRE_SECONDS = 5;

/**
 * The connection pool of one program. `application_name` shows an operator whose connection it is. A silently lost peer
 * is noticed by the keepalive of the socket. Migrations and copies have connections of their own, without limits.
 */
export function openDatabase(
  url: string,
  program: string,
  max = 10,
  patience: Patience = 'batch',
  files?: Files,
): Knex {
  const config: Knex.Config & { userParams: { files?: Files } } = {
    client: 'pg',
    // The file store goes with the connection, into every transaction on it (store/files).
    userParams: { files },
    connection: {
      connectionString: url,
      application_name: `domovoy ${program}`,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10 * SECOND_MS,
      connectionTimeoutMillis: 4 * SECOND_MS,
      ...timeouts(patience),
    },
    pool: { min: 0, max, afterCreate: made((limits[patience].statement + WIRE_SECONDS) * SECOND_MS) },
    acquireConnectionTimeout: 5 * SECOND_MS,
    // Requests that find every connection taken are visible in the answers and the request log; a log line each is not
    // needed.
    log: { warn: () => undefined },
  };
  return knex(config);
}

const timeouts = (patience: Patience) => ({
  statement_timeout: limits[patience].statement * SECOND_MS,
  lock_timeout: limits[patience].lock * SECOND_MS,
  idle_in_transaction_session_timeout: limits[patience].idle * SECOND_MS,
});

/** What we know of a connection of the driver: its socket, and whether it waits for an answer. */
interface Wire extends Speaker {
  readonly readyForQuery: boolean;
  readonly connection: { readonly stream: Socket };
}

function made(silentMs: number) {
  return (wire: Wire, ready: (error: Error | null, wire: Wire) => void): void => {
    dropWhenSilent(wire, silentMs);
    prepareOften(wire);
    ready(null, wire);
  };
}

/**
 * After a failover an answer may never come, and the socket does not know: keepalive is silent while sent data waits to
 * be acknowledged. A query that waits longer than the server would allow gets an error, and the pool opens a new
 * connection.
 */
function dropWhenSilent(wire: Wire, ms: number): void {
  const { stream } = wire.connection;
  stream.setTimeout(ms, () => {
    if (!wire.readyForQuery)
      stream.destroy(Object.assign(new Error('the database fell silent'), { code: 'ETIMEDOUT' }));
  });
}
