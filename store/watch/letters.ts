import type { Knex } from 'knex';

/** Letters that wait for their next try are tried now. */
export async function sendLateNow(trx: Knex, id: string | null): Promise<number> {
  const { rowCount } = await trx.raw<{ rowCount: number }>(
    `update delivery set next_at = least(next_at, domovoy_now())
     where failed_at is null and sent_at is null and next_at < domovoy_now() and (:id::text is null or id::text = :id)`,
    { id } as Record<string, Knex.RawBinding>,
  );
  return rowCount;
}

export interface Way {
  channel: string;
  waiting: number;
  failed: number;
  /** The one that waits longest, by the clock of the region. */
  oldestAt: Date | null;
  lastLeftAt: Date | null;
}

/** How each way out of the house goes: what waits, what gave up, when something last left. */
export async function waysOut(db: Knex, channels: readonly string[]): Promise<Way[]> {
  const { rows } = await db.raw<{ rows: Way[] }>(
    `select channel, open.waiting, open.failed, open.oldest as "oldestAt", (
         select sent_at from delivery d where d.channel = ways.channel and sent_at is not null
         order by sent_at desc limit 1
       ) as "lastLeftAt"
     from unnest(?::text[]) with ordinality ways (channel, place)
     cross join lateral (
       select count(*) filter (where failed_at is null)::int as waiting, count(failed_at)::int as failed,
         min(next_at) filter (where failed_at is null) as oldest
       from delivery d where d.channel = ways.channel and sent_at is null
     ) open order by place`,
    [[...channels]],
  );
  return rows;
}
