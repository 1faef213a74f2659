import type { Knex } from 'knex';
import type { OutsideChannel } from './deliveries';

/** A lane whose senders have been silent for so long has none. */
export const ALIVE = "interval '15 seconds'";
/** While the other side is away, one letter asks again after a second, then ever more rarely. By the region's clock. */
const FIRST_S = 1;
const MOST_S = 60;
/** So long nobody else asks while one does. */
const ASKING = "interval '1 minute'";

/** `open`: everything due may leave. `probe`: one letter may find out. `rest`: nothing is tried now. */
export type LaneStanding = 'open' | 'probe' | 'rest';

/** Whether a lane may send now; of all senders only one is told to ask a server that was away. */
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

/** Nobody answers on the other side: the whole lane rests until it is asked once more. */
export async function laneFell(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(
    `update letter_lane set down_since = coalesce(down_since, domovoy_now()), tries = tries + 1,
       probe_at = domovoy_now() + make_interval(secs => least(${MOST_S}, ${FIRST_S} * 2 ^ least(tries, 10)))
     where channel = ?`,
    [channel],
  );
}

/** Somebody answers. */
export async function laneRose(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(
    `update letter_lane set down_since = null, probe_at = null, tries = 0 where channel = ? and down_since is not null`,
    [channel],
  );
}

/** There was nothing to ask with: whoever has the next letter asks at once. */
export async function laneNotAsked(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw(`update letter_lane set probe_at = domovoy_now() where channel = ? and probe_at > domovoy_now()`, [
    channel,
  ]);
}

export async function beatLane(db: Knex, channel: OutsideChannel): Promise<void> {
  await db.raw('update letter_lane set beat_at = clock_timestamp() where channel = ?', [channel]);
}

/** Wakes every sender. */
export async function knockLanes(db: Knex): Promise<void> {
  await db.raw(`select pg_notify('letters', '')`);
}

/**
 * Letters that are about to leave, and how often they were tried: due, on a lane that has a sender and whose server was
 * not found away. Whatever is tried is due no more, whether it left or waits for its next try.
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

/** When the next letter leaves that was written for later: a region that travels stops there. Tries anew are no stop. */
export async function earliestLetter(db: Knex): Promise<Date | null> {
  const { rows } = await db.raw<{ rows: { at: Date | null }[] }>(
    `select min(next_at) as at from delivery where sent_at is null and failed_at is null
       and channel in ('email', 'sms', 'push') and next_at > domovoy_now() and attempts = 0`,
  );
  return rows[0]?.at ?? null;
}
