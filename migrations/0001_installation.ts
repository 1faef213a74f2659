import type { Knex } from 'knex';

/**
 * One row says what this installation is. A live one keeps its offset at zero by constraint; the kind is chosen when
 * the database is created and never changed. Roles: the app may only do what a migration grants it; the
 * reader (inspectors' exports, reports) only reads.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'domovoy_app') then create role domovoy_app login; end if;
      if not exists (select from pg_roles where rolname = 'domovoy_reader') then create role domovoy_reader login; end if;
    exception when duplicate_object or unique_violation then null; end $$;
    grant usage on schema public to domovoy_app, domovoy_reader;
    alter default privileges in schema public grant select on tables to domovoy_reader;

    create table installation (
      one boolean primary key default true check (one),
      kind text not null check (kind in ('training', 'live')),
      offset_ms bigint not null default 0,
      doors_closed boolean not null default false,
      created_at timestamptz not null default clock_timestamp(),
      constraint live_time_cannot_move check (kind = 'training' or (offset_ms = 0 and not doors_closed))
    );
    create function installation_is_fixed() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then raise exception 'the installation row stays'; end if;
      if new.kind <> old.kind then raise exception 'the kind of an installation never changes'; end if;
      if new.offset_ms < old.offset_ms then raise exception 'time never goes back'; end if;
      return new;
    end $$;
    create trigger installation_is_fixed before update or delete on installation
      for each row execute function installation_is_fixed();

    create function domovoy_now() returns timestamptz language sql volatile parallel safe as $$
      select clock_timestamp() + make_interval(secs => offset_ms / 1000.0) from installation
    $$;
    grant select on installation to domovoy_app;
    grant update (offset_ms, doors_closed) on installation to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table installation cascade; drop function domovoy_now(); drop function installation_is_fixed()');
}
