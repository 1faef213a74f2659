import type { Knex } from 'knex';

/** A write that ordered something of a case holds no transaction while the case does it; whoever moves time waits for it. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index write_key_ordered on write_key (at) where jsonb_exists(answer, 'order');
    grant update (answer) on write_key to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    revoke update (answer) on write_key from domovoy_app;
    drop index write_key_ordered;
  `);
}
