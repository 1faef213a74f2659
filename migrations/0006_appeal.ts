import type { Knex } from 'knex';

/** Appeals: what was asked and answered in words, and where each stands. Words are written once and never changed. */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(`
    create table appeal_text (
      id uuid primary key,
      case_id uuid not null references case_file,
      kind text not null check (kind in ('request', 'part', 'answer', 'reason', 'note', 'comment')),
      body text not null check (body <> ''),
      author_id uuid references person,
      at timestamptz not null
    );
    comment on table appeal_text is 'written before the command that speaks of it; a text no command names says nothing';
    create index appeal_text_case on appeal_text (case_id, at);
    create trigger append_only before update or delete or truncate on appeal_text
      for each statement execute function append_only();

    create table appeal (
      case_id uuid primary key references case_file,
      addressee_id uuid not null references organisation,
      addressee_kind text not null,
      subject text not null,
      channel text not null check (channel in ('cabinet', 'email', 'phone', 'paper', 'visit', 'gis', 'max')),
      applicant_kind text not null check (applicant_kind in ('owner', 'user', 'other', 'organisation')),
      text_id uuid not null references appeal_text,
      summary text not null,
      premises_id uuid references premises,
      anonymous boolean not null default false,
      collective boolean not null default false,
      received_at timestamptz not null,
      registered_at timestamptz not null,
      origin text check (origin in ('split', 'forward', 'complaint')),
      norm_id text,
      routed_to uuid references person,
      answer_kind text check (answer_kind in ('satisfied', 'explained', 'refused')),
      answer_text_id uuid references appeal_text,
      answered_at timestamptz,
      rating int check (rating between 1 and 5),
      rating_text_id uuid references appeal_text,
      rated_at timestamptz,
      reopened int not null default 0,
      check (registered_at >= received_at),
      check ((rating is null) = (rated_at is null))
    );
    comment on column appeal.subject is 'the first of appeal_subject: the one lists show';
    comment on column appeal.received_at is 'a part of a split appeal keeps the clock of the whole';
    create index appeal_routed on appeal (routed_to) where routed_to is not null;
    create index appeal_subject_first on appeal (subject);

    create table appeal_subject (
      case_id uuid not null references case_file,
      place int not null,
      subject text not null,
      primary key (case_id, place),
      unique (case_id, subject)
    );

    create table faq (
      id uuid primary key,
      organisation_id uuid not null references organisation,
      subject text not null,
      question text not null check (question <> ''),
      answer text not null check (answer <> ''),
      source_case_id uuid references case_file,
      published_at timestamptz not null,
      published_by uuid not null references person,
      retired_at timestamptz
    );
    create index faq_organisation on faq (organisation_id, published_at desc) where retired_at is null;

    grant select, insert on appeal_text, appeal_subject to domovoy_app;
    grant select, insert, update on appeal to domovoy_app;
    grant select, insert on faq to domovoy_app;
    grant update (retired_at) on faq to domovoy_app;
  `);
}

export async function down(knex: Knex): Promise<void> {
  await knex.raw('drop table faq, appeal_subject, appeal, appeal_text');
}
