import type { Knex } from 'knex';

/**
 * A person's act is kept from the moment it is acknowledged, whether or not the engine is there, and is judged by that
 * moment. An alarm that cannot be done is set aside with its reason: the case goes on, people see it, it is tried again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table accepted_act (
      case_id uuid not null references case_file,
      key text not null,
      area text not null,
      act text not null,
      actor_id uuid references person,
      args jsonb not null,
      received_at timestamptz not null,
      see text,
      say text,
      turn int not null default 1,
      next_at timestamptz not null default clock_timestamp(),
      attempts int not null default 0,
      problem text,
      parked_at timestamptz,
      done_at timestamptz,
      refused_at timestamptz,
      refusal jsonb,
      heard_at timestamptz,
      primary key (case_id, key),
      check (done_at is null or refused_at is null),
      check ((refused_at is null) = (refusal is null))
    );
    comment on table accepted_act is 'what was given to a case: open until done_at or refused_at, done in the order of received_at';
    comment on column accepted_act.actor_id is 'null: word of another case';
    comment on column accepted_act.see is 'where whoever acted is led when it is done, and what is said to them there';
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

    create function accepted_act_stays() returns trigger language plpgsql as $$
    begin
      if tg_op = 'DELETE' then
        if old.done_at is null and old.refused_at is null then raise exception 'act % is not done yet', old.key; end if;
        return old;
      end if;
      if row(new.case_id, new.key, new.area, new.act, new.actor_id, new.args)
          is distinct from row(old.case_id, old.key, old.area, old.act, old.actor_id, old.args)
        or new.received_at <> old.received_at and old.refused_at is null
        or old.done_at is not null and new.done_at is distinct from old.done_at
      then raise exception 'what was accepted is settled: accepted_act'; end if;
      return new;
    end $$;
    create trigger settled before update or delete on accepted_act for each row execute function accepted_act_stays();
    create function act_knock() returns trigger language plpgsql as $$
    begin perform pg_notify('outbox', ''); return null; end $$;
    create trigger act_knock after insert on accepted_act for each statement execute function act_knock();
  `);
  await knex.raw(numberLast);
  await knex.raw(enterStep);
}

/**
 * The number of a case is counted without gaps under a lock that all intakes of an area share: it is taken last, when
 * everything else of the intake is written, and files may be written before the case they belong to.
 */
const numberLast = `
  alter table case_file alter column number drop not null,
    add constraint a_case_that_tells_has_a_number check (number is not null or seq = 0);
  grant update (number) on case_file to domovoy_app;
  drop trigger settled on case_file;
  create trigger settled before update or delete on case_file for each row
    execute function settled_stays('phase outcome closed_at seq due_at due_name organisation_id', 'number');
  alter table case_document alter constraint case_document_case_id_fkey deferrable initially deferred;
`;

/**
 * One round trip into a step: the case locked, and the first thing that is to be done: what was accepted and what is due, in the order of their instants; of one instant the alarm comes first.
 */
const enterStep = `
  create function case_lock(p_case uuid) returns bigint language sql immutable as $$
    select hashtextextended('case:' || p_case, 0)
  $$;
  create function enter_step(p_case uuid, p_key text, p_passed text[])
  returns table (file jsonb, now timestamptz, prev text, wake_at timestamptz, done boolean, item jsonb)
  language plpgsql volatile as $$
  #variable_conflict use_column
  declare
    v_file case_file;
    v_now timestamptz;
    v_done boolean;
    v_item jsonb;
  begin
    select * into v_file from case_file f where f.id = p_case for no key update;
    v_now := date_trunc('milliseconds', domovoy_now());
    -- Whoever was given an act before this instant holds this lock until it is committed: the next look sees it.
    perform pg_advisory_lock(case_lock(p_case));
    perform pg_advisory_unlock(case_lock(p_case));
    v_done := exists (select from case_command c where c.case_id = p_case and c.key = p_key);
    if not v_done then
      select to_jsonb(i) into v_item from (
        select 'act' as kind, a.key, a.act, a.actor_id as "actorId", a.args, a.received_at as at, 1 as place
        from accepted_act a where a.case_id = p_case and a.done_at is null and a.refused_at is null
          and a.received_at <= v_now and (a.parked_at is null or a.key = p_key)
        union all
        select 'alarm', d.id || ':' || (x ->> 'act'), x ->> 'act', null,
          jsonb_build_object('deadline', d.name) || case when jsonb_exists(x, 'misses') then '{"misses": true}' else '{}' end::jsonb,
          (x ->> 'at')::timestamptz, 0
        from case_deadline d cross join jsonb_array_elements(d.alarms) x
        where d.case_id = p_case and d.met_at is null and d.dropped_at is null and (x ->> 'at')::timestamptz <= v_now
          and not exists (select from case_command c where c.case_id = p_case and c.key = d.id || ':' || (x ->> 'act'))
          and not exists (select from parked_alarm p
            where p.case_id = p_case and p.key = d.id || ':' || (x ->> 'act') and p.next_at > v_now)
      ) i where i.key <> all (p_passed) order by i.at, i.place, i.key limit 1;
    end if;
    return query select to_jsonb(v_file), v_now,
      (select e.hash from case_event e where e.case_id = p_case and e.seq = v_file.seq),
      (select x.wake_at from execution x where x.case_id = p_case and x.ended_at is null order by x.started_at desc limit 1),
      v_done, v_item;
  end $$;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function enter_step, case_lock;
    alter table case_document alter constraint case_document_case_id_fkey not deferrable;
    drop trigger settled on case_file;
    create trigger settled before update or delete on case_file for each row
      execute function settled_stays('phase outcome closed_at seq due_at due_name organisation_id', '');
    revoke update (number) on case_file from domovoy_app;
    alter table case_file drop constraint a_case_that_tells_has_a_number, alter column number set not null;
    drop table parked_alarm, accepted_act;
    drop function accepted_act_stays, act_knock;
  `);
}
