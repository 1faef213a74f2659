import type { Knex } from 'knex';
import type { OutsideChannel } from './deliveries';

/** A lane silent for this long has no sender. */
export const ALIVE = "interval '15 seconds'";
/**
 * While the other side does not answer, one letter tries again after a second, then more and more rarely. In region
 * time.
 */
const FIRST_S = 1;
const MOST_S = 60;
/** While one sender tries, no other does so for this long. */
const ASKING = "interval '1 minute'";

/** `open`: everything due may leave. `probe`: one letter may try. `rest`: nothing is tried now. */
export type LaneStanding = 'open' | 'probe' | 'rest';

/** Whether a lane may send now; only one of all senders is told to try a server that was away. */
export async function laneStanding(db: Knex, channel: OutsideChannel): Promise<LaneStanding> {
  const { rows } = await db.raw<{ rows: { standing: LaneStanding }[] }>(
    `with probe as (
       update letter_lane set probe_at = domovoy_now() + ${ASKING}
       where channel = :channel and probe_at <= domovoy_now() returning channel
     )
     select case when down_since is null then 'open' when exists (select from probe) then 'probe' else 'rest' end as standing
     from letter_lane where channel = :channel`,
    { channel },
  );
  return rows[0]?.standing ?? 'open';
}

/** The other side does not answer: the whole lane rests until the next try. */
export async function laneDown(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(
    `update letter_lane set down_since = coalesce(down_since, domovoy_now()), tries = tries + 1,
       probe_at = domovoy_now() + make_interval(secs => least(${MOST_S}, ${FIRST_S} * 2 ^ least(tries, 10)))
     where channel = ?`,
    [channel],
  );
}

/** The other side answers again. */
export async function laneUp(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(
    `update letter_lane set down_since = null, probe_at = null, tries = 0 where channel = ? and down_since is not null`,
    [channel],
  );
}

/** There was no letter to try with: the next letter tries at once. */
export async function laneProbeUnused(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(`update letter_lane set probe_at = domovoy_now() where channel = ? and probe_at > domovoy_now()`, [
    channel,
  ]);
}

export async function beatLane(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw('update letter_lane set beat_at = clock_timestamp() where channel = ?', [channel]);
}

/** Wakes every sender. */
export async function wakeLanes(db: Knex): Promise<void> {
  await db.raw(`select pg_notify('letters', '')`);
}

/**
 * Letters about to leave, and how often they were tried: due, on a lane with a running sender and an answering server.
 * After a try a letter is no longer due, whether it left or waits for the next try.
 */
export async function lettersAwaited(db: Knex): Promise<{ count: number; tries: number }> {
  const { rows } = await db.raw<{ rows: { count: number; tries: number }[] }>(
    `select count(*)::int as count, coalesce(sum(d.attempts), 0)::int as tries
     from letter_lane l join delivery d on d.channel = l.channel and d.sent_at is null and d.failed_at is null
       and d.channel in ('email', 'sms', 'push') and d.next_at <= domovoy_now()
     where l.down_since is null and l.beat_at > clock_timestamp() - ${ALIVE}`,
  );
  return rows[0] ?? { count: 0, tries: 0 };
}

/** When the next letter leaves that was written for later: travel stops there. It does not stop for retries. */
export async function earliestLetter(db: Knex): Promise<Date | null> {
  const { rows } = await db.raw<{ rows: { at: Date | null }[] }>(
    `select min(next_at) as at from delivery where sent_at is null and failed_at is null
       and channel in ('email', 'sms', 'push') and next_at > domovoy_now() and attempts = 0`,
  );
  return rows[0]?.at ?? null;
}
