import type { Knex } from 'knex';

/** A seed makes many travels in a row: only after the last one must every execution stand at the region's instant. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table travel add column more boolean not null default false;
    comment on column travel.more is 'another travel follows at once: executions that need not wake may lag behind';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table travel drop column more');
}
