import { emptyDatabase, testDatabase } from './database';
import { withClient } from '../store/sql/cluster';
import { migrate } from '../store/installation/migrate';

/**
 * Difficult on purpose: all kinds of values, a cycle of references, a sequence, a generated column, a trigger that must
 * not run.
 */
const data = `
  create table awkward_house (
    id bigint generated always as identity primary key, head uuid, name text not null, facts jsonb, raw bytea,
    seen timestamptz,
    share numeric, span interval, days daterange, marks text[], day date, whole boolean,
    long text generated always as (name || '!') stored
  );
  create table awkward_flat (id uuid primary key, house bigint not null references awkward_house,
    neighbour uuid references awkward_flat);
  alter table awkward_house add foreign key (head) references awkward_flat;
  create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
  create trigger awkward_guard before update or delete or truncate on awkward_house
    for each statement execute function refuse();
  insert into awkward_house (name, facts, raw, seen, share, span, days, marks, day, whole) values
    (E'Дом «у реки»\\n"кавычки", запятая, (скобки) \\\\ черта', 'null', '\\x00ff',
     '2026-11-21 00:00:00.123456+03', 1.50, '1 mon 2 days',
     '[2026-01-01,2026-02-01)', array['а', null, ''], '0044-03-15 BC', true),
    ('', null, null, 'infinity', 'NaN', null, null, '{}', null, null);
  insert into awkward_house (name) select 'дом ' || n from generate_series(1, 2500) n;
  insert into awkward_flat values ('00000000-0000-0000-0000-000000000001', 1, '00000000-0000-0000-0000-000000000002'),
    ('00000000-0000-0000-0000-000000000002', 2, '00000000-0000-0000-0000-000000000001');`;

const tables = data.slice(0, data.indexOf('  insert into'));

interface AwkwardDatabase {
  ownerUrl: string;
  drop(): Promise<void>;
}

/** A database to copy from. */
export async function awkwardSource(): Promise<AwkwardDatabase> {
  const { ownerUrl, drop } = await testDatabase();
  await withClient(ownerUrl, (client) => client.query(data));
  return { ownerUrl, drop };
}

/** A migrated database with the same tables, all of them empty. */
export async function awkwardTarget(): Promise<AwkwardDatabase> {
  const { ownerUrl, drop } = await emptyDatabase();
  await migrate(ownerUrl, { kind: 'training' });
  await withClient(ownerUrl, (client) => client.query(tables));
  return { ownerUrl, drop };
}
