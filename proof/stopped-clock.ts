import type { Knex } from 'knex';

/**
 * Stops the one clock of a test's own database at an instant, to the microsecond; a second call moves it on. Everything
 * that asks what time it is, pages and SQL alike, is told the same.
 */
export async function stopClock(owner: Knex, at: Date): Promise<void> {
  await owner.raw(
    `create or replace function domovoy_now() returns timestamptz language sql volatile parallel safe as $$
       select '${at.toISOString()}'::timestamptz $$`,
  );
}
