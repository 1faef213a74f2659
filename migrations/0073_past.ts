import type { Knex } from 'knex';

/**
 * A training region is shown at once and lives its past afterwards: how far it has come stands here, for the pages and
 * for whoever takes an interrupted past up again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table past (
      one boolean primary key default true check (one),
      from_at timestamptz not null,
      until_at timestamptz not null,
      done_to timestamptz not null,
      share double precision not null default 0 check (share between 0 and 1),
      run_at timestamptz not null default clock_timestamp(),
      run_share double precision not null default 0,
      beat_at timestamptz not null default clock_timestamp(),
      problem text,
      ended_at timestamptz,
      check (until_at > from_at)
    );
    comment on table past is 'no row: the region has none to live through';
    comment on column past.done_to is 'by the clock of the region: whatever happens up to then has been done';
    comment on column past.share is 'of the whole work, as far as it can be told beforehand';
    comment on column past.run_at is 'real time: when whoever lives it now began, at run_share';
    comment on column past.beat_at is 'real time: when it last came further';
    comment on column past.problem is 'why it does not come further: a sentence for people';
    create function past_in_training() returns trigger language plpgsql as $$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation has no past to live'; end if;
      return new;
    end $$;
    create trigger past_in_training before insert on past for each row execute function past_in_training();
    grant select, insert, update on past to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table past; drop function past_in_training');
}
