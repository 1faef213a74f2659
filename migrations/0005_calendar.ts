import type { Knex } from 'knex';

/** The daily work of each region: once a day and region, in order, also after an outage. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table calendar_day (
      region text not null,
      at timestamptz not null,
      done_at timestamptz not null,
      report jsonb not null,
      primary key (region, at)
    );
    grant select, insert on calendar_day to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table calendar_day');
}
