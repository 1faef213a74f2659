import type { Knex } from 'knex';
import type { MeetingForm } from '../../../law/meeting/forms';
import { decisionStands } from '../ballots/powers';
import { readerBindings, type CaseReader } from '../../case/sight';
import { query } from '../../sql/query';
import { runsMeeting } from '../sight';

/** A vote a person has to do with: what it is about, and when one may vote. */
export interface VoteNear {
  id: string;
  phase: string;
  title: string;
  address: string;
  zone: string;
  form: MeetingForm;
  opensAt: Date | null;
  closesAt: Date | null;
  sealedAt: Date | null;
  questions: number;
}

const near = `
  select m.case_id as id, f.phase, m.title, b.address, f.zone, m.form, m.opens_at as "opensAt",
    m.closes_at as "closesAt", m.sealed_at as "sealedAt",
    (select count(*)::int from meeting_question q where q.case_id = m.case_id) as questions
  from meeting m join case_file f on f.id = m.case_id join building b on b.id = m.building_id`;

/** Notified meetings that have not closed before `since`, of whoever holds a right in them, heads a holder or votes for one. */
export async function votesNear(db: Knex, reader: CaseReader, since: Date): Promise<VoteNear[]> {
  return query<VoteNear>(
    db,
    `${near} where m.noticed_at is not null and m.closes_at > :since and m.case_id in (
      select case_id from meeting_holder where person_id = :self::uuid
      union select case_id from meeting_holder where organisation_id = any(:headed::uuid[])
      union select case_id from meeting_proxy where agent_person_id = :self::uuid)
    order by m.closes_at, m.case_id`,
    { ...readerBindings(reader), since },
  );
}

/** A decision in the log that no refused power stands behind. */
export interface MadeDecision {
  rightId: string;
  holderId: string;
  /** The power of attorney it was made by; null for the holder's own decision. */
  proxyId: string | null;
  channel: string;
}

export async function decisionsMade(
  db: Knex,
  caseIds: readonly string[],
  rightIds: readonly string[],
): Promise<MadeDecision[]> {
  return query<MadeDecision>(
    db,
    `
    select b.right_id as "rightId", coalesce(b.person_id, b.organisation_id) as "holderId", b.proxy_id as "proxyId", b.channel
    from meeting_ballot b
    where b.case_id = any(:caseIds) and b.right_id = any(:rightIds) and ${decisionStands('b')}`,
    { caseIds, rightIds },
  );
}

/** Votes under way whose written decisions this person takes in: the administrator, the chair, the secretary, a counter. */
export async function desksOf(db: Knex, personId: string, now: Date): Promise<VoteNear[]> {
  return query<VoteNear>(
    db,
    `${near} where f.phase = 'voting' and m.closes_at > :now and m.form <> 'in-person'
       and :personId = any(array[m.administrator_person_id, m.chair_id, m.secretary_id] || m.counter_ids)
     order by m.closes_at, m.case_id`,
    { personId, now },
  );
}

const RUN_MOST = 5;

/** Noticed or halted meetings this person runs, in their own name or by the post they hold: those that open soonest. */
export async function runsNear(db: Knex, reader: CaseReader): Promise<{ id: string }[]> {
  return query<{ id: string }>(
    db,
    `select m.case_id as id from meeting m join case_file f on f.id = m.case_id
     where f.phase in ('noticed', 'halted') and ${runsMeeting}
     order by m.opens_at, m.case_id limit ${RUN_MOST}`,
    readerBindings(reader),
  );
}
