import type { Knex } from 'knex';

/**
 * Answers a person has marked but not signed yet. They are nobody's decision: they leave when the ballot is signed or
 * the meeting is sealed, and are never copied into a case.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table voting_draft (
      case_id uuid not null references meeting,
      person_id uuid not null references person,
      holder_id uuid not null,
      answers jsonb not null default '{}',
      at timestamptz not null,
      primary key (case_id, person_id, holder_id)
    );
    comment on column voting_draft.holder_id is 'in whose name: the person, their organisation, or who trusted them';
    revoke select on voting_draft from domovoy_reader;
    grant select, insert, update, delete on voting_draft to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table voting_draft');
}
