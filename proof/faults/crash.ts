import type { Knex } from 'knex';
import { openDatabase } from '../../store/sql/database';

/** The process «died» here. */
export class SimulatedCrash extends Error {}

/**
 * Runs `work` again and again on a database that dies before its first query, its second, its third … until it
 * completes, with `recover` after each death. Every gap between two writes of `work` is tested. Returns the number of
 * deaths.
 */
export async function crashAtEveryQuery(
  url: string,
  work: (db: Knex) => Promise<unknown>,
  recover: () => Promise<unknown> = async () => undefined,
): Promise<number> {
  for (let deaths = 0; ; deaths += 1) {
    if (await livesThrough(url, deaths + 1, work)) return deaths;
    await recover();
  }
}

async function livesThrough(url: string, fatal: number, work: (db: Knex) => Promise<unknown>): Promise<boolean> {
  const db = openDatabase(url, 'mortal', 4);
  let queries = 0;
  let died = false;
  db.on('query', ({ sql }: { sql: string }) => {
    if (/^rollback/i.test(sql)) return;
    queries += 1;
    if (queries < fatal) return;
    died = true;
    throw new SimulatedCrash(`before query ${fatal}`);
  });
  try {
    await work(db);
  } catch (error) {
    if (!died) throw error;
  } finally {
    await db.destroy();
  }
  return !died;
}
