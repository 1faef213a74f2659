import type { Knex } from 'knex';

/**
 * A power of attorney knows who entered it, from which day to which it stands, and whether its principal refused it.
 * What was said of it once stays. The turn of a ballot reads all of that under the meeting's lock, and whether the
 * voice has voted already: signs that come at once give one ballot.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(columns);
  await knex.raw(stays);
  await knex.raw(sheets);
  await knex.raw('drop function ballot_turn(uuid, uuid, uuid, uuid, uuid, uuid)');
  await knex.raw(turn(', voted boolean', `x.valid and ${standing('x')} and ${inForce}`, `, ${voted}`));
}

const columns = `
  alter table meeting_proxy add column entered_by uuid references person;
  alter table meeting_proxy add column from_day date;
  alter table meeting_proxy add column until_day date;
  alter table meeting_proxy add column exception text check (exception in ('initiator'));
  alter table meeting_proxy add column refused_at timestamptz;
  alter table meeting_proxy add column refused_by uuid references person;
  alter table meeting_proxy add constraint refused_once check (refused_by is null or refused_at is not null);
  alter table meeting_proxy add constraint term_runs_on check (until_day >= from_day);
  comment on column meeting_proxy.entered_by is 'who wrote it down, never the one who finds it good; of older ones, who filed the scan';
  comment on column meeting_proxy.until_day is 'last day of force, the one of the law where the paper names none';
  comment on column meeting_proxy.exception is 'found good by whoever called the meeting, because nobody else could';
  comment on column meeting_proxy.refused_at is 'when the principal refused it: nothing voted by it counts';
  comment on column meeting_proxy.refused_by is 'who did so in the system; null by the link of the letter';
`;

const stays = `
  create function power_stays() returns trigger language plpgsql as $$
  begin
    if tg_op = 'DELETE' then raise exception 'a power that was brought stays'; end if;
    if row(new.id, new.case_id, new.principal_person_id, new.principal_organisation_id, new.agent_person_id,
      new.document_id, new.given_at, new.entered_by, new.from_day, new.until_day)
      is distinct from row(old.id, old.case_id, old.principal_person_id, old.principal_organisation_id,
      old.agent_person_id, old.document_id, old.given_at, old.entered_by, old.from_day, old.until_day)
    then raise exception 'a power stays as it was brought'; end if;
    if old.checked_at is not null and row(new.checked_by, new.checked_at, new.valid, new.reason, new.exception)
      is distinct from row(old.checked_by, old.checked_at, old.valid, old.reason, old.exception)
    then raise exception 'what was said of a power stays'; end if;
    if old.refused_at is not null and row(new.refused_at, new.refused_by)
      is distinct from row(old.refused_at, old.refused_by)
    then raise exception 'a refusal stays'; end if;
    if old.checked_at is null and new.checked_by in (new.entered_by, new.agent_person_id)
    then raise exception 'nobody checks a power that he entered or votes by'; end if;
    return new;
  end $$;
  create trigger power_stays before update or delete on meeting_proxy for each row execute function power_stays();
`;

const sheets = `
  create index meeting_ballot_entry_right on meeting_ballot_entry (right_id);
`;

const standing = (power: string): string => `${power}.refused_at is null`;
const inForce = "t.today between coalesce(x.from_day, '-infinity') and coalesce(x.until_day, 'infinity')";

// An owner signs once; an agent does not sign after the owner, nor twice by powers that stand.
const voted = `exists (
        select from meeting_ballot v left join meeting_proxy w on w.id = v.proxy_id
        where v.right_id = r.id and coalesce(v.person_id, v.organisation_id) = p_holder and v.channel = 'online'
          and (v.proxy_id is null or (p_proxy is not null and w.valid and ${standing('w')})))`;

/** The turn of 0017_transfer_act.ts, with what a power is and whether the voice has voted. */
const turn = (column: string, valid: string, value: string): string => `
  create function ballot_turn(
    p_case uuid, p_right uuid, p_holder uuid, p_actor uuid, p_proxy uuid, p_ballot uuid
  ) returns table (
    "at" timestamptz, phase text, zone text, form text, opens_at timestamptz, closes_at timestamptz,
    sealed_at timestamptz, law_day date, questions uuid[], in_register boolean, votes_n bigint, votes_d bigint,
    holder_kind text, has_title boolean, has_snils boolean, is_head boolean, proxy_known boolean, proxy_valid boolean,
    last_seq int, last_hash text, done_seq int, done_leaf text, done_at timestamptz${column}
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
      x.id is not null, coalesce(${valid}, false),
      coalesce(l.seq, 0), l.hash, d.seq, d.leaf, d.received_at${value}
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
        and coalesce(k.until_day, 'infinity') >= t.today
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
  await knex.raw('drop function ballot_turn(uuid, uuid, uuid, uuid, uuid, uuid)');
  await knex.raw(turn('', 'x.valid', ''));
  await knex.raw(`
    drop index meeting_ballot_entry_right;
    drop trigger power_stays on meeting_proxy;
    drop function power_stays;
    alter table meeting_proxy drop column entered_by, drop column from_day, drop column until_day,
      drop column exception, drop column refused_at, drop column refused_by;
  `);
}
