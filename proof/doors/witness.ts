import type { Site } from '../site';

/** Tables that change by design also when a request is refused: counters, and the attempt a sign-in begins with. */
const COUNTERS = ['rate_limit', 'sign_in_attempt', 'guess', 'session', 'api_token', 'knex_migrations'];

/** Reports which tables were changed and committed since it was last asked; a rollback leaves no trace. */
export async function openWitness({ owner }: Site): Promise<() => Promise<string[]>> {
  await owner.raw(`
    create table witnessed (id bigint generated always as identity primary key, name text not null);
    create function witness() returns trigger language plpgsql security definer as $$
      begin insert into witnessed (name) values (tg_table_name); return null; end $$`);
  const { rows } = await owner.raw<{ rows: { name: string }[] }>(
    "select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace",
  );
  for (const { name } of rows.filter((row) => row.name !== 'witnessed' && !COUNTERS.includes(row.name)))
    await owner.raw(
      `create trigger zz_witness after insert or update or delete on ?? for each row execute function witness()`,
      [name],
    );
  let seen = 0;
  return async () => {
    const found = await owner('witnessed')
      .where('id', '>', seen)
      .orderBy('id')
      .select<{ id: string; name: string }[]>();
    seen = Number(found.at(-1)?.id ?? seen);
    return [...new Set(found.map(({ name }) => name))];
  };
}
