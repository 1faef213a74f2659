import type { Knex } from 'knex';

/**
 * ЖК РФ ст. 44 ч. 1.1: whoever took premises from the developer by an act votes like an owner for a year after the
 * house was commissioned. The registry knows that day and which rights stand on an act; the register of a meeting
 * keeps the last day on which a decision of such a holder counts.
 */
export async function up(knex: Knex): Promise<void> {
  await knex.raw(columns);
  await knex.raw(turn("and coalesce(k.until_day, 'infinity') >= t.today"));
}

const columns = `
  alter table building add column commissioned_day date;
  comment on column building.commissioned_day is 'day of the permission to put the house into use';
  grant update (commissioned_day) on building to domovoy_app;

  alter table ownership add column basis text not null default 'record' check (basis in ('record', 'act'));
  alter table ownership add constraint act_is_named
    check (basis = 'record' or num_nonnulls(registry_number, registry_day) = 2);
  comment on column ownership.basis is
    'what the right stands on: a record of ЕГРН or an act of the developer; registry_number and _day are of that paper';

  alter table meeting_holder add column basis text not null default 'record' check (basis in ('record', 'act'));
  alter table meeting_holder add column until_day date;
  alter table meeting_holder add constraint act_has_its_term check ((basis = 'act') = (until_day is not null));
  comment on column meeting_holder.until_day is 'last day on which a decision by an act counts; null for a record';
`;

/** The turn of 0008_ballots.ts, with one more condition on the holder. */
const turn = (term: string): string => `
  create or replace function ballot_turn(
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
        ${term}
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
  await knex.raw(turn(''));
  await knex.raw(`
    alter table meeting_holder drop column until_day, drop column basis;
    alter table ownership drop column basis;
    alter table building drop column commissioned_day;
  `);
}
