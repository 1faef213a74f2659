import type { Knex } from 'knex';
import { decisionStands } from '../ballots/powers';
import type { Facts } from '../case/chain';
import { morningOf } from '../deliveries';

export type Circle = 'holders' | 'silent';

const circles: Readonly<Record<Circle, string>> = {
  holders: `select distinct h.person_id, h.organisation_id from meeting_holder h
    where h.case_id = :caseId and h.to_day is null`,
  silent: `select distinct h.person_id, h.organisation_id from meeting_holder h
    where h.case_id = :caseId and h.to_day is null
      and not exists (select from meeting_ballot b where b.right_id = h.right_id and ${decisionStands('b')})`,
};

export interface Circular {
  caseId: string;
  circle: Circle;
  /** Template in templates/letters. */
  letter: string;
  /** Makes each letter leave once: usually the key of the step. */
  key: string;
  facts: Facts;
  urgent?: boolean;
  at: Date;
}

/**
 * One letter to every owner, in one statement: a house may have ten thousand. The cabinet has it at once; mail and
 * messages leave by the same lanes as any letter, and messages by day. Returns how many owners are written to.
 */
export async function writeCircular(trx: Knex, { circle, facts, urgent = false, ...rest }: Circular): Promise<number> {
  const { rows } = await trx.raw<{ rows: { people: number }[] }>(
    `
    with owner as (${circles[circle]}), way as (
      select o.person_id, o.organisation_id, 'cabinet' as channel, null::uuid as browser_id from owner o
      union all
      select distinct o.person_id, o.organisation_id, case c.channel when 'email' then 'email' else 'sms' end, null::uuid
      from owner o join contact c on c.person_id = o.person_id and c.confirmed_at is not null
        and (c.channel = 'email' or (c.channel = 'phone' and :urgent))
      union all
      select o.person_id, o.organisation_id, 'push', s.id from owner o
      join push_subscription s on s.person_id = o.person_id and :urgent
      union all
      select o.person_id, o.organisation_id, 'email', null::uuid from owner o
      join organisation g on g.id = o.organisation_id and g.email is not null
    ), written as (
      insert into delivery (id, case_id, key, person_id, organisation_id, channel, push_subscription_id, letter, facts, created_at, next_at, sent_at)
      select gen_random_uuid(), :caseId, :caseId || ':' || :key || ':' || :letter || ':' || coalesce(w.person_id, w.organisation_id)
          || ':' || w.channel || coalesce(':' || w.browser_id, ''), w.person_id, w.organisation_id, w.channel, w.browser_id, :letter, :facts::jsonb, :at,
        case when w.channel in ('sms', 'push') then :morning::timestamptz else :at end, case when w.channel = 'cabinet' then :at::timestamptz end
      from way w on conflict (key) do nothing returning channel
    )
    select count(*) filter (where channel = 'cabinet')::int as people from written`,
    { ...rest, urgent, facts: JSON.stringify(facts), morning: await morningOf(trx, rest.caseId, rest.at) },
  );
  return rows[0]?.people ?? 0;
}
