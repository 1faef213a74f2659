import type { Knex } from 'knex';

/**
 * The ballot log: what its rows need beside their own words, the key that signs its checkpoints, and one round trip
 * that takes a meeting's turn and reads all that a decision is judged by, on the database's clock.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(log);
  await knex.raw(paper);
  await knex.raw(key);
  await knex.raw(turn);
}

const log = `
  alter table meeting_ballot add column logged_at timestamptz not null;
  alter table meeting_ballot add constraint received_first check (received_at <= logged_at);
  comment on column meeting_ballot.logged_at is 'when it entered the log: later than its receipt only for paper';
  comment on column meeting_ballot.leaf is 'RFC 6962 leaf over a salted commitment to the record (docs/ballot-log.md)';
  create index meeting_ballot_tracker on meeting_ballot (left(leaf, 20));
  create index meeting_ballot_person on meeting_ballot (person_id) where person_id is not null;
  create index meeting_checkpoint_last on meeting_checkpoint (case_id, at desc, size desc);
`;

const paper = `
  alter table meeting_ballot_entry add column settled_by uuid references person;
  alter table meeting_ballot_entry add column settled_at timestamptz;
  comment on column meeting_ballot_entry.settled_by is 'who looked at the paper again where two typings differed';
  create function paper_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' or old.ballot_id is not null then raise exception 'paper that was typed in stays'; end if;
    if row(new.case_id, new.right_id, new.person_id, new.organisation_id, new.channel, new.received_at, new.decided_on,
      new.particulars, new.proxy_id, new.scan_document_id, new.first_by, new.first_at, new.first_marks)
      is distinct from row(old.case_id, old.right_id, old.person_id, old.organisation_id, old.channel, old.received_at,
      old.decided_on, old.particulars, old.proxy_id, old.scan_document_id, old.first_by, old.first_at, old.first_marks)
    then raise exception 'what was typed first stays as it was'; end if;
    return new;
  end $$;
  create trigger paper_stays before update or delete on meeting_ballot_entry
    for each row execute function paper_stays();
`;

const key = `
  create table meeting_key (
    one boolean primary key default true check (one),
    public_key text not null,
    private_key text not null,
    made_at timestamptz not null
  );
  comment on table meeting_key is 'Ed25519 key of this installation that signs checkpoints of ballot logs';
  create trigger append_only before update or delete or truncate on meeting_key
    for each statement execute function append_only();
  revoke select on meeting_key from domovoy_reader;
  grant select, insert on meeting_key to domovoy_app;
`;

// The lock and the reading are two statements: the second sees what the holder of the lock before us has committed.
const turn = `
  create function ballot_turn(
    p_case uuid, p_right uuid, p_holder uuid, p_actor uuid, p_proxy uuid, p_ballot uuid
  ) returns table (
    "at" timestamptz, phase text, zone text, form text, opens_at timestamptz, closes_at timestamptz,
    sealed_at timestamptz, law_day date, questions uuid[], in_register boolean, votes_n bigint, votes_d bigint,
    holder_kind text, has_title boolean, has_snils boolean, is_head boolean, proxy_known boolean, proxy_valid boolean,
    last_seq int, last_hash text, done_seq int, done_leaf text, done_at timestamptz
  ) language plpgsql volatile set plan_cache_mode = force_generic_plan as $$
  #variable_conflict use_column
  begin
    perform pg_advisory_xact_lock(hashtextextended('ballots:' || p_case, 0));
    return query
    select t."at", f.phase, f.zone, m.form, m.opens_at, m.closes_at, m.sealed_at, m.law_day,
      array(select q.id from meeting_question q where q.case_id = p_case order by q.number),
      r.id is not null, r.votes_n, r.votes_d,
      case when h.person_id is not null then 'person' when h.organisation_id is not null then 'organisation' end,
      coalesce(h.registry_number, h.ballot_number) is not null,
      h.organisation_id is not null or exists (select from person p where p.id = h.person_id and p.snils is not null),
      h.organisation_id is not null and exists (
        select from staff s join organisation o on o.id = s.organisation_id
        where s.person_id = p_actor and s.organisation_id = h.organisation_id
          and (s.role = 'head' or (o.kind = 'municipality' and s.role = 'municipal'))
          and s.from_day <= t.today and coalesce(s.to_day, 'infinity') >= t.today),
      x.id is not null, coalesce(x.valid, false),
      coalesce(l.seq, 0), l.hash, d.seq, d.leaf, d.received_at
    from meeting m
    join case_file f on f.id = m.case_id
    cross join lateral (select n."at", (n."at" at time zone f.zone)::date as today
      from (select date_trunc('milliseconds', domovoy_now()) as "at") n) t
    left join meeting_right r on r.id = p_right and r.case_id = m.case_id
    left join lateral (
      select k.person_id, k.organisation_id, k.registry_number, k.ballot_number
      from meeting_holder k join ownership w on w.id = k.ownership_id
      where k.right_id = r.id and (k.person_id = p_holder or k.organisation_id = p_holder)
        and k.from_day <= t.today and coalesce(w.to_day, k.to_day, 'infinity') >= t.today
      limit 1) h on true
    left join meeting_proxy x on x.id = p_proxy and x.case_id = m.case_id
      and (x.principal_person_id = p_holder or x.principal_organisation_id = p_holder)
      and (p_actor is null or x.agent_person_id = p_actor)
    left join lateral (
      select b.seq, b.hash from meeting_ballot b where b.case_id = p_case order by b.seq desc limit 1) l on true
    left join meeting_ballot d on d.id = p_ballot and d.case_id = p_case
    where m.case_id = p_case;
  end $$;
`;

export async function down(knex: Knex): Promise<void> {
  await knex.raw(`
    drop function ballot_turn;
    drop table meeting_key;
    drop trigger paper_stays on meeting_ballot_entry;
    drop function paper_stays;
    alter table meeting_ballot_entry drop column settled_by, drop column settled_at;
    drop index meeting_checkpoint_last, meeting_ballot_person, meeting_ballot_tracker;
    alter table meeting_ballot drop column logged_at;
  `);
}
