import type { Knex } from 'knex';
import type { Facts } from '../case/chain';
import { delivered, houseZone, type Delivery, type OutsideChannel } from './deliveries';

/** So long a sender has what it claimed unless it says that it lives; whoever died loses it then. Real time. */
export const SENDER_LEASE_MS = 20_000;
const lease = `clock_timestamp() + interval '${SENDER_LEASE_MS} milliseconds'`;

/** A letter in hand, with what has to be known before it may leave. */
export interface ClaimedLetter extends Delivery {
  channel: OutsideChannel;
  /** May disturb at night. */
  atNight: boolean;
  /** Of the house of its case. */
  zone: string;
  /** Where it goes; null when there is nowhere. Never logged, never in a history. A push has the id of its browser. */
  address: string | null;
}

/**
 * Takes what is due, oldest first and before all what somebody waits for; nobody else has it until the lease is over.
 * Addresses are read here: a letter goes to where its addressee is reached on the day it leaves.
 */
export async function claimDue(
  db: Knex,
  { channel, by, most }: { channel: OutsideChannel; by: string; most: number },
): Promise<ClaimedLetter[]> {
  const { rows } = await db.raw<{ rows: ClaimedLetter[] }>(
    `with due as (
       select id from delivery where channel = :channel and channel in ('email', 'sms', 'push')
         and sent_at is null and failed_at is null and next_at <= domovoy_now()
         and (claimed_until is null or claimed_until < clock_timestamp())
       order by at_night, next_at limit :most for update skip locked
     ), taken as (
       update delivery d set claimed_by = :by, claimed_until = ${lease} from due where d.id = due.id returning d.*
     )
     select ${delivered('d')}, d.at_night is true as "atNight", ${houseZone('f')} as zone,
       case when d.channel = 'push' then d.push_subscription_id::text
         when d.organisation_id is not null then o.email else c.value end as address
     from taken d left join case_file f on f.id = d.case_id left join organisation o on o.id = d.organisation_id
     left join lateral (
       select value from contact c where c.person_id = d.person_id and c.confirmed_at is not null
         and c.channel = case d.channel when 'sms' then 'phone' else 'email' end
       order by preferred desc, confirmed_at desc limit 1
     ) c on true
     order by d.at_night, d.next_at`,
    { channel, by, most },
  );
  return rows;
}

/** The sender lives: what it has in hand stays its own. */
export async function keepClaims(db: Knex, by: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update delivery set claimed_until = ${lease} where id = any(?::uuid[]) and claimed_by = ? and sent_at is null`,
    [ids, by] as Knex.RawBinding[],
  );
}

/** Gives back what was not tried; `until`: each waits until that instant, by the clock of the region. */
export async function giveBack(db: Knex, by: string, letters: readonly { id: string; until?: Date }[]): Promise<void> {
  if (letters.length === 0) return;
  await db.raw(
    `update delivery d set claimed_by = null, claimed_until = null, next_at = coalesce(v.until, d.next_at)
     from jsonb_to_recordset(?::jsonb) v(id uuid, until timestamptz) where d.id = v.id and d.claimed_by = ?`,
    [JSON.stringify(letters), by],
  );
}

/** How a try went. `away`: nobody answered on the other side. */
export type SendOutcome =
  { id: string; kind: 'sent'; proof: Facts } | { id: string; kind: 'never' | 'later' | 'away'; problem: string };

export async function markSent(db: Knex, letters: readonly { id: string; proof: Facts }[]): Promise<void> {
  if (letters.length === 0) return;
  await db.raw(
    `update delivery d set sent_at = greatest(domovoy_now(), d.created_at), attempts = d.attempts + 1, problem = null,
       failed_at = null, proof = v.proof, claimed_by = null, claimed_until = null
     from jsonb_to_recordset(?::jsonb) v(id uuid, proof jsonb) where d.id = v.id and d.sent_at is null`,
    [JSON.stringify(letters)],
  );
}

/** The next try of one letter comes after two seconds, then ever later: within the hour, or within five minutes where only nobody answered. */
const FIRST_S = 2;
const MOST_S = 3_600;
const AWAY_MOST_S = 300;
const over = (letter: string, triedFor: string): string =>
  `domovoy_now() >= coalesce(${letter}.again_at, ${letter}.created_at) + make_interval(secs => ${triedFor})`;

/**
 * A failure for ever is a fact for people to act on; a passing one is tried again until the time for it is over, however
 * many tries that takes. Neither is said of a letter that has left, was given up, or is in other hands meanwhile: a
 * sender that comes late with its failure is not believed.
 */
export async function markTried(
  db: Knex,
  by: string,
  tried: readonly { id: string; kind: 'never' | 'later' | 'away'; problem: string; triedForMs: number }[],
): Promise<void> {
  if (tried.length === 0) return;
  await db.raw(
    `update delivery d set attempts = d.attempts + 1, problem = v.problem, claimed_by = null, claimed_until = null,
       failed_at = case when v.kind = 'never' or ${over('d', 'v."triedForMs" / 1000')} then domovoy_now() end,
       next_at = domovoy_now() + make_interval(secs => least(
         case v.kind when 'away' then ${AWAY_MOST_S} else ${MOST_S} end, ${FIRST_S} * 2 ^ least(d.attempts, 20)))
     from jsonb_to_recordset(:tried::jsonb) v(id uuid, kind text, problem text, "triedForMs" float)
     where d.id = v.id and d.claimed_by = :by and d.sent_at is null and d.failed_at is null`,
    { by, tried: JSON.stringify(tried) },
  );
}

const GIVEN_UP_AT_ONCE = 1_000;

/** While nobody answers, what was to be tried for so long is given up without a try of its own. How many there were. */
export async function giveUpOld(
  db: Knex,
  { channel, problem, triedForMs }: { channel: OutsideChannel; problem: string; triedForMs: number },
): Promise<number> {
  const { rowCount } = await db.raw<{ rowCount: number }>(
    `update delivery d set failed_at = domovoy_now(), problem = :problem from (
       select id from delivery o where channel = :channel and channel in ('email', 'sms', 'push')
         and sent_at is null and failed_at is null and next_at <= domovoy_now()
         and (claimed_until is null or claimed_until < clock_timestamp()) and ${over('o', ':triedForMs / 1000.0')}
       limit ${GIVEN_UP_AT_ONCE} for update skip locked) old
     where d.id = old.id`,
    { channel, problem, triedForMs },
  );
  return rowCount;
}
