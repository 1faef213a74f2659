import type { Knex } from 'knex';

/** What of a request may change; the facts of its chain say when and by whom. */
const free = [
  ...['kind', 'emergency', 'common', 'clock_from', 'damaged_at', 'check_agreed_at'],
  ...['visit_from', 'visit_to', 'master_id', 'contractor_id', 'assigned_at', 'accepted_at', 'arrived_at'],
  ...['localised_at', 'handed_at', 'fixed_at', 'checked_at', 'paused_until', 'pause_ground', 'acknowledged_at'],
  ...['acknowledged_by', 'outage_id', 'result_text_id', 'rating', 'reopened'],
];

/** Requests to the dispatch service. Words and telephones of people stand here and in no fact or argument. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(recorder);
  await knex.raw(`
    create table request_text (
      id uuid primary key,
      case_id uuid not null references case_file,
      kind text not null check (kind in ('request', 'note', 'reason', 'result', 'proof', 'objection', 'comment')),
      body text not null check (body <> ''),
      author_id uuid references person,
      at timestamptz not null
    );
    comment on table request_text is 'written before the command that speaks of it; a text no command names says nothing';
    create index request_text_case on request_text (case_id, at);
    create trigger append_only before update or delete or truncate on request_text
      for each statement execute function append_only();

    create table request (
      case_id uuid primary key references case_file,
      source text not null check (source in ('phone', 'cabinet', 'visit', 'api', 'import', 'round')),
      kind text not null,
      emergency boolean not null,
      common boolean not null,
      premises_id uuid references premises,
      entrance int,
      floor int,
      spot text,
      text_id uuid not null references request_text,
      summary text not null,
      caller_name text,
      caller_phone text,
      call_id uuid,
      registered_at timestamptz not null,
      clock_from timestamptz not null,
      damaged_at timestamptz,
      harm_at timestamptz,
      check_agreed_at timestamptz,
      wished_from timestamptz,
      wished_to timestamptz,
      visit_from timestamptz,
      visit_to timestamptz,
      master_id uuid references person,
      contractor_id uuid references organisation,
      assigned_at timestamptz,
      accepted_at timestamptz,
      arrived_at timestamptz,
      localised_at timestamptz,
      handed_at timestamptz,
      fixed_at timestamptz,
      confirmed_at timestamptz,
      checked_at timestamptz,
      paused_until timestamptz,
      pause_ground text check (pause_ground in ('wish', 'access', 'night')),
      acknowledged_at timestamptz,
      acknowledged_by uuid references person,
      outage_id uuid references case_file,
      merged_into uuid references case_file,
      result_text_id uuid references request_text,
      rating int check (rating between 1 and 5),
      reopened int not null default 0,
      check (damaged_at is null or damaged_at <= registered_at),
      check (wished_from is null or wished_to > wished_from),
      check (visit_from is null or visit_to > visit_from),
      check ((paused_until is null) = (pause_ground is null)),
      check ((acknowledged_at is null) = (acknowledged_by is null))
    );
    comment on column request.registered_at is 'the first start of its terms: another kind keeps it';
    comment on column request.clock_from is 'a request that came back runs its terms anew';
    comment on column request.harm_at is 'when harm to health or property was reported';
    comment on column request.caller_phone is 'personal: stands nowhere else';
    create index request_master on request (master_id) where master_id is not null;
    create index request_contractor on request (contractor_id) where contractor_id is not null;
    create index request_outage on request (outage_id) where outage_id is not null;
    create index request_premises on request (premises_id) where premises_id is not null;
    create index request_phone on request (caller_phone) where caller_phone is not null;
    create trigger settled before update or delete on request for each row execute function settled_stays(
      '${free.join(' ')}', 'confirmed_at merged_into call_id');
    create trigger stays_whole before truncate on request for each statement execute function append_only();

    create table request_offer (
      case_id uuid not null references case_file,
      place int not null,
      person_id uuid references person,
      contractor_id uuid references organisation,
      by_id uuid references person,
      reasons jsonb not null,
      at timestamptz not null,
      answer text check (answer in ('accepted', 'declined', 'silent', 'withdrawn')),
      why text,
      answered_at timestamptz,
      primary key (case_id, place),
      check (num_nonnulls(person_id, contractor_id) = 1),
      check ((answer is null) = (answered_at is null))
    );
    comment on table request_offer is 'to whom a request was given, in turn, and what they answered';
    comment on column request_offer.by_id is 'null: Domovoy itself proposed and assigned';
    create trigger settled before update or delete on request_offer for each row
      execute function settled_stays('', 'answer why answered_at');
    create trigger stays_whole before truncate on request_offer for each statement execute function append_only();

    select record_table('request', '{case_id}');
    select record_table('request_text', '{id}');
    select record_table('request_offer', '{place}');

    grant select, insert on request_text to domovoy_app;
    grant select, insert, update on request, request_offer to domovoy_app;
  `);
}

/**
 * The log of records (0041) for tables that come later: one trigger function and one comparison for all of them, by a
 * list of tables and of the columns that name a row.
 */
const recorder = `
  create table recorded_table (
    table_name text primary key,
    key text[] not null
  );
  comment on table recorded_table is 'whose rows leave digests in case_record, beside those of 0041';

  create function record_key(p_row jsonb, p_key text[]) returns text language sql immutable parallel safe as $$
    select string_agg(coalesce(p_row ->> k.name, ''), '|' order by k.place)
    from unnest(p_key) with ordinality k (name, place)
  $$;

  create function record_rows() returns trigger language plpgsql security definer
    set timezone = 'UTC' set datestyle = 'ISO, YMD' set search_path = public, pg_temp as $$
  declare
    named text[] := (select r.key from recorded_table r where r.table_name = tg_table_name);
  begin
    if tg_op = 'DELETE' then
      insert into case_record (case_id, table_name, rows, at)
        select o.case_id, tg_table_name, jsonb_object_agg(record_key(to_jsonb(o), named), null), domovoy_now()
        from old_rows o where o.case_id is not null group by o.case_id;
    elsif tg_op = 'INSERT' then
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, tg_table_name,
          jsonb_object_agg(record_key(to_jsonb(n), named), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n where n.case_id is not null group by n.case_id;
    else
      insert into case_record (case_id, table_name, rows, at)
        select n.case_id, tg_table_name,
          jsonb_object_agg(record_key(to_jsonb(n), named), row_digest(to_jsonb(n))), domovoy_now()
        from new_rows n left join old_rows o
          on o.case_id = n.case_id and record_key(to_jsonb(o), named) = record_key(to_jsonb(n), named)
        where n.case_id is not null and row_digest(to_jsonb(o)) is distinct from row_digest(to_jsonb(n))
        group by n.case_id;
    end if;
    return null;
  end $$;

  create function record_table(p_table text, p_key text[]) returns void language plpgsql as $$
  begin
    insert into recorded_table values (p_table, p_key);
    execute format('create trigger record_insert after insert on %I referencing new table as new_rows
      for each statement execute function record_rows()', p_table);
    execute format('create trigger record_update after update on %I referencing old table as old_rows
      new table as new_rows for each statement execute function record_rows()', p_table);
    execute format('create trigger record_delete after delete on %I referencing old table as old_rows
      for each statement execute function record_rows()', p_table);
  end $$;
  revoke all on function record_table from public;

  alter function records_wrong rename to records_wrong_first;
  create function records_wrong(p_case uuid) returns table (table_name text, row_key text, what text)
    language plpgsql stable set timezone = 'UTC' set datestyle = 'ISO, YMD' set search_path = public, pg_temp as $$
  declare
    one recorded_table;
  begin
    return query select * from records_wrong_first(p_case);
    for one in select * from recorded_table order by 1 loop
      return query execute format('
        select %L, coalesce(l.row_key, t.row_key),
          case when t.row_key is null then ''lost'' when l.digest is null then ''foreign'' else ''changed'' end
        from (select distinct on (e.key) e.key as row_key, e.value as digest
          from case_record c cross join jsonb_each_text(c.rows) e
          where c.case_id = $1 and c.table_name = %L order by e.key, c.id desc) l
        full join (select record_key(to_jsonb(r), $2) as row_key, row_digest(to_jsonb(r)) as digest
          from %I r where r.case_id = $1) t on t.row_key = l.row_key
        where l.digest is distinct from t.digest', one.table_name, one.table_name, one.table_name)
        using p_case, one.key;
    end loop;
  end $$;
  grant select on recorded_table to domovoy_app;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table request_offer, request, request_text, recorded_table;
    drop function records_wrong, record_table, record_rows, record_key;
    alter function records_wrong_first rename to records_wrong;
  `);
}
