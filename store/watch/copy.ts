import type { Client } from 'pg';

/**
 * Records that a copy was made, or that this database was restored from one. A database of an older version may not
 * have this table yet: it is copied all the same.
 */
export async function noteCopy(
  client: Client,
  { kind, stateAt, print }: { kind: 'backup' | 'restore'; stateAt: string; print: string },
): Promise<void> {
  const { rows } = await client.query<{ known: boolean }>(`select to_regclass('copy_note') is not null as known`);
  if (!rows[0]?.known) return;
  await client.query('insert into copy_note (kind, state_at, print) values ($1, $2, $3)', [kind, stateAt, print]);
}
