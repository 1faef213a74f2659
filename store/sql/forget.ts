import type { Knex } from 'knex';

/** So many rows one statement takes away: it is over before anybody has waited for it. */
const AT_ONCE = 5_000;

/**
 * Takes away what is past keeping, `:most` rows a statement, each on its own, until nothing is left of it. The rows are
 * named by where they lie: by a key the server would rather read the whole table for so many.
 */
export async function forgetInBatches(
  db: Knex,
  statement: string,
  values: Readonly<Record<string, number>> = {},
): Promise<number> {
  for (let all = 0; ;) {
    const { rowCount } = await db.raw<{ rowCount: number }>(statement, { ...values, most: AT_ONCE });
    all += rowCount;
    if (rowCount < AT_ONCE) return all;
  }
}
