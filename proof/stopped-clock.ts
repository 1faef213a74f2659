import type { Knex } from 'knex';

/**
 * Stops the one clock of a test's database at an instant, to the microsecond; a second call moves it on. Pages and SQL
 * alike read this time.
 */
export async function stopClock(owner: Knex, at: Date): Promise<void> {
  await owner.raw(
    `create or replace function domovoy_now() returns timestamptz language sql volatile parallel safe as $$
       select '${at.toISOString()}'::timestamptz $$`,
  );
}
