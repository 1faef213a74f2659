import { knex, type Knex } from 'knex';
import { types } from 'pg';

// Money and shares are exact: bigint columns come as bigint-safe strings, numerics as strings, dates as plain days.
const DATE_OID = 1082;
types.setTypeParser(DATE_OID, (day) => day);

/** The pool of one program. `application_name` tells an operator whose connection it is. */
export function openDatabase(url: string, program: string, max = 10): Knex {
  return knex({
    client: 'pg',
    connection: { connectionString: url, application_name: `domovoy ${program}` },
    pool: { min: 0, max },
    acquireConnectionTimeout: 5_000,
    // A crowd that finds every connection taken is told by the answers and by the log of requests, not by a line each.
    log: { warn: () => undefined },
  });
}
