import type { Knex } from 'knex';

/**
 * Writes, for a test, what no role may write: as the owner of the schema, with the triggers disabled that protect the
 * settled rows of a table. The log of records stays on.
 */
export async function unsettled<T>(
  owner: Knex,
  table: string,
  work: (trx: Knex.Transaction) => PromiseLike<T>,
): Promise<T> {
  return owner.transaction(async (trx) => {
    const names: string[] = await trx('pg_trigger')
      .whereRaw(`tgrelid = ?::regclass and (tgname like 'settled%' or tgname in ('terms_stay', 'frozen'))`, [table])
      .pluck('tgname');
    for (const name of names) await trx.raw('alter table ?? disable trigger ??', [table, name]);
    const done = await work(trx);
    for (const name of names) await trx.raw('alter table ?? enable trigger ??', [table, name]);
    return done;
  });
}
