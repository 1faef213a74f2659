import type { Knex } from 'knex';

/** P-08: chair or secretary name whom the meeting elected to the council; only they sign as such. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table meeting_council_member (
      case_id uuid not null references meeting_protocol,
      person_id uuid not null references person,
      named_by uuid references person,
      named_at timestamptz not null,
      primary key (case_id, person_id)
    );
    comment on table meeting_council_member is
      'elected by the meeting, as its protocol names them; named_by is null where the signature came before the naming';
    grant select, insert, delete on meeting_council_member to domovoy_app;
    insert into meeting_council_member (case_id, person_id, named_at)
      select case_id, person_id, signed_at from meeting_protocol_signature where part = 'council';
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table meeting_council_member');
}
