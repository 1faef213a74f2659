import type { Knex } from 'knex';

/**
 * The words a document was filed with. Words and files are written before the case is told of the act; whatever the
 * case then refuses stays in the table for ever, and is shown to nobody.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw('alter table case_document add column text_id uuid');
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('alter table case_document drop column text_id');
}
