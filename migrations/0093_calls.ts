import type { Knex } from 'knex';

/**
 * What a dispatcher needs around a call: telephone calls with their clocks, notes about a house, whom to ring. The facts
 * of a call stand in call_event and are only added; the row of the call is made of them by trigger, in whatever order
 * and however often the exchange tells them. A phone stands in the call alone, so it leaves with it.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(calls);
  await knex.raw(derived);
  await knex.raw(houses);
  await knex.raw(found);
  await knex.raw(grants);
}

const calls = `
  create table call (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    exchange_call text not null check (exchange_call <> ''),
    phone text check (phone ~ '^\\+\\d{4,15}$'),
    arrived_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    answered_by uuid references person,
    called_back_at timestamptz,
    called_back_by uuid references person,
    message_at timestamptz,
    reviewed_at timestamptz,
    reviewed_by uuid references person,
    message_url text,
    recording_url text,
    recording_until timestamptz,
    case_id uuid references case_file,
    unique (organisation_id, exchange_call)
  );
  comment on table call is 'instants and people are made of call_event by trigger; phone: personal data, here only';
  comment on column call.exchange_call is 'the name the exchange gives the call, its own per organisation';
  comment on column call.phone is 'E.164; null: the number was hidden';
  comment on column call.recording_until is 'the end of keeping (ADS-21): the address goes then';
  comment on column call.case_id is 'the request this call was about';
  create index call_arrived on call (organisation_id, arrived_at desc, id);
  create index call_phone_end on call (reverse(phone) text_pattern_ops);
  create index call_case on call (case_id) where case_id is not null;
  create index call_recording on call (recording_until) where recording_url is not null;

  create table call_event (
    id uuid primary key,
    call_id uuid not null references call,
    organisation_id uuid not null references organisation,
    exchange_event text,
    kind text not null check (kind in
      ('ringing', 'answered', 'ended', 'missed', 'message', 'recording', 'taken', 'called-back', 'reviewed')),
    at timestamptz not null,
    told_at timestamptz not null default domovoy_now(),
    person_id uuid references person,
    check ((kind in ('taken', 'called-back', 'reviewed')) = (person_id is not null)),
    check ((exchange_event is null) = (person_id is not null)),
    unique (organisation_id, exchange_event)
  );
  comment on column call_event.exchange_event is 'the name the exchange gives the event: a repeat is known by it';
  comment on column call_event.at is 'when it was, by whoever told it; told_at: when we heard of it';
  create index call_event_call on call_event (call_id);
  create trigger append_only before update or delete or truncate on call_event
    for each statement execute function append_only();

  create table exchange_key (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    secret text not null,
    made_by uuid not null references person,
    made_at timestamptz not null default clock_timestamp(),
    used_at timestamptz,
    revoked_at timestamptz
  );
  comment on table exchange_key is 'what a telephone exchange signs its events with; the secret is shown once';
  create index exchange_key_organisation on exchange_key (organisation_id);
`;

/** The same events in any order make the same row: each column is a minimum, or what its first event said. */
const derived = `
  create function call_of_events() returns trigger language plpgsql security definer
    set search_path = public, pg_temp as $$
  begin
    perform from call where id = new.call_id for no key update;
    update call c set
      arrived_at = f.arrived_at,
      ended_at = f.ended_at,
      answered_at = coalesce(f.picked_up_at, case when f.taken_at < coalesce(f.ended_at, 'infinity') then f.taken_at end),
      answered_by = f.takers[1],
      called_back_at = f.called_back_at, called_back_by = f.callers[1],
      message_at = f.message_at,
      reviewed_at = f.reviewed_at, reviewed_by = f.reviewers[1]
    from (
      select
        coalesce(min(at) filter (where kind = 'ringing'), min(at)) as arrived_at,
        min(at) filter (where kind = 'answered') as picked_up_at,
        min(at) filter (where kind = 'taken') as taken_at,
        min(at) filter (where kind in ('ended', 'missed')) as ended_at,
        min(at) filter (where kind = 'called-back') as called_back_at,
        min(at) filter (where kind = 'message') as message_at,
        min(at) filter (where kind = 'reviewed') as reviewed_at,
        array_agg(person_id order by at, id) filter (where kind = 'taken') as takers,
        array_agg(person_id order by at, id) filter (where kind = 'called-back') as callers,
        array_agg(person_id order by at, id) filter (where kind = 'reviewed') as reviewers
      from call_event where call_id = new.call_id
    ) f where c.id = new.call_id;
    return null;
  end $$;
  create trigger call_of_events after insert on call_event for each row execute function call_of_events();

  create function call_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of call stays'; end if;
    if row(new.id, new.organisation_id, new.exchange_call) is distinct from row(old.id, old.organisation_id, old.exchange_call)
      or (old.phone is not null and new.phone is distinct from old.phone)
    then raise exception 'call is settled: which call it is'; end if;
    if pg_trigger_depth() < 2 and (to_jsonb(new) - '{phone,message_url,recording_url,recording_until,case_id}'::text[])
      is distinct from (to_jsonb(old) - '{phone,message_url,recording_url,recording_until,case_id}'::text[])
    then raise exception 'the clocks of call are settled: they are made of call_event'; end if;
    return new;
  end $$;
  create trigger settled before update or delete on call for each row execute function call_stays();
  create trigger stays_whole before truncate on call for each statement execute function append_only();
`;

const houses = `
  create table house_note (
    id uuid primary key,
    building_id uuid not null references building,
    premises_id uuid references premises,
    entrance int check (entrance between 1 and 99),
    kind text not null check (kind in ('access', 'danger', 'vulnerable', 'key', 'pet', 'other')),
    words text not null check (words <> ''),
    since timestamptz not null default domovoy_now(),
    till date,
    made_by uuid not null references person,
    removed_at timestamptz,
    removed_by uuid references person,
    check ((removed_at is null) = (removed_by is null))
  );
  comment on table house_note is 'what a dispatcher tells whoever goes there: personal data, for the desks of the manager only';
  comment on column house_note.till is 'the last day on which it is true; null: until somebody removes it';
  create index house_note_building on house_note (building_id) where removed_at is null;

  create table house_contact (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    building_id uuid references building,
    kind text not null check (kind in ('gas', 'lift', 'supplier', 'intercom', 'security', 'other')),
    service text check (service in ('heating', 'hot-water', 'cold-water', 'sewerage', 'electricity', 'gas')),
    title text not null check (title <> ''),
    phone text not null check (phone ~ '^(\\+\\d{4,15}|\\d{2,6})$'),
    hours text,
    made_by uuid not null references person,
    made_at timestamptz not null default domovoy_now(),
    removed_at timestamptz,
    removed_by uuid references person,
    check ((removed_at is null) = (removed_by is null)),
    check (service is null or kind = 'supplier')
  );
  comment on table house_contact is 'whom the dispatcher rings: of one house, or without one of all houses of the organisation';
  create index house_contact_organisation on house_contact (organisation_id, building_id) where removed_at is null;
`;

/** What the one search box of a dispatcher looks by: the end of a number, the beginnings of a name. */
const LOOKS = 'ёaceopxykmtbh';
const MEANS = 'еасеорхукмтвн';
const found = `
  create index contact_phone_end on contact (reverse(value) text_pattern_ops) where channel = 'phone';
  create index person_family_looks on person (translate(lower(family_name), '${LOOKS}', '${MEANS}') text_pattern_ops);
  create index person_given_looks on person (translate(lower(given_name), '${LOOKS}', '${MEANS}') text_pattern_ops);
`;

const grants = `
  grant select, insert on call, call_event, house_note, house_contact to domovoy_app;
  grant update (phone, message_url, recording_url, recording_until, case_id) on call to domovoy_app;
  grant update (kind, words, premises_id, entrance, till, removed_at, removed_by) on house_note to domovoy_app;
  grant update (building_id, kind, service, title, phone, hours, removed_at, removed_by) on house_contact to domovoy_app;
  grant select, insert, update (used_at, revoked_at) on exchange_key to domovoy_app;
  revoke all on exchange_key from domovoy_reader;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index person_given_looks, person_family_looks, contact_phone_end;
    drop table house_contact, house_note, exchange_key, call_event, call;
    drop function call_of_events, call_stays;
  `);
}
