import type { Knex } from 'knex';

/** What comparing cases with workflows has found. It goes on in chunks, beside everything, and holds nothing up. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table reconciliation (
      id bigint generated always as identity primary key,
      made_by uuid not null,
      began_at timestamptz not null default clock_timestamp(),
      beat_at timestamptz not null default clock_timestamp(),
      cursor uuid,
      compared int not null default 0,
      ended_at timestamptz,
      whole boolean not null default false
    );
    comment on table reconciliation is 'each pass over all open cases and all running workflows; real time';
    comment on column reconciliation.cursor is 'the last case compared: whoever takes the pass up goes on after it';
    comment on column reconciliation.whole is 'it went to its end; a pass that another made way for did not';
    create unique index reconciliation_one on reconciliation ((true)) where ended_at is null;
    create index reconciliation_ended on reconciliation (ended_at);

    create table disagreement (
      kind text not null check (kind in
        ('case-without-workflow', 'workflow-without-case', 'phases-disagree', 'stands-still')),
      workflow_id text not null,
      name text not null,
      found_at timestamptz not null default clock_timestamp(),
      pass bigint not null references reconciliation,
      primary key (kind, workflow_id)
    );
    comment on table disagreement is 'what stands now: a pass that no longer sees one takes it away';
    comment on column disagreement.name is 'number of the case, or the workflow where there is none';

    grant select, insert, update, delete on reconciliation, disagreement to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table disagreement, reconciliation');
}
