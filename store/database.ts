import { knex, type Knex } from 'knex';
import { types } from 'pg';

// Money and shares are exact: bigint columns come as bigint-safe strings, numerics as strings, dates as plain days.
const DATE_OID = 1082;
types.setTypeParser(DATE_OID, (day) => day);

/** How long one statement may take, and how long a transaction may stand still, before the server ends it. */
export type Patience = 'page' | 'work' | 'batch';
const SECOND_MS = 1_000;
const limits: Record<Patience, { statement_timeout: number; idle_in_transaction_session_timeout: number }> = {
  // Somebody waits before a page. A forgotten transaction would hold rows and the door of the clock.
  page: { statement_timeout: 15 * SECOND_MS, idle_in_transaction_session_timeout: 60 * SECOND_MS },
  work: { statement_timeout: 120 * SECOND_MS, idle_in_transaction_session_timeout: 300 * SECOND_MS },
  batch: { statement_timeout: 1_800 * SECOND_MS, idle_in_transaction_session_timeout: 1_800 * SECOND_MS },
};

/**
 * The pool of one program. `application_name` tells an operator whose connection it is. A peer that is gone without a
 * word is noticed by the keepalive of the socket. Migrations and copies have connections of their own, without limits.
 */
export function openDatabase(url: string, program: string, max = 10, patience: Patience = 'batch'): Knex {
  return knex({
    client: 'pg',
    connection: {
      connectionString: url,
      application_name: `domovoy ${program}`,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10 * SECOND_MS,
      connectionTimeoutMillis: 4 * SECOND_MS,
      ...limits[patience],
    },
    pool: { min: 0, max },
    acquireConnectionTimeout: 5 * SECOND_MS,
    // A crowd that finds every connection taken is told by the answers and by the log of requests, not by a line each.
    log: { warn: () => undefined },
  });
}
