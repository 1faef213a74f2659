import type { Knex } from 'knex';

/** The board of the dispatch desk: what opens it quickly, what tells it of changes, and what its people keep. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create index case_file_board on case_file
      (organisation_id, coalesce(due_at, timestamptz '9999-01-01 00:00:00+00'), id)
      where area = 'request' and closed_at is null;
    create index request_offer_by on request_offer (by_id) where by_id is not null;
    create index request_acknowledged on request (acknowledged_by) where acknowledged_by is not null;

    create function request_knock() returns trigger language plpgsql as $$
    begin perform pg_notify('request', new.organisation_id::text); return null; end $$;
    create trigger request_knock after insert or update on case_file for each row
      when (new.area = 'request' and new.organisation_id is not null) execute function request_knock();
    comment on function request_knock is 'open boards of this desk are told that something has changed, never what';

    create table board_view (
      id uuid primary key,
      person_id uuid not null references person,
      name text not null check (name <> ''),
      query text not null,
      made_at timestamptz not null default domovoy_now(),
      unique (person_id, name)
    );
    comment on table board_view is 'a filter of the board that a person has given a name';

    create table board_batch (
      id uuid primary key,
      person_id uuid not null references person,
      rows jsonb not null,
      at timestamptz not null
    );
    comment on table board_batch is 'several requests given to one worker at once: what came of each';
    comment on column board_batch.rows is '[{id, number, key, refused}]: the act of each, or why it was not accepted';
    create trigger append_only before update or delete or truncate on board_batch
      for each statement execute function append_only();

    create table shift_handover (
      id uuid primary key,
      organisation_id uuid not null references organisation,
      gives_id uuid not null references person,
      gave_at timestamptz not null,
      note text not null,
      sheet jsonb not null,
      takes_id uuid references person,
      took_at timestamptz,
      check ((takes_id is null) = (took_at is null)),
      check (takes_id <> gives_id),
      check (took_at >= gave_at)
    );
    comment on table shift_handover is 'what stood on the sheet when the shift was handed over, signed by both';
    create index shift_handover_organisation on shift_handover (organisation_id, gave_at desc);
    create trigger settled before update or delete on shift_handover for each row
      execute function settled_stays('', 'takes_id took_at');
    create trigger stays_whole before truncate on shift_handover for each statement execute function append_only();

    grant select, insert, delete on board_view to domovoy_app;
    grant select, insert on board_batch, shift_handover to domovoy_app;
    grant update (takes_id, took_at) on shift_handover to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table shift_handover, board_batch, board_view;
    drop trigger request_knock on case_file;
    drop function request_knock;
    drop index request_acknowledged, request_offer_by, case_file_board;
  `);
}
