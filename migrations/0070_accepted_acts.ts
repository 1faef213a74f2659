import type { Knex } from 'knex';

/**
 * A person's act is kept from the moment it is acknowledged, whether or not the engine is there, and is judged by that
 * moment. An alarm that cannot be done is set aside with its reason: the case goes on, people see it, it is tried again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table accepted_act (
      key uuid primary key,
      area text not null,
      case_id uuid not null references case_file,
      act text not null,
      actor_id uuid not null references person,
      args jsonb not null,
      received_at timestamptz not null,
      see text not null,
      say text not null,
      turn int not null default 1,
      next_at timestamptz not null default clock_timestamp(),
      attempts int not null default 0,
      problem text,
      parked_at timestamptz,
      done_at timestamptz,
      refused_at timestamptz,
      refusal jsonb,
      heard_at timestamptz,
      check (done_at is null or refused_at is null),
      check ((refused_at is null) = (refusal is null))
    );
    comment on table accepted_act is 'open until done_at or refused_at; the case does them in the order of received_at';
    comment on column accepted_act.received_at is 'by the clock of the region: what the act is judged by';
    comment on column accepted_act.next_at is 'real time: from here on the engine is asked once more, if nobody is waiting';
    comment on column accepted_act.turn is 'the same form sent again after a refusal is another turn of the same act';
    comment on column accepted_act.heard_at is 'real time: whoever acted has heard of the refusal, or it was written to them';
    create index accepted_act_of_case on accepted_act (case_id, received_at) where done_at is null and refused_at is null;
    create index accepted_act_open on accepted_act (next_at) where done_at is null and refused_at is null;
    create index accepted_act_unheard on accepted_act (refused_at) where refused_at is not null and heard_at is null;
    create index accepted_act_over on accepted_act (coalesce(done_at, refused_at))
      where done_at is not null or refused_at is not null;
    grant select, insert, update, delete on accepted_act to domovoy_app;

    create table parked_alarm (
      case_id uuid not null references case_file,
      key text not null,
      act text not null,
      due_at timestamptz not null,
      attempts int not null,
      problem text not null,
      say text,
      next_at timestamptz not null,
      parked_at timestamptz,
      primary key (case_id, key)
    );
    comment on table parked_alarm is 'alarms that rang and could not be done; the row goes when one is';
    comment on column parked_alarm.say is 'the sentence, where it is the law that refuses';
    comment on column parked_alarm.next_at is 'by the clock of the region, as parked_at';
    comment on column parked_alarm.parked_at is 'tried often enough, or refused by the law: a task for people from here on';
    grant select, insert, update, delete on parked_alarm to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table parked_alarm, accepted_act');
}
