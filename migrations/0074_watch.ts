import type { Knex } from 'knex';

/**
 * Somebody always watches: what stands still is found each minute, told with the act that mends it, and forgotten when it
 * stands no more. What an operator does about it stays written.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table watch_round (
      one boolean primary key default true check (one),
      due_at timestamptz not null default clock_timestamp(),
      looked_at timestamptz,
      took_ms int,
      since timestamptz not null default clock_timestamp()
    );
    comment on table watch_round is 'the one row of the watch: whoever moves due_at has the round; real time';
    comment on column watch_round.since is 'from when on somebody ought to watch here';
    insert into watch_round default values;

    create table watch_line (
      kind text primary key,
      count int not null,
      since timestamptz not null
    );
    comment on table watch_line is 'how many of a kind the last round has seen; a kind that is not here is well';
    comment on column watch_line.since is 'real or of the region, as the thing itself is counted';

    create table watch_finding (
      kind text not null,
      subject text not null,
      case_id uuid references case_file,
      name text not null,
      since timestamptz not null,
      problem text,
      found_at timestamptz not null default clock_timestamp(),
      nudges int not null default 0,
      nudged_at timestamptz,
      asked_at timestamptz,
      primary key (kind, subject)
    );
    comment on table watch_finding is 'the oldest of each kind: examples, and what is nudged';
    comment on column watch_finding.name is 'number of the case, or whatever names the thing where there is none';
    comment on column watch_finding.asked_at is 'a person has asked for the nudge: the next round gives it';

    create table operator_act (
      id uuid primary key,
      person_id uuid not null references person,
      act text not null,
      subject text,
      count int not null,
      at timestamptz not null,
      done_at timestamptz not null default clock_timestamp()
    );
    comment on table operator_act is 'who pressed what and of how many things; at by the clock of the region';
    create index operator_act_latest on operator_act (done_at desc);
    create trigger append_only before update or delete or truncate on operator_act
      for each statement execute function append_only();

    create table copy_note (
      id bigint generated always as identity primary key,
      kind text not null check (kind in ('backup', 'restore')),
      state_at timestamptz not null,
      print text not null,
      noted_at timestamptz not null default clock_timestamp()
    );
    comment on table copy_note is 'copies made of this installation, and the one it was restored from; real time';
    comment on column copy_note.state_at is 'the instant the copy shows';

    create index execution_running_case on execution (case_id) where ended_at is null;
    create index outbox_start_open on outbox (case_id) where kind = 'start' and done_at is null;
    create index outbox_parked on outbox (parked_at) where done_at is null and parked_at is not null;
    create index accepted_act_parked on accepted_act (parked_at)
      where done_at is null and refused_at is null and parked_at is not null;
    create index parked_alarm_parked on parked_alarm (parked_at) where parked_at is not null;
    create index delivery_left on delivery (channel, sent_at) where sent_at is not null;

    grant select, update on watch_round to domovoy_app;
    grant select, insert, update, delete on watch_line, watch_finding to domovoy_app;
    grant select, insert on operator_act to domovoy_app;
    grant select on copy_note, migration to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index execution_running_case, outbox_start_open, outbox_parked, accepted_act_parked, parked_alarm_parked,
      delivery_left;
    drop table copy_note, operator_act, watch_finding, watch_line, watch_round;
    revoke select on migration from domovoy_app;
  `);
}
