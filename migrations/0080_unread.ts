import type { Knex } from 'knex';

/** Every page shows how many messages a person has not read, so the count touches only those. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`create index delivery_unread on delivery (person_id) where channel = 'cabinet' and read_at is null`);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop index delivery_unread');
}
