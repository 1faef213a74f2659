import type { Knex } from 'knex';

/**
 * Who may come in, and what each program and person was already answered. Access lives by the real clock, not by the
 * region's: a training region that travels a year ahead must not sign everybody out.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(doors);
  await knex.raw(powers);
  await knex.raw(traffic);
  await knex.raw(grants);
}

const doors = `
  create table account (
    person_id uuid primary key references person,
    login text not null,
    password text,
    activation_hash bytea unique,
    activation_until timestamptz,
    activated_at timestamptz,
    created_at timestamptz not null default clock_timestamp()
  );
  create unique index account_login on account (lower(login));
  comment on column account.password is 'scrypt with its parameters and salt; null until the letter is followed';

  create table person_identity (
    issuer text not null,
    sub text not null,
    person_id uuid not null references person,
    linked_at timestamptz not null default clock_timestamp(),
    primary key (issuer, sub)
  );
  create index person_identity_person on person_identity (person_id);

  create table sign_in_attempt (
    state_hash bytea primary key,
    visitor text not null,
    nonce text not null,
    verifier text not null,
    next text not null,
    until timestamptz not null
  );
`;

const powers = `
  create table delegation (
    id uuid primary key,
    from_person uuid not null references person,
    to_person uuid not null references person check (to_person <> from_person),
    scopes text[] not null check (cardinality(scopes) > 0),
    from_day date not null,
    to_day date not null check (to_day >= from_day),
    created_at timestamptz not null,
    revoked_at timestamptz
  );
  create index delegation_from on delegation (from_person);
  create index delegation_to on delegation (to_person);

  create table session (
    id uuid primary key default gen_random_uuid(),
    token_hash bytea not null unique,
    person_id uuid not null references person,
    via text not null check (via in ('password', 'identity')),
    agent text not null,
    created_at timestamptz not null default clock_timestamp(),
    seen_at timestamptz not null default clock_timestamp(),
    ends_at timestamptz not null,
    delegation_id uuid references delegation,
    closed_at timestamptz
  );
  create index session_person on session (person_id) where closed_at is null;

  create table api_token (
    id uuid primary key,
    person_id uuid not null references person,
    organisation_id uuid references organisation,
    name text not null,
    token_hash bytea not null unique,
    scopes text[] not null check (cardinality(scopes) > 0),
    created_at timestamptz not null default clock_timestamp(),
    ends_at timestamptz not null,
    used_at timestamptz,
    revoked_at timestamptz
  );
  create index api_token_person on api_token (person_id);

  create table push_subscription (
    id uuid primary key,
    person_id uuid not null references person,
    endpoint text not null unique check (length(endpoint) <= 2000),
    p256dh text not null,
    auth text not null,
    server_key text not null,
    agent text not null,
    created_at timestamptz not null default clock_timestamp()
  );
  create index push_subscription_person on push_subscription (person_id);
  comment on table push_subscription is
    'browsers that take notifications (RFC 8030); whoever knows the endpoint and the keys can write there, so a row goes when it is of no use';
  comment on column push_subscription.server_key is 'our public key it was made for: another key cannot write there';
`;

const traffic = `
  create table write_key (
    actor text not null,
    route text not null,
    key uuid not null,
    fingerprint bytea not null,
    answer jsonb not null,
    at timestamptz not null default clock_timestamp(),
    primary key (actor, route, key)
  );
  create index write_key_at on write_key (at);
  comment on table write_key is 'twice is once: the answer a write got, kept 30 days';

  create unlogged table rate_limit (
    key varchar(255) primary key,
    points integer not null,
    expire bigint not null
  );
`;

const grants = `
  grant select, insert, update on account, person_identity, delegation, session, api_token to domovoy_app;
  grant select, insert, delete on sign_in_attempt, write_key to domovoy_app;
  grant select, insert, update, delete on rate_limit, push_subscription to domovoy_app;
  revoke all on account, person_identity, sign_in_attempt, session, api_token, push_subscription, write_key, rate_limit
    from domovoy_reader;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(
    'drop table rate_limit, write_key, push_subscription, api_token, session, delegation, sign_in_attempt, person_identity, account',
  );
}
