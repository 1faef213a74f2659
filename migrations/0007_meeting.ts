import type { Knex } from 'knex';

/**
 * Owners' meetings. Preparation is plain rows; from the notice on the agenda and the register are frozen by trigger
 * (ЖК РФ ст. 46 ч. 2), ballots are append-only and chained, and every count is kept as the exact text of a fraction.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(meeting);
  await knex.raw(outside);
  await knex.raw(register);
  await knex.raw(notices);
  await knex.raw(ballots);
  await knex.raw(after);
  await knex.raw(frozen);
  await knex.raw(grants);
}

const meeting = `
  create table meeting (
    case_id uuid primary key references case_file,
    building_id uuid not null references building,
    form text not null check (form in ('in-person', 'in-absentia', 'mixed', 'electronic')),
    annual boolean not null default false,
    title text not null default '',
    initiator_kind text not null check (initiator_kind in ('owner', 'manager', 'municipality', 'group')),
    initiator_person_id uuid references person,
    initiator_organisation_id uuid references organisation,
    administrator_person_id uuid references person,
    administrator_organisation_id uuid references organisation,
    opens_at timestamptz,
    closes_at timestamptz check (closes_at >= opens_at),
    discussion_at timestamptz,
    discussion_place text,
    paper_address text,
    paper_from text check (paper_from ~ '^[0-2][0-9]:[0-5][0-9]$'),
    paper_to text check (paper_to ~ '^[0-2][0-9]:[0-5][0-9]$' and paper_to > paper_from),
    paper_weekends boolean not null default false,
    materials_place text,
    storage_place text,
    direct_management boolean not null default false,
    first_electronic boolean not null default false,
    posting_place text,
    posting_decided_by text,
    repeats_id uuid references meeting,
    chair_id uuid references person,
    secretary_id uuid references person,
    counter_ids uuid[] not null default '{}',
    total numeric(12,2) check (total > 0),
    total_basis text,
    law_day date not null,
    requested_at timestamptz,
    noticed_at timestamptz,
    frozen_at timestamptz,
    opened_at timestamptz,
    sealed_at timestamptz,
    handed_at timestamptz,
    filed_at timestamptz,
    published_at timestamptz,
    system_number text unique,
    notice_checks jsonb,
    check (num_nonnulls(initiator_person_id, initiator_organisation_id) = 1),
    check (num_nonnulls(administrator_person_id, administrator_organisation_id) <= 1)
  );
  comment on column meeting.posting_decided_by is 'protocol of the earlier meeting that named the place in the house (N-04)';
  comment on column meeting.paper_from is 'hours in which paper is taken in, wall clock of the house; null: not named';
  comment on column meeting.notice_checks is 'the law check as it stood when the notice was given';
  comment on column meeting.total is 'V_all as stated by a person: the area of all premises, not of known rights (V-02)';
  comment on column meeting.law_day is 'editions of this day apply: the day the draft began, from the notice on its day';
  comment on column meeting.requested_at is 'handed to the administrator (E-04), or the request came to the manager (K-05)';
  comment on column meeting.system_number is 'identifier of the notice, and so the number of the protocol (N-08, P-05)';
  create index meeting_building on meeting (building_id);
  create index meeting_repeats on meeting (repeats_id) where repeats_id is not null;

  create table meeting_question (
    id uuid primary key,
    case_id uuid not null references meeting,
    number int not null check (number > 0),
    kind text not null,
    wording text not null check (length(btrim(wording)) between 1 and 3000),
    proposal text not null default '',
    speaker text not null default '',
    entrance int check (entrance > 0),
    entrance_total numeric(12,2),
    rule text,
    citation text,
    unique (case_id, number) deferrable initially deferred
  );
  comment on column meeting_question.rule is 'threshold of the kind under the law day, written when the agenda freezes';
  comment on column meeting_question.entrance is
    'where the flat stands that is turned into non-living premises: its owners decide apart as well (ЖК РФ ст. 45 ч. 3)';
  comment on column meeting_question.entrance_total is 'area of all premises of the entrance, written with the notice';

  create table meeting_material (
    case_id uuid not null references meeting,
    document_id uuid not null references case_document,
    question_id uuid references meeting_question on delete set null,
    added_at timestamptz not null,
    primary key (case_id, document_id)
  );
  comment on table meeting_material is
    'what owners may read before they decide; a document taken off the list stays filed, the list freezes with the notice';
  create index meeting_material_question on meeting_material (question_id) where question_id is not null;

  create table meeting_text (
    id uuid primary key,
    case_id uuid not null references meeting,
    kind text not null check (kind in ('reason', 'remark', 'request', 'note', 'finding')),
    body text not null check (body <> ''),
    author_id uuid references person,
    at timestamptz not null
  );
  comment on table meeting_text is 'words that a command speaks of by id: why cancelled, what the inspectorate remarks';
  create index meeting_text_case on meeting_text (case_id, at);
  create trigger append_only before update or delete or truncate on meeting_text
    for each statement execute function append_only();

  create table meeting_signature (
    case_id uuid not null references meeting,
    person_id uuid not null references person,
    at timestamptz not null,
    primary key (case_id, person_id)
  );
  comment on table meeting_signature is 'owners who ask for a meeting together (K-05); their votes are asked when the request is handed over';
`;

const outside = `
  create table meeting_share (
    id uuid primary key,
    case_id uuid not null references meeting,
    token_hash bytea not null unique,
    made_by uuid not null references person,
    made_at timestamptz not null,
    revoked_by uuid references person,
    revoked_at timestamptz,
    check ((revoked_by is null) = (revoked_at is null))
  );
  comment on table meeting_share is 'a secret link to stage, dates and turnout for anybody; the secret itself is not kept';
  create unique index meeting_share_live on meeting_share (case_id) where revoked_at is null;

  create table sheet_mailing (
    organisation_id uuid primary key references organisation,
    rhythm text not null check (rhythm in ('daily', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    set_by uuid not null references person,
    set_at timestamptz not null
  );
  comment on table sheet_mailing is 'managers who asked for the sheets of running votings; no row: none are sent';
`;

const register = `
  create table meeting_right (
    id uuid primary key,
    case_id uuid not null references meeting,
    premises_id uuid not null references premises,
    premises_number text not null,
    premises_kind text not null,
    entrance int,
    cadastral text,
    kind text not null check (kind in ('sole', 'shared', 'joint')),
    area numeric(10,2) not null check (area >= 0),
    area_egrn numeric(10,2),
    area_hand numeric(10,2),
    share_n bigint not null check (share_n > 0),
    share_d bigint not null check (share_d >= share_n),
    votes_n bigint not null check (votes_n >= 0),
    votes_d bigint not null check (votes_d > 0),
    ownership_ids uuid[] not null,
    place int not null,
    unique (case_id, place)
  );
  comment on table meeting_right is 'the register as frozen by the notice; spouses in joint ownership are one right';
  create index meeting_right_premises on meeting_right (case_id, premises_id);

  create table meeting_holder (
    right_id uuid not null references meeting_right,
    case_id uuid not null references meeting,
    ownership_id uuid not null references ownership,
    person_id uuid references person,
    organisation_id uuid references organisation,
    registry_number text,
    registry_day date,
    ballot_number text,
    ballot_day date,
    from_day date not null,
    to_day date,
    noted_at timestamptz not null,
    primary key (right_id, ownership_id),
    check (num_nonnulls(person_id, organisation_id) = 1)
  );
  comment on column meeting_holder.to_day is 'last day of title: the right is asked on the day of the decision (X-09)';
  comment on column meeting_holder.noted_at is 'when the meeting learned of this title: later than frozen_at for a buyer';
  create index meeting_holder_person on meeting_holder (person_id) where person_id is not null;
  create index meeting_holder_organisation on meeting_holder (organisation_id) where organisation_id is not null;
  create index meeting_holder_case on meeting_holder (case_id);

  create table meeting_refusal (
    case_id uuid not null references meeting,
    right_id uuid not null references meeting_right,
    person_id uuid not null references person,
    at timestamptz not null,
    primary key (case_id, right_id)
  );
  comment on table meeting_refusal is 'rights whose owner refused the form of a first electronic meeting (K-20)';
  create trigger append_only before update or delete or truncate on meeting_refusal
    for each statement execute function append_only();

  create table meeting_proxy (
    id uuid primary key,
    case_id uuid not null references meeting,
    principal_person_id uuid references person,
    principal_organisation_id uuid references organisation,
    agent_person_id uuid not null references person,
    document_id uuid references case_document,
    given_at timestamptz not null,
    checked_by uuid references person,
    checked_at timestamptz,
    valid boolean,
    reason text,
    check (num_nonnulls(principal_person_id, principal_organisation_id) = 1),
    check ((checked_at is null) = (valid is null))
  );
  create index meeting_proxy_case on meeting_proxy (case_id, agent_person_id);
`;

const notices = `
  create table meeting_notice (
    id uuid primary key,
    case_id uuid not null references meeting,
    person_id uuid references person,
    organisation_id uuid references organisation,
    way text not null check (way in ('system', 'letter', 'signature', 'posting')),
    sent_at timestamptz not null,
    effective_at timestamptz,
    returned_at timestamptz,
    returned_why text check (returned_why in ('not-collected', 'refused', 'no-such-address')),
    post_number text,
    proof_ids uuid[] not null default '{}',
    note text not null default '',
    recorded_by uuid references person,
    recorded_at timestamptz not null,
    voided_at timestamptz,
    voided_by uuid references person,
    voided_why text,
    check (num_nonnulls(person_id, organisation_id) = 1),
    check ((returned_at is null) = (returned_why is null)),
    check ((voided_at is null) = (voided_why is null))
  );
  comment on table meeting_notice is 'the ledger per owner and way; a posting is one row for each owner it tells';
  comment on column meeting_notice.effective_at is 'first legally effective instant (N-05, N-12); null while not known';
  comment on column meeting_notice.proof_ids is 'case_document: sheet signed, postal receipt, photo of the posting (N-13)';
  comment on column meeting_notice.voided_at is 'typed in by mistake: the line stays to be read and proves nothing';
  create unique index meeting_notice_once
    on meeting_notice (case_id, way, coalesce(person_id, organisation_id), sent_at) where voided_at is null;
  create index meeting_notice_owner on meeting_notice (case_id, coalesce(person_id, organisation_id));

  create table meeting_reminder (
    id uuid primary key,
    case_id uuid not null references meeting,
    at timestamptz not null,
    by uuid references person,
    people int not null
  );
  comment on column meeting_reminder.by is 'null: Domovoy itself';
  create index meeting_reminder_case on meeting_reminder (case_id, at);
`;

const ballots = `
  create table meeting_ballot (
    id uuid primary key,
    case_id uuid not null references meeting,
    seq int not null check (seq > 0),
    right_id uuid not null references meeting_right,
    person_id uuid references person,
    organisation_id uuid references organisation,
    channel text not null check (channel in ('online', 'paper', 'hand')),
    received_at timestamptz not null,
    decided_on date,
    marks jsonb not null,
    particulars text[] not null,
    proxy_id uuid references meeting_proxy,
    entered_by uuid references person,
    scan_document_id uuid references case_document,
    comment text,
    nonce text not null,
    leaf text not null,
    prev text not null,
    hash text not null,
    unique (case_id, seq),
    check (num_nonnulls(person_id, organisation_id) = 1)
  );
  comment on table meeting_ballot is 'every decision that ever came, the late and the second too; which count is asked of law/meeting';
  comment on column meeting_ballot.marks is 'question id → marks exactly as they stand, several or none included';
  create index meeting_ballot_right on meeting_ballot (right_id);
  create trigger append_only before update or delete or truncate on meeting_ballot
    for each statement execute function append_only();

  create table meeting_ballot_entry (
    id uuid primary key,
    case_id uuid not null references meeting,
    right_id uuid not null references meeting_right,
    person_id uuid references person,
    organisation_id uuid references organisation,
    channel text not null check (channel in ('paper', 'hand')),
    received_at timestamptz not null,
    decided_on date,
    particulars text[] not null,
    proxy_id uuid references meeting_proxy,
    scan_document_id uuid references case_document,
    comment text,
    first_by uuid not null references person,
    first_at timestamptz not null,
    first_marks jsonb not null,
    second_by uuid references person,
    second_at timestamptz,
    second_marks jsonb,
    mismatch text[] not null default '{}',
    ballot_id uuid references meeting_ballot,
    check (num_nonnulls(person_id, organisation_id) = 1)
  );
  comment on table meeting_ballot_entry is 'paper typed in twice before it becomes a ballot; mismatch names the questions';
  create index meeting_ballot_entry_case on meeting_ballot_entry (case_id) where ballot_id is null;

  create table meeting_checkpoint (
    case_id uuid not null references meeting,
    size int not null,
    root text not null,
    at timestamptz not null,
    text text not null,
    signature text not null,
    primary key (case_id, size, at)
  );
  create trigger append_only before update or delete or truncate on meeting_checkpoint
    for each statement execute function append_only();
`;

const after = `
  create table meeting_result (
    case_id uuid not null references meeting,
    question_id uuid not null references meeting_question,
    rule text not null,
    citation text not null,
    votes_for text not null,
    votes_against text not null,
    votes_abstained text not null,
    votes_invalid text not null,
    votes_absent text not null,
    passed boolean not null,
    missing text not null,
    entrance jsonb,
    primary key (case_id, question_id)
  );
  create table meeting_count (
    case_id uuid primary key references meeting,
    at timestamptz not null,
    total text not null,
    participating text not null,
    online text not null,
    paper text not null,
    hand text not null,
    needed text not null,
    quorum boolean not null,
    outcomes jsonb not null
  );
  comment on column meeting_result.entrance is
    'number, total, participating and for of the entrance that decides apart: areas as exact text';
  comment on table meeting_count is 'the count at the close: areas as exact text; outcomes: ballot id → verdict and conflict';
  create trigger append_only before update or delete or truncate on meeting_result
    for each statement execute function append_only();
  create trigger append_only before update or delete or truncate on meeting_count
    for each statement execute function append_only();

  create table meeting_comment (
    id uuid primary key,
    case_id uuid not null references meeting,
    person_id uuid not null references person,
    body text not null check (body <> ''),
    at timestamptz not null
  );
  create index meeting_comment_case on meeting_comment (case_id, at);

  create table meeting_protocol (
    case_id uuid primary key references meeting,
    number text not null,
    form_norm text not null,
    drafted_at timestamptz not null,
    complete_at timestamptz,
    document_id uuid references case_document,
    xml_id uuid references case_document
  );
  comment on column meeting_protocol.complete_at is 'the last signature, or the system''s own';
  create table meeting_protocol_signature (
    case_id uuid not null references meeting_protocol,
    part text not null check (part in ('chair', 'secretary', 'counter', 'council', 'founder', 'initiator')),
    person_id uuid not null references person,
    signed_at timestamptz not null,
    primary key (case_id, part, person_id)
  );

  create table meeting_inspection (
    id uuid primary key,
    case_id uuid not null references meeting,
    other_case_id uuid not null references meeting,
    kinds text[] not null,
    found_at timestamptz not null,
    done_at timestamptz,
    done_by uuid references person,
    text_id uuid references meeting_text,
    unique (case_id, other_case_id)
  );
  comment on table meeting_inspection is 'two protocols on similar questions within the window of P-16: the inspectorate must check';
`;

const frozen = `
  create function meeting_is_frozen() returns trigger language plpgsql as $$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if exists (select from meeting m where m.case_id = row.case_id and m.frozen_at is not null) then
      raise exception 'agenda and register are frozen by the notice: %', tg_table_name;
    end if;
    return row;
  end $$;
  create trigger frozen before insert or update or delete on meeting_question
    for each row execute function meeting_is_frozen();
  create trigger frozen before insert or update or delete on meeting_material
    for each row execute function meeting_is_frozen();
  create trigger frozen before insert or update or delete on meeting_right
    for each row execute function meeting_is_frozen();

  create function meeting_terms_stay() returns trigger language plpgsql as $$
  begin
    if old.frozen_at is not null and row(new.building_id, new.form, new.opens_at, new.closes_at, new.total, new.law_day,
      new.initiator_kind, new.initiator_person_id, new.initiator_organisation_id, new.frozen_at, new.system_number)
      is distinct from row(old.building_id, old.form, old.opens_at, old.closes_at, old.total, old.law_day,
      old.initiator_kind, old.initiator_person_id, old.initiator_organisation_id, old.frozen_at, old.system_number)
    then raise exception 'what the notice said cannot change'; end if;
    return new;
  end $$;
  create trigger terms_stay before update on meeting for each row execute function meeting_terms_stay();
`;

const grants = `
  grant select, insert, update on meeting, meeting_notice, meeting_proxy, meeting_ballot_entry, meeting_protocol,
    meeting_inspection, meeting_share to domovoy_app;
  grant select, insert, update, delete on meeting_question, meeting_signature, meeting_material,
    sheet_mailing to domovoy_app;
  grant select, insert on meeting_text, meeting_right, meeting_holder, meeting_refusal, meeting_reminder, meeting_ballot,
    meeting_checkpoint, meeting_result, meeting_count, meeting_comment, meeting_protocol_signature to domovoy_app;
  grant update (to_day) on meeting_holder to domovoy_app;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop table sheet_mailing, meeting_share, meeting_inspection, meeting_protocol_signature, meeting_protocol, meeting_comment, meeting_count,
      meeting_result, meeting_checkpoint, meeting_ballot_entry, meeting_ballot, meeting_reminder, meeting_notice,
      meeting_proxy, meeting_refusal, meeting_holder, meeting_right, meeting_signature, meeting_text, meeting_material,
      meeting_question, meeting cascade;
    drop function meeting_is_frozen, meeting_terms_stay;
  `);
}
