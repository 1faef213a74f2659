import type { Knex } from 'knex';

/** Rows deleted by one statement: few enough to be over before anybody waits for it. */
const AT_ONCE = 5_000;

/**
 * Deletes expired rows, `:most` per statement, each statement on its own, until none is left. Rows are selected by
 * their physical place: by a key the server would scan the whole table for so many.
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
