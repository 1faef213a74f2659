import type { Knex } from 'knex';

/**
 * What ends a request well: papers that people sign, parts with their prices, estimates and consents. A paper is
 * written before the command that speaks of it; one that no command names says nothing.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(papers);
  await knex.raw(store);
  await knex.raw(estimates);
  await knex.raw(harm);
  await knex.raw(grants);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table request_estimate, request_part, request_paper, part_move, part_price, part;
    delete from recorded_table where table_name in ('request_estimate', 'request_part', 'request_paper');
    do $$
    declare
      made text := (select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'request'::regclass and tgname = 'settled');
    begin
      drop trigger settled on request;
      execute replace(made, 'confirmed_at harm_at merged_into', 'confirmed_at merged_into');
    end $$;
  `);
}

const papers = `
  create table request_paper (
    id uuid primary key,
    case_id uuid not null references case_file,
    kind text not null check (kind in ('check', 'consumer', 'mended', 'damage', 'completion')),
    body jsonb not null,
    author_id uuid references person,
    at timestamptz not null
  );
  comment on table request_paper is 'names and words of those present stand here and in the document, in no fact';
  create index request_paper_case on request_paper (case_id, at);
  create trigger append_only before update or delete or truncate on request_paper
    for each statement execute function append_only();
  select record_table('request_paper', '{id}');
`;

/** The stock is what came in less what requests used: nothing else counts it. */
const store = `
  create table part (
    id uuid primary key,
    organisation_id uuid not null references organisation,
    kind text not null check (kind in ('part', 'work')),
    name text not null check (name <> ''),
    unit text not null check (unit <> ''),
    made_by uuid not null references person,
    made_at timestamptz not null,
    closed_at timestamptz,
    unique (organisation_id, name)
  );
  comment on table part is 'a part of the store or a paid work of the price list';
  create table part_price (
    part_id uuid not null references part,
    from_day date not null,
    kopecks bigint not null check (kopecks between 0 and 100000000000),
    made_by uuid not null references person,
    made_at timestamptz not null,
    primary key (part_id, from_day)
  );
  comment on table part_price is 'a price holds until the next one begins';
  create table part_move (
    id uuid primary key,
    part_id uuid not null references part,
    count numeric(12, 3) not null check (count <> 0),
    why text not null check (why in ('bought', 'returned', 'written-off')),
    made_by uuid not null references person,
    at timestamptz not null,
    check ((why = 'written-off') = (count < 0))
  );
  create index part_move_part on part_move (part_id);
  create trigger append_only before update or delete or truncate on part_price
    for each statement execute function append_only();
  create trigger append_only before update or delete or truncate on part_move
    for each statement execute function append_only();

  create table request_part (
    id uuid primary key,
    case_id uuid not null references case_file,
    part_id uuid not null references part,
    count numeric(12, 3) not null check (count > 0),
    price bigint not null check (price >= 0),
    at timestamptz not null
  );
  comment on column request_part.price is 'kopecks for one, at the instant it was used';
  create index request_part_case on request_part (case_id);
  create index request_part_part on request_part (part_id);
  create trigger append_only before update or delete or truncate on request_part
    for each statement execute function append_only();
  select record_table('request_part', '{id}');
`;

const estimates = `
  create table request_estimate (
    id uuid primary key,
    case_id uuid not null references case_file,
    lines jsonb not null,
    total bigint not null check (total > 0),
    by_id uuid references person,
    at timestamptz not null,
    answer text check (answer in ('consented', 'refused', 'withdrawn')),
    answered_by uuid references person,
    answered_at timestamptz,
    invoiced_at timestamptz,
    check ((answer is null) = (answered_at is null)),
    check (invoiced_at is null or answer = 'consented')
  );
  comment on table request_estimate is 'lines: part, name, unit, count, price and sum in kopecks, as they were offered';
  create index request_estimate_case on request_estimate (case_id, at);
  create index request_estimate_invoiced on request_estimate (invoiced_at) where invoiced_at is not null;
  create unique index request_estimate_open on request_estimate (case_id) where answer is null;
  create trigger settled before update or delete on request_estimate for each row
    execute function settled_stays('', 'answer answered_by answered_at invoiced_at');
  create trigger stays_whole before truncate on request_estimate for each statement execute function append_only();
  select record_table('request_estimate', '{id}');
`;

/** Harm may be reported after the intake, once. */
const harm = `
  do $$
  declare
    made text := (select pg_get_triggerdef(oid) from pg_trigger where tgrelid = 'request'::regclass and tgname = 'settled');
  begin
    drop trigger settled on request;
    execute replace(made, 'confirmed_at merged_into', 'confirmed_at harm_at merged_into');
  end $$;
`;

const grants = `
  grant select, insert on request_paper, request_part, part_price, part_move to domovoy_app;
  grant select, insert, update on request_estimate, part to domovoy_app;
`;
