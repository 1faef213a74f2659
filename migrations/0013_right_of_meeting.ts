import type { Knex } from 'knex';

/** A ballot is of a right of its own meeting: one key says what two said, and one row less is locked at each vote. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table meeting_right add unique (case_id, id);
    alter table meeting_ballot drop constraint meeting_ballot_case_id_fkey;
    alter table meeting_ballot drop constraint meeting_ballot_right_id_fkey;
    alter table meeting_ballot add foreign key (case_id, right_id) references meeting_right (case_id, id);
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    alter table meeting_ballot drop constraint meeting_ballot_case_id_right_id_fkey;
    alter table meeting_ballot add foreign key (case_id) references meeting;
    alter table meeting_ballot add foreign key (right_id) references meeting_right;
    alter table meeting_right drop constraint meeting_right_case_id_id_key;
  `);
}
