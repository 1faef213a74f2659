import type { Knex } from 'knex';
import type { Facts } from '../case/chain';
import { delivered, houseZone, type Delivery, type OutsideChannel } from './deliveries';

/** A sender keeps its claim for this long without renewing it; after that another sender may take it. Real time. */
export const SENDER_LEASE_MS = 20_000;
const lease = `clock_timestamp() + interval '${SENDER_LEASE_MS} milliseconds'`;

/** A claimed letter, with what must be known before it may leave. */
export interface ClaimedLetter extends Delivery {
  channel: OutsideChannel;
  /** May ring at night. */
  atNight: boolean;
  /** Of the house of its case. */
  zone: string;
  /**
   * Where it goes; null when there is no address. Never logged, never in a history. For a push, the id of its browser.
   */
  address: string | null;
}

/**
 * Claims what is due, oldest first but urgent letters before all others; no other sender gets it until the lease ends.
 * Addresses are read here: a letter goes to the address that is current when it leaves.
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

/** Renews the claims of a running sender. */
export async function keepClaims(db: Knex, by: string, ids: readonly string[]): Promise<void> {
  await db.raw(
    `update delivery set claimed_until = ${lease} where id = any(?::uuid[]) and claimed_by = ? and sent_at is null`,
    [ids, by] as Knex.RawBinding[],
  );
}

/** Releases what was not tried; `until`: each waits until that instant, in region time. */
export async function giveBack(db: Knex, by: string, letters: readonly { id: string; until?: Date }[]): Promise<void> {
  if (letters.length === 0) return;
  await db.raw(
    `update delivery d set claimed_by = null, claimed_until = null, next_at = coalesce(v.until, d.next_at)
     from jsonb_to_recordset(?::jsonb) v(id uuid, until timestamptz) where d.id = v.id and d.claimed_by = ?`,
    [JSON.stringify(letters), by],
  );
}

/** The result of a try. `away`: the other side did not answer. */
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

/**
 * The next try comes after two seconds, then later and later: up to an hour, or up to five minutes when the other side
 * only did not answer.
 */
const FIRST_S = 2;
const MOST_S = 3_600;
const AWAY_MOST_S = 300;
const over = (letter: string, triedFor: string): string =>
  `domovoy_now() >= coalesce(${letter}.again_at, ${letter}.created_at) + make_interval(secs => ${triedFor})`;

/**
 * A permanent failure is a fact for people to act on; a temporary one is retried until its time is over, however many
 * tries that takes. Neither is recorded for a letter that has left, was given up or was claimed by another sender
 * meanwhile: a late report of failure is ignored.
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

/**
 * While the other side does not answer, letters that are too old are given up without another try. Returns how many.
 */
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
