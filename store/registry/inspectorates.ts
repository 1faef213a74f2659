import type { Knex } from 'knex';

/** The housing inspectorates that watch over a region. */
export async function inspectoratesOf(db: Knex, region: string | null): Promise<string[]> {
  const rows = await db('organisation')
    .where({ kind: 'inspectorate', region })
    .orderBy('name')
    .select<{ id: string }[]>('id');
  return rows.map(({ id }) => id);
}
