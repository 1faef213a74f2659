import type { Knex } from 'knex';

/**
 * Outages: what is off, where, since when and until when. Each announcement and each change of it is a plan with its
 * own houses, kept whole: what people were told stays readable. When a service really went and came back stands by
 * house and service, so that the time beyond the permitted one can be computed.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(tables);
  await knex.raw(settled);
  await knex.raw(recorded);
}

const tables = `
  create table outage_text (
    id uuid primary key,
    case_id uuid not null references case_file,
    kind text not null check (kind in ('cause', 'reason', 'note')),
    body text not null check (body <> ''),
    author_id uuid references person,
    at timestamptz not null
  );
  comment on table outage_text is 'written before the command that speaks of it; a text no command names says nothing';
  create index outage_text_case on outage_text (case_id, at);

  create table outage_plan (
    id uuid primary key,
    case_id uuid not null references case_file,
    version int check (version > 0),
    planned_from timestamptz not null,
    planned_to timestamptz check (planned_to > planned_from),
    cause text not null check (cause in ('repair', 'prophylaxis', 'tests', 'connection', 'burst', 'network', 'equipment',
      'leak', 'unknown', 'other')),
    text_id uuid references outage_text,
    reason_id uuid references outage_text,
    danger boolean not null,
    in_flats boolean not null,
    author_id uuid references person,
    at timestamptz not null
  );
  create unique index outage_plan_version on outage_plan (case_id, version) where version is not null;
  create index outage_plan_case on outage_plan (case_id, at);
  comment on table outage_plan is 'what is announced, a row a change; written before the command that speaks of it';
  comment on column outage_plan.version is 'the place among what was announced; null: no act has taken it over';

  create table outage (
    case_id uuid primary key references case_file,
    kind text not null check (kind in ('planned', 'emergency')),
    services text[] not null check (cardinality(services) > 0 and services <@ array['heating', 'hot-water', 'cold-water',
      'sewerage', 'electricity', 'gas', 'lift']),
    plan_id uuid not null references outage_plan,
    version int not null check (version > 0),
    began_at timestamptz,
    restored_at timestamptz,
    check (restored_at is null or (began_at is not null and restored_at >= began_at))
  );
  comment on column outage.plan_id is 'what holds now';
  create index outage_plan_now on outage (plan_id);

  create table outage_house (
    plan_id uuid not null references outage_plan,
    building_id uuid not null references building,
    case_id uuid not null references case_file,
    entrances jsonb not null check (jsonb_typeof(entrances) = 'array'),
    flats jsonb not null check (jsonb_typeof(flats) = 'array'),
    risers text check (risers <> ''),
    primary key (plan_id, building_id)
  );
  comment on table outage_house is 'the houses of a plan; no entrances and no flats: all of the house';
  create index outage_house_building on outage_house (building_id);
  create index outage_house_case on outage_house (case_id);

  create table outage_span (
    case_id uuid not null references case_file,
    building_id uuid not null references building,
    service text not null,
    began_at timestamptz not null,
    restored_at timestamptz check (restored_at >= began_at),
    primary key (case_id, building_id, service)
  );
  comment on table outage_span is 'when a service really went and came back in a house';
  create index outage_span_building on outage_span (building_id, service, began_at);

  create table outage_request (
    case_id uuid not null references case_file,
    request_id uuid not null references case_file,
    at timestamptz not null,
    primary key (case_id, request_id)
  );
  comment on table outage_request is 'requests of residents that this outage explains';
  create index outage_request_of on outage_request (request_id);

  grant select, insert on outage_text, outage_plan, outage, outage_house, outage_span, outage_request to domovoy_app;
  grant update (version) on outage_plan to domovoy_app;
  grant update (plan_id, version, began_at, restored_at) on outage to domovoy_app;
  grant update (began_at, restored_at) on outage_span to domovoy_app;
`;

const settled = `
  ${['outage_text', 'outage_house', 'outage_request']
    .map(
      (table) => `create trigger append_only before update or delete or truncate on ${table}
        for each statement execute function append_only();`,
    )
    .join('\n')}
  create trigger settled before update or delete on outage_plan
    for each row execute function settled_stays('', 'version');
  create trigger settled before update or delete on outage
    for each row execute function settled_stays('plan_id version began_at restored_at', '');
  create trigger settled before update or delete on outage_span
    for each row execute function settled_stays('began_at restored_at', '');
  ${['outage_plan', 'outage', 'outage_span']
    .map(
      (table) => `create trigger stays_whole before truncate on ${table}
        for each statement execute function append_only();`,
    )
    .join('\n')}

  create function outage_ends_settled() returns trigger language plpgsql as $$
  begin
    if exists (select from case_file where id = old.case_id and closed_at is not null) then
      raise exception '% is settled: its case is closed', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger settled_end before update on outage for each row execute function outage_ends_settled();
  create trigger settled_end before update on outage_span for each row execute function outage_ends_settled();
  create function outage_version_counts() returns trigger language plpgsql as $$
  begin
    if new.version not in (old.version, old.version + 1) or (new.plan_id = old.plan_id) <> (new.version = old.version) then
      raise exception 'outage.version only counts the plans up: it is settled';
    end if;
    return new;
  end $$;
  create trigger settled_version before update on outage for each row execute function outage_version_counts();
`;

/** Every row leaves its digest (migration 0090). */
const recorded = `
  select record_table('outage', '{case_id}');
  select record_table('outage_text', '{id}');
  select record_table('outage_plan', '{id}');
  select record_table('outage_house', '{plan_id,building_id}');
  select record_table('outage_span', '{building_id,service}');
  select record_table('outage_request', '{request_id}');
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table outage_request, outage_span, outage_house, outage, outage_plan, outage_text;
    drop function outage_ends_settled, outage_version_counts;
    delete from recorded_table where table_name like 'outage%';
  `);
}
