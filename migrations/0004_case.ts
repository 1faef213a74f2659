import type { Knex } from 'knex';

/** The case kernel: facts once, chained and append-only; the projection beside them. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table case_phase (
      area text not null,
      from_phase text not null,
      to_phase text not null,
      primary key (area, from_phase, to_phase)
    );
    comment on table case_phase is 'law/<area>/lifecycle.ts, copied at migration: phases move only along it';

    create table case_number (
      area text not null,
      year int not null,
      last int not null,
      primary key (area, year)
    );

    create table case_file (
      id uuid primary key,
      area text not null,
      number text not null unique,
      building_id uuid references building,
      organisation_id uuid references organisation,
      municipality_id uuid references municipality,
      region text,
      zone text not null,
      phase text not null,
      outcome text,
      opened_at timestamptz not null,
      closed_at timestamptz,
      law_date date not null,
      parent_id uuid references case_file,
      seq int not null default 0,
      due_at timestamptz,
      due_name text,
      check ((closed_at is null) = (outcome is null))
    );
    create index case_file_due on case_file (due_at) where closed_at is null;
    create index case_file_organisation on case_file (organisation_id, area, opened_at desc);
    create index case_file_building on case_file (building_id, area, opened_at desc);
    create index case_file_parent on case_file (parent_id);

    create function case_phase_moves() returns trigger language plpgsql as $$
    begin
      if old.closed_at is not null and new.closed_at is null and not exists (
        select from case_phase where area = old.area and from_phase = old.phase and to_phase = new.phase
      ) then raise exception 'case % is closed', old.number; end if;
      if new.phase <> old.phase and not exists (
        select from case_phase where area = old.area and from_phase = old.phase and to_phase = new.phase
      ) then raise exception 'no way from % to % in %', old.phase, new.phase, old.area; end if;
      return new;
    end $$;
    create trigger case_phase_moves before update on case_file for each row execute function case_phase_moves();

    create table case_party (
      case_id uuid not null references case_file,
      part text not null,
      person_id uuid references person,
      organisation_id uuid references organisation,
      since timestamptz not null,
      check (num_nonnulls(person_id, organisation_id) = 1)
    );
    create unique index case_party_once on case_party (case_id, part, coalesce(person_id, organisation_id));
    create index case_party_person on case_party (person_id) where person_id is not null;
    create index case_party_organisation on case_party (organisation_id) where organisation_id is not null;

    create table case_event (
      case_id uuid not null references case_file,
      seq int not null,
      at timestamptz not null,
      kind text not null,
      actor_id uuid references person,
      organisation_id uuid references organisation,
      facts jsonb not null,
      prev text not null,
      hash text not null,
      primary key (case_id, seq)
    );
    comment on column case_event.actor_id is 'null: Domovoy itself did it';

    create function append_only() returns trigger language plpgsql as $$
    begin raise exception '% is append-only', tg_table_name; end $$;
    create trigger append_only before update or delete or truncate on case_event
      for each statement execute function append_only();

    create table case_deadline (
      id uuid primary key,
      case_id uuid not null references case_file,
      name text not null,
      norm_id text not null,
      title text not null,
      citation text not null,
      confidence text not null,
      event_at timestamptz not null,
      last_day date,
      due_at timestamptz not null,
      provisional boolean not null,
      derivation jsonb not null,
      duty boolean not null,
      alarms jsonb not null,
      set_at timestamptz not null,
      met_at timestamptz,
      dropped_at timestamptz,
      missed_at timestamptz
    );
    create unique index case_deadline_live on case_deadline (case_id, name) where met_at is null and dropped_at is null;
    comment on column case_deadline.duty is 'false: a window that simply ends, nobody is late';
    comment on column case_deadline.alarms is '[{name, at}]: when the case wakes for this deadline';
    create index case_deadline_case on case_deadline (case_id, due_at);
    create index case_deadline_due on case_deadline (due_at) where met_at is null and dropped_at is null;

    create table case_document (
      id uuid primary key,
      case_id uuid not null references case_file,
      kind text not null,
      version int not null default 1,
      name text not null,
      type text not null,
      size int not null,
      sha256 text not null,
      bytes bytea not null,
      actor_id uuid references person,
      at timestamptz not null
    );
    create index case_document_case on case_document (case_id, at);
    create trigger append_only before update or delete or truncate on case_document
      for each statement execute function append_only();

    create table case_command (
      case_id uuid not null references case_file,
      key text not null,
      name text not null,
      seq int not null,
      phase text not null,
      at timestamptz not null,
      primary key (case_id, key)
    );

    create table case_run (
      run_id text primary key,
      workflow_id text not null,
      case_id uuid references case_file,
      first_run_id text not null,
      next_run_id text,
      closed_at timestamptz not null,
      events int not null,
      bytes int not null,
      sha256 text not null,
      history bytea not null
    );
    create index case_run_workflow on case_run (workflow_id, closed_at);
    create trigger append_only before update or delete or truncate on case_run
      for each statement execute function append_only();

    create table execution (
      workflow_id text primary key,
      case_id uuid references case_file,
      type text not null,
      input jsonb not null,
      offset_ms bigint not null,
      wake_at timestamptz,
      started_at timestamptz not null,
      ended_at timestamptz
    );
    comment on column execution.offset_ms is 'the region''s offset that the workflow was started with';
    create index execution_wake on execution (wake_at) where ended_at is null;

    create table outbox (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('start', 'signal', 'export')),
      workflow_id text not null,
      case_id uuid references case_file,
      payload jsonb not null,
      created_at timestamptz not null default clock_timestamp(),
      next_at timestamptz not null default clock_timestamp(),
      attempts int not null default 0,
      done_at timestamptz,
      problem text
    );
    create index outbox_open on outbox (next_at, id) where done_at is null;
    create function outbox_knock() returns trigger language plpgsql as $$
    begin perform pg_notify('outbox', ''); return null; end $$;
    create trigger outbox_knock after insert on outbox for each statement execute function outbox_knock();

    create table delivery (
      id uuid primary key,
      case_id uuid references case_file,
      key text not null unique,
      person_id uuid references person,
      organisation_id uuid references organisation,
      channel text not null check (channel in ('cabinet', 'email', 'sms', 'push', 'paper')),
      push_subscription_id uuid references push_subscription on delete set null,
      letter text not null,
      facts jsonb not null,
      created_at timestamptz not null,
      attempts int not null default 0,
      next_at timestamptz not null,
      sent_at timestamptz,
      failed_at timestamptz,
      read_at timestamptz,
      effective_at timestamptz,
      proof jsonb,
      problem text
    );
    create index delivery_case on delivery (case_id, created_at);
    create index delivery_person on delivery (person_id, created_at desc) where channel = 'cabinet';
    create index delivery_open on delivery (case_id) where sent_at is null and failed_at is null;
    create index delivery_browser on delivery (push_subscription_id) where push_subscription_id is not null;
    comment on column delivery.push_subscription_id is 'the browser a push goes to; null once that browser is forgotten';

    create table travel (
      id uuid primary key,
      wanted_by uuid references person,
      wanted_at timestamptz not null,
      from_at timestamptz not null,
      to_at timestamptz not null check (to_at > from_at),
      reached_at timestamptz,
      hops int not null default 0,
      moved int not null default 0,
      done_at timestamptz,
      problem text
    );
    create unique index travel_one on travel ((true)) where done_at is null;
    create function travel_knock() returns trigger language plpgsql as $$
    begin perform pg_notify('outbox', 'travel'); return null; end $$;
    create trigger travel_knock after insert on travel for each statement execute function travel_knock();
    create function travel_in_training() returns trigger language plpgsql as $$
    begin
      if (select kind from installation) <> 'training' then raise exception 'a live installation cannot travel'; end if;
      return new;
    end $$;
    create trigger travel_in_training before insert on travel for each row execute function travel_in_training();

    grant select, insert on case_event, case_document, case_run, case_command, case_party to domovoy_app;
    grant select, insert, update on case_file, case_deadline, case_number, execution, outbox, delivery, travel to domovoy_app;
    grant select on case_phase to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table travel, delivery, outbox, execution, case_run, case_command, case_document, case_deadline, case_event,
      case_party, case_file, case_number, case_phase cascade;
    drop function append_only, case_phase_moves, outbox_knock, travel_knock, travel_in_training;
  `);
}
