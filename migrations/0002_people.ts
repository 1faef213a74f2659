import type { Knex } from 'knex';

/**
 * The registry: houses, premises, people, organisations and who holds what, since when. Nothing here is deleted:
 * a right, a residence, a post or a contract ends by its last day, so any past day can be asked again.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(places);
  await knex.raw(people);
  await knex.raw(holdings);
  await knex.raw(upkeep);
  await knex.raw(grants);
}

const places = `
  create table municipality (
    id uuid primary key,
    name text not null,
    region text not null,
    unique (region, name)
  );

  create table organisation (
    id uuid primary key,
    kind text not null check (kind in
      ('manager', 'association', 'supplier', 'municipality', 'inspectorate', 'ministry', 'platform')),
    name text not null,
    short_name text not null,
    inn text not null unique check (inn ~ '^(\\d{10}|\\d{12})$'),
    ogrn text not null unique check (ogrn ~ '^(\\d{13}|\\d{15})$'),
    region text not null,
    municipality_id uuid references municipality,
    address text not null,
    phone text,
    email text,
    zone text not null
  );
  create index organisation_municipality on organisation (municipality_id, kind);

  create table building (
    id uuid primary key,
    municipality_id uuid not null references municipality,
    address text not null,
    fias uuid not null unique,
    cadastral text unique,
    zone text not null,
    entrances int not null check (entrances between 1 and 99),
    floors int not null check (floors between 1 and 99),
    built int not null check (built between 1700 and 2100),
    unique (municipality_id, address)
  );

  create table organisation_building (
    organisation_id uuid not null references organisation,
    building_id uuid not null references building,
    part text not null check (part in ('manages', 'supplies')),
    service text check ((part = 'supplies') = (service is not null)),
    from_day date not null,
    to_day date check (to_day >= from_day)
  );
  create unique index organisation_building_once
    on organisation_building (organisation_id, building_id, part, coalesce(service, ''), from_day);
  create unique index building_has_one_manager on organisation_building (building_id)
    where part = 'manages' and to_day is null;
  create index organisation_building_house on organisation_building (building_id, part);

  create table premises (
    id uuid primary key,
    building_id uuid not null references building,
    number text not null check (number <> ''),
    kind text not null check (kind in ('living', 'non-living', 'parking')),
    entrance int check (entrance between 1 and 99),
    floor int check (floor between -9 and 99),
    cadastral text,
    area_egrn numeric(10,2) check (area_egrn > 0),
    area_hand numeric(10,2) check (area_hand > 0),
    unique (building_id, kind, number)
  );
  create unique index premises_cadastral on premises (cadastral) where cadastral is not null;
`;

const people = `
  create table person (
    id uuid primary key,
    family_name text not null,
    given_name text not null,
    patronymic text,
    sex text check (sex in ('female', 'male')),
    birth_day date,
    snils text unique check (snils ~ '^\\d{11}$'),
    demo_role text,
    login text unique
  );
  comment on column person.demo_role is 'set in a training region only: the part this person plays in it';
  create index person_name on person
    (lower(family_name) text_pattern_ops, lower(given_name) text_pattern_ops, lower(patronymic));

  create table contact (
    id uuid primary key,
    person_id uuid not null references person,
    channel text not null check (channel in ('email', 'phone', 'max')),
    value text not null,
    confirmed_at timestamptz,
    preferred boolean not null default false,
    unique (person_id, channel, value)
  );
  create unique index contact_preferred on contact (person_id) where preferred;
  create index contact_value on contact (channel, lower(value));
`;

const holdings = `
  create table ownership (
    id uuid primary key,
    premises_id uuid not null references premises,
    person_id uuid references person,
    organisation_id uuid references organisation,
    kind text not null check (kind in ('sole', 'shared', 'joint')),
    share_n bigint not null check (share_n > 0),
    share_d bigint not null check (share_d >= share_n),
    joint_group uuid,
    registry_number text,
    registry_day date,
    ballot_number text,
    ballot_day date,
    from_day date not null,
    to_day date check (to_day >= from_day),
    constraint one_holder check (num_nonnulls(person_id, organisation_id) = 1),
    constraint sole_is_whole check (kind <> 'sole' or share_n = share_d),
    constraint joint_is_grouped check ((kind = 'joint') = (joint_group is not null))
  );
  comment on column ownership.joint_group is
    'holders of one joint right carry the same group and the same share: the share counts once for the group';
  comment on column ownership.to_day is 'last day of the right; null while it stands';
  create index ownership_premises on ownership (premises_id, from_day);
  create index ownership_person on ownership (person_id) where person_id is not null;
  create index ownership_organisation on ownership (organisation_id) where organisation_id is not null;

  create table residence (
    id uuid primary key,
    person_id uuid not null references person,
    premises_id uuid not null references premises,
    from_day date not null,
    to_day date check (to_day >= from_day)
  );
  create index residence_person on residence (person_id);
  create index residence_premises on residence (premises_id);

  create table staff (
    id uuid primary key,
    person_id uuid not null references person,
    organisation_id uuid not null references organisation,
    role text not null check (role in ('clerk', 'head', 'dispatcher', 'master', 'accountant', 'passport-clerk',
      'municipal', 'inspector', 'ministry', 'platform')),
    from_day date not null,
    to_day date check (to_day >= from_day)
  );
  create unique index staff_once on staff (person_id, organisation_id, role) where to_day is null;
  create index staff_organisation on staff (organisation_id, role);

  create function history_only_ends() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception '% is history: end it by its last day', tg_table_name; end if;
    if old.to_day is not null then raise exception 'this row of % has ended already', tg_table_name; end if;
    if to_jsonb(new) - 'to_day' <> to_jsonb(old) - 'to_day' then
      raise exception 'a row of % changes only by its last day', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger history_only_ends before update or delete on ownership
    for each row execute function history_only_ends();
  create trigger history_only_ends before update or delete on residence
    for each row execute function history_only_ends();
  create trigger history_only_ends before update or delete on staff
    for each row execute function history_only_ends();
  create trigger history_only_ends before update or delete on organisation_building
    for each row execute function history_only_ends();
`;

const upkeep = `
  create table registry_conflict (
    id uuid primary key,
    building_id uuid not null references building,
    premises_id uuid not null references premises,
    kind text not null,
    facts jsonb not null,
    decision text not null,
    reason text not null check (length(btrim(reason)) >= 10),
    decided_by uuid not null references person,
    decided_at timestamptz not null
  );
  comment on table registry_conflict is
    'decisions on conflicts found by law/registry/conflicts; one holds while the facts are those it was taken on';
  create index registry_conflict_premises on registry_conflict (building_id, premises_id, kind, decided_at desc);

  create table registry_import (
    id uuid primary key,
    building_id uuid references building,
    file text not null,
    hash text not null,
    by uuid references person,
    at timestamptz not null,
    dry boolean not null,
    rows int not null,
    report jsonb not null,
    content bytea,
    check (dry or content is null)
  );
  comment on column registry_import.content is 'the checked file, kept until it is written into the registry';
  create index registry_import_at on registry_import (at desc);
`;

const grants = `
  grant select on municipality, organisation, building, organisation_building, premises, person, contact, ownership,
    residence, staff, registry_conflict, registry_import to domovoy_app;
  grant insert on municipality, organisation, building, organisation_building, premises, person, contact, ownership,
    residence, staff, registry_conflict, registry_import to domovoy_app;
  grant update on organisation, premises, person, contact to domovoy_app;
  grant update (dry, at, report, content) on registry_import to domovoy_app;
  grant update (to_day) on organisation_building, ownership, residence, staff to domovoy_app;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table registry_import, registry_conflict, staff, residence, ownership, contact, person, premises,
      organisation_building, building, organisation, municipality cascade;
    drop function history_only_ends;
  `);
}
