import type { Knex } from 'knex';
import { ALIVE, wakeLanes } from '../letters/lanes';
import { givenUp } from '../letters/failed';

/** Lanes whose server did not answer try again now. Returns how many letters wait for that. */
export async function sendLateNow(trx: Knex, id: string | null): Promise<number> {
  const { rows } = await trx.raw<{ rows: { count: number }[] }>(
    `with late as (
       select channel from delivery where sent_at is null and failed_at is null and channel in ('email', 'sms', 'push')
         and next_at <= domovoy_now() and (:id::text is null or id::text = :id)
     ), asked as (
       update letter_lane set probe_at = domovoy_now() where down_since is not null and channel in (select channel from late)
     )
     select count(*)::int as count from late`,
    { id } as Record<string, Knex.RawBinding>,
  );
  await wakeLanes(trx);
  return rows[0]?.count ?? 0;
}

export interface LetterWay {
  channel: string;
  waiting: number;
  failed: number;
  /** The oldest waiting letter, in region time. */
  oldestAt: Date | null;
  lastLeftAt: Date | null;
  /** A sender is running. */
  alive: boolean;
  /** Since when the other side has not answered, in region time. */
  downSince: Date | null;
}

/** The state of each outgoing channel: what waits, what was given up, when something last left. */
export async function waysOut(db: Knex, channels: readonly string[]): Promise<LetterWay[]> {
  const { rows } = await db.raw<{ rows: LetterWay[] }>(
    `select ways.channel, lane.down_since as "downSince",
       coalesce(lane.beat_at > clock_timestamp() - ${ALIVE}, false) as alive, open.waiting, open.failed, open.oldest as "oldestAt", (
         select sent_at from delivery d where d.channel = ways.channel and sent_at is not null
         order by sent_at desc limit 1
       ) as "lastLeftAt"
     from unnest(?::text[]) with ordinality ways (channel, place)
     cross join lateral (
       select count(*)::int as waiting, min(next_at) as oldest,
         (select count(*)::int from delivery d where d.channel = ways.channel and ${givenUp('d')}) as failed
       from delivery d where d.channel = ways.channel and d.channel in ('email', 'sms', 'push')
         and sent_at is null and failed_at is null
     ) open join letter_lane lane on lane.channel = ways.channel order by place`,
    [[...channels]],
  );
  return rows;
}
