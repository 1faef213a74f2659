import type { Knex } from 'knex';

/**
 * Who does the work: masters with their trades, permits and shifts, and contractors with their contracts. A shift is
 * never rewritten: what is taken out of the schedule keeps who took it out and when, so that whoever asks afterwards
 * finds who was on duty and who was thought to be.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(kinds);
  await knex.raw(skills);
  await knex.raw(shifts);
  await knex.raw(contracts);
  await knex.raw(grants);
}

const kinds = `
  alter table organisation drop constraint organisation_kind_check;
  alter table organisation add constraint organisation_kind_check check (kind in
    ('manager', 'association', 'supplier', 'municipality', 'inspectorate', 'ministry', 'platform', 'contractor'));
`;

const trades = `('plumber', 'electrician', 'lift', 'roofer', 'carpenter', 'mason', 'stove', 'chute', 'cleaner')`;
const permits = `('electrical', 'height', 'heat', 'hot', 'lift', 'gas', 'confined')`;

const skills = `
  create table crew_trade (
    person_id uuid not null references person,
    organisation_id uuid not null references organisation,
    trade text not null check (trade in ${trades}),
    primary key (organisation_id, person_id, trade)
  );
  create index crew_trade_person on crew_trade (person_id);

  create table crew_permit (
    person_id uuid not null references person,
    organisation_id uuid not null references organisation,
    permit text not null check (permit in ${permits}),
    until_day date not null,
    primary key (organisation_id, person_id, permit)
  );
  create index crew_permit_person on crew_permit (person_id);
  comment on column crew_permit.until_day is 'last day on which the permit still stands';

  create table crew_place (
    person_id uuid not null references person,
    organisation_id uuid not null references organisation,
    building_id uuid not null references building,
    primary key (organisation_id, person_id, building_id)
  );
  create index crew_place_house on crew_place (building_id);
  comment on table crew_place is 'houses a master usually serves: a reason to propose him, never a bar';
`;

const shifts = `
  create extension if not exists btree_gist;

  create table crew_shift (
    id uuid primary key,
    person_id uuid not null references person,
    organisation_id uuid not null references organisation,
    from_at timestamptz not null,
    to_at timestamptz not null,
    kind text not null check (kind in ('work', 'absence')),
    why text check (why in ('holiday', 'illness', 'training', 'leave', 'other')),
    made_by uuid not null references person,
    made_at timestamptz not null default domovoy_now(),
    removed_by uuid references person,
    removed_at timestamptz,
    constraint crew_shift_runs_on check (to_at > from_at),
    constraint crew_shift_absence_says_why check ((kind = 'absence') = (why is not null)),
    constraint crew_shift_removed_by_somebody check ((removed_at is null) = (removed_by is null)),
    constraint crew_shift_apart exclude using gist
      (person_id with =, kind with =, tstzrange(from_at, to_at) with &&) where (removed_at is null)
  );
  create index crew_shift_week on crew_shift (organisation_id, from_at) where removed_at is null;
  comment on table crew_shift is 'an absence overrides the shifts it lies over';

  create function crew_shift_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception 'a shift is taken out of the schedule, not deleted'; end if;
    if old.removed_at is not null then raise exception 'this shift has been taken out already'; end if;
    if to_jsonb(new) - 'removed_at' - 'removed_by' <> to_jsonb(old) - 'removed_at' - 'removed_by' then
      raise exception 'a shift is replaced, not rewritten';
    end if;
    return new;
  end $$;
  create trigger crew_shift_stays before update or delete on crew_shift
    for each row execute function crew_shift_stays();
`;

const contracts = `
  create table contract (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    contractor_id uuid not null references organisation check (contractor_id <> organisation_id),
    trades text[] not null check (cardinality(trades) > 0 and trades <@ array[${trades.slice(1, -1)}]),
    phone text not null,
    from_day date not null,
    to_day date check (to_day >= from_day),
    made_by uuid references person,
    made_at timestamptz not null default domovoy_now()
  );
  create index contract_organisation on contract (organisation_id, from_day);
  create index contract_contractor on contract (contractor_id);
  comment on column contract.phone is 'telephone of the dispatcher of the contractor';
  comment on column contract.to_day is 'last day of the contract; null while no end is agreed';

  create table contract_house (
    contract_id uuid not null references contract,
    building_id uuid not null references building,
    primary key (contract_id, building_id)
  );
  comment on table contract_house is 'a contract with no rows here is for all the houses of its organisation';
  create index contract_house_building on contract_house (building_id);
`;

const grants = `
  grant select, insert, delete on crew_trade, crew_place to domovoy_app;
  grant select, insert, delete on crew_permit to domovoy_app;
  grant update (until_day) on crew_permit to domovoy_app;
  grant select, insert on crew_shift, contract, contract_house to domovoy_app;
  grant update (removed_at, removed_by) on crew_shift to domovoy_app;
  grant update (to_day, phone) on contract to domovoy_app;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table contract_house, contract, crew_shift, crew_place, crew_permit, crew_trade;
    drop function crew_shift_stays;
    drop extension btree_gist;
    alter table organisation drop constraint organisation_kind_check;
    alter table organisation add constraint organisation_kind_check check (kind in
      ('manager', 'association', 'supplier', 'municipality', 'inspectorate', 'ministry', 'platform'));
  `);
}
