import type { Knex } from 'knex';

/**
 * What a verdict, a count or a proof rests on is written once. Each table says by its trigger `settled` what of it may
 * still move and what moves only from nothing to something; all else stays, whoever asks, the owner of the schema too.
 * A column that comes later stays as well, until somebody says otherwise.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(functions);
  for (const [table, { free = [], once = [] }] of Object.entries(settled))
    await knex.raw(
      `create trigger settled before update or delete on ${table}
         for each row execute function settled_stays('${free.join(' ')}', '${once.join(' ')}')`,
    );
  for (const table of appendOnly)
    await knex.raw(
      `create trigger append_only before update or delete or truncate on ${table}
         for each statement execute function append_only()`,
    );
  for (const table of [...Object.keys(settled), ...kept])
    await knex.raw(
      `create trigger stays_whole before truncate on ${table} for each statement execute function append_only()`,
    );
  await knex.raw(lives);
  await knex.raw(decisions);
  await knex.raw(grants);
}

interface Movable {
  /** May change at any time. */
  free?: readonly string[];
  /** From nothing to something, and never again. */
  once?: readonly string[];
}

const settled: Readonly<Record<string, Movable>> = {
  case_number: { free: ['last'] },
  case_file: { free: ['phase', 'outcome', 'closed_at', 'seq', 'due_at', 'due_name', 'organisation_id'] },
  case_deadline: { once: ['met_at', 'dropped_at', 'missed_at'] },
  delivery: {
    free: ['attempts', 'next_at', 'problem', 'push_subscription_id', 'proof', 'failed_at'],
    once: ['sent_at', 'read_at', 'effective_at'],
  },
  appeal: {
    free: [
      'routed_to',
      'answer_kind',
      'answer_text_id',
      'answered_at',
      'rating',
      'rating_text_id',
      'rated_at',
      'reopened',
    ],
    once: ['norm_id'],
  },
  meeting_notice: {
    free: ['effective_at', 'proof_ids'],
    once: ['returned_at', 'returned_why', 'voided_at', 'voided_by', 'voided_why'],
  },
  meeting_holder: { once: ['to_day'] },
  meeting_ballot_entry: {
    free: ['mismatch'],
    once: ['second_by', 'second_at', 'second_marks', 'settled_by', 'settled_at', 'ballot_id'],
  },
  meeting_protocol: { free: ['document_id', 'xml_id'], once: ['complete_at'] },
  meeting_inspection: { once: ['done_at', 'done_by', 'text_id'] },
  registry_import: { free: ['dry', 'at', 'report', 'content'] },
};

/** Nothing of these rows ever changes. */
const appendOnly = [
  'case_command',
  'case_party',
  'appeal_subject',
  'meeting_reminder',
  'meeting_protocol_signature',
  'registry_conflict',
  'calendar_day',
];

/** Rules of their own hold the rows of these. */
const kept = [
  'meeting',
  'meeting_question',
  'meeting_material',
  'meeting_right',
  'meeting_proxy',
  'meeting_signature',
  'meeting_council_member',
];

const functions = `
  create function settled_stays() returns trigger language plpgsql as $$
  declare
    free text[] := string_to_array(tg_argv[0], ' ');
    once text[] := string_to_array(tg_argv[1], ' ');
    before jsonb;
    name text;
  begin
    if tg_op = 'DELETE' then raise exception 'a row of % stays', tg_table_name; end if;
    before := to_jsonb(old);
    for name in select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from before -> n.key loop
      continue when name = any(free) or (name = any(once) and before -> name = 'null');
      raise exception '%.% is settled', tg_table_name, name;
    end loop;
    return new;
  end $$;
`;

/** What stands still from some moment of a life on. */
const lives = `
  create function deadline_is_over() returns trigger language plpgsql as $$
  begin raise exception 'case_deadline is settled: it was met or dropped'; end $$;
  create trigger settled_over before update on case_deadline for each row
    when (old.met_at is not null or old.dropped_at is not null) execute function deadline_is_over();

  create function case_end_stays() returns trigger language plpgsql as $$
  begin raise exception 'how case % ended is settled', old.number; end $$;
  create trigger settled_end before update on case_file for each row
    when (old.closed_at is not null and new.closed_at is not null
      and row(new.phase, new.outcome, new.closed_at) is distinct from row(old.phase, old.outcome, old.closed_at))
    execute function case_end_stays();

  create function appeal_answer_stays() returns trigger language plpgsql as $$
  declare f record;
  begin
    select phase, closed_at into f from case_file where id = old.case_id;
    if f.closed_at is not null and new is distinct from old then
      raise exception 'appeal is settled: its case is closed';
    end if;
    if f.phase = 'answered' and row(new.answer_kind, new.answer_text_id, new.answered_at)
      is distinct from row(old.answer_kind, old.answer_text_id, old.answered_at)
    then raise exception 'appeal is settled: it is answered'; end if;
    if new.reopened not in (old.reopened, old.reopened + 1) then
      raise exception 'appeal.reopened only counts up';
    end if;
    return new;
  end $$;
  create trigger settled_answer before update on appeal for each row execute function appeal_answer_stays();

  create or replace function meeting_terms_stay() returns trigger language plpgsql as $$
  declare
    once text[] := '{opened_at,sealed_at,handed_at,filed_at,published_at}';
    before jsonb := to_jsonb(old);
    name text;
  begin
    if tg_op = 'DELETE' then raise exception 'a row of meeting stays'; end if;
    if old.frozen_at is null then
      if row(new.case_id, new.building_id, new.initiator_kind, new.initiator_person_id, new.initiator_organisation_id,
        new.repeats_id) is distinct from row(old.case_id, old.building_id, old.initiator_kind, old.initiator_person_id,
        old.initiator_organisation_id, old.repeats_id)
      then raise exception 'who calls a meeting of which house is settled'; end if;
      return new;
    end if;
    for name in select n.key from jsonb_each(to_jsonb(new)) n where n.value is distinct from before -> n.key loop
      continue when name = any(once) and before -> name = 'null';
      raise exception 'what the notice said cannot change: meeting.% is settled', name;
    end loop;
    return new;
  end $$;
  drop trigger terms_stay on meeting;
  create trigger terms_stay before update or delete on meeting for each row execute function meeting_terms_stay();

  create function meeting_notice_stays() returns trigger language plpgsql as $$
  begin
    if not new.proof_ids @> old.proof_ids then raise exception 'meeting_notice.proof_ids only grows: it is settled'; end if;
    if new.effective_at is distinct from old.effective_at and old.effective_at is not null
      and (old.returned_at is not null or new.returned_why is distinct from 'no-such-address')
    then raise exception 'meeting_notice.effective_at is settled'; end if;
    return new;
  end $$;
  create trigger settled_notice before update on meeting_notice
    for each row execute function meeting_notice_stays();

  create function delivery_end_stays() returns trigger language plpgsql as $$
  begin
    -- A letter that was given up and left after all has not failed.
    if old.failed_at is not null and new.failed_at is distinct from old.failed_at
      and not (new.failed_at is null and old.sent_at is null and new.sent_at is not null)
    then raise exception 'delivery.failed_at is settled'; end if;
    if old.proof is not null and ((new.proof - 'receipts') is distinct from (old.proof - 'receipts')
      or exists (select from jsonb_object_keys(coalesce(old.proof -> 'receipts', '{}')) k
        where new.proof -> 'receipts' -> k is null))
    then raise exception 'delivery.proof only gathers receipts: it is settled'; end if;
    return new;
  end $$;
  create trigger settled_end before update on delivery for each row execute function delivery_end_stays();

  create function meeting_proxy_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of meeting_proxy stays'; end if;
    if row(new.id, new.case_id, new.principal_person_id, new.principal_organisation_id, new.agent_person_id,
        new.document_id, new.given_at)
      is distinct from row(old.id, old.case_id, old.principal_person_id, old.principal_organisation_id,
        old.agent_person_id, old.document_id, old.given_at)
    then raise exception 'who trusts whom is settled: meeting_proxy'; end if;
    if new is distinct from old and exists (select from meeting where case_id = old.case_id and sealed_at is not null)
    then raise exception 'meeting_proxy is settled: the voting is over'; end if;
    return new;
  end $$;
  create trigger settled before update or delete on meeting_proxy
    for each row execute function meeting_proxy_stays();

  create function meeting_request_stays() returns trigger language plpgsql as $$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if tg_op = 'UPDATE' or exists (select from meeting m where m.case_id = row.case_id
      and m.initiator_kind = 'group' and m.requested_at is not null)
    then raise exception 'meeting_signature is settled: the request was handed over'; end if;
    return row;
  end $$;
  create trigger settled before insert or update or delete on meeting_signature
    for each row execute function meeting_request_stays();

  create function meeting_council_stays() returns trigger language plpgsql as $$
  declare row record;
  begin
    if tg_op = 'DELETE' then row := old; else row := new; end if;
    if tg_op = 'UPDATE' or exists (select from meeting_protocol p where p.case_id = row.case_id
      and p.complete_at is not null and (tg_op = 'DELETE' or p.complete_at < new.named_at))
    then raise exception 'meeting_council_member is settled: the protocol is complete'; end if;
    return row;
  end $$;
  create trigger settled before insert or update or delete on meeting_council_member
    for each row execute function meeting_council_stays();

  create function import_is_written() returns trigger language plpgsql as $$
  begin raise exception 'registry_import is settled: it was written into the registry'; end $$;
  create trigger settled_import before update on registry_import for each row
    when (not old.dry) execute function import_is_written();

  create function outbox_order_stays() returns trigger language plpgsql as $$
  begin raise exception 'an order of the outbox is settled'; end $$;
  create trigger settled before update on outbox for each row
    when (row(new.id, new.kind, new.workflow_id, new.case_id, new.payload)
      is distinct from row(old.id, old.kind, old.workflow_id, old.case_id, old.payload))
    execute function outbox_order_stays();

  create function delegation_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception 'a row of delegation stays'; end if;
    if row(new.id, new.from_person, new.to_person, new.scopes, new.from_day, new.to_day, new.created_at)
      is distinct from row(old.id, old.from_person, old.to_person, old.scopes, old.from_day, old.to_day, old.created_at)
      or (old.revoked_at is not null and new.revoked_at is distinct from old.revoked_at)
    then raise exception 'a delegation is settled'; end if;
    return new;
  end $$;
  create trigger settled before update or delete on delegation for each row execute function delegation_stays();
`;

/** One conflict of the registry, one decision (store/registry/decisions.ts); to wait is none. */
const decisions = `
  create unique index registry_conflict_once on registry_conflict (premises_id, kind, md5(facts::text))
    where decision <> 'wait';
`;

/** The same told to the role that serves people: what a trigger would refuse it may not even ask. */
const grants = `
  revoke update on case_file, case_deadline, case_number, delivery, appeal, meeting_notice, meeting_inspection,
    meeting_protocol, meeting_ballot_entry, person_identity from domovoy_app;
  grant update (phase, outcome, closed_at, seq, due_at, due_name, organisation_id) on case_file to domovoy_app;
  grant update (met_at, dropped_at, missed_at) on case_deadline to domovoy_app;
  grant update (last) on case_number to domovoy_app;
  grant update (attempts, next_at, problem, sent_at, failed_at, read_at, effective_at, proof) on delivery to domovoy_app;
  grant update (norm_id, routed_to, answer_kind, answer_text_id, answered_at, rating, rating_text_id, rated_at, reopened)
    on appeal to domovoy_app;
  grant update (effective_at, proof_ids, returned_at, returned_why, voided_at, voided_by, voided_why)
    on meeting_notice to domovoy_app;
  grant update (done_at, done_by, text_id) on meeting_inspection to domovoy_app;
  grant update (complete_at, document_id, xml_id) on meeting_protocol to domovoy_app;
  grant update (second_by, second_at, second_marks, mismatch, settled_by, settled_at, ballot_id)
    on meeting_ballot_entry to domovoy_app;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop index registry_conflict_once;
    grant update on case_file, case_deadline, case_number, delivery, appeal, meeting_notice, meeting_inspection,
      meeting_protocol, meeting_ballot_entry, person_identity to domovoy_app;
    drop function settled_stays, deadline_is_over, case_end_stays, appeal_answer_stays, meeting_notice_stays, delivery_end_stays,
      meeting_proxy_stays, meeting_request_stays, meeting_council_stays, import_is_written, outbox_order_stays,
      delegation_stays cascade;
    drop trigger terms_stay on meeting;
    create trigger terms_stay before update on meeting for each row execute function meeting_terms_stay();
  `);
  for (const table of appendOnly) await knex.raw(`drop trigger append_only on ${table}`);
  for (const table of [...Object.keys(settled), ...kept]) await knex.raw(`drop trigger stays_whole on ${table}`);
}
