import type { Knex } from 'knex';
import { forgetInBatches } from '../sql/forget';

/** The number of requests in the current window, and the time left of it. */
export interface Spent {
  points: number;
  leftMs: number;
}

/** Windows that are over have no effect and only take up space. */
export async function forgetOldRates(db: Knex): Promise<number> {
  return forgetInBatches(
    db,
    `delete from rate_limit where ctid = any(array(select ctid from rate_limit
       where expire < extract(epoch from clock_timestamp()) * 1000 limit :most for update skip locked))`,
  );
}

/** Counts one more request for all processes together: one prepared statement. */
export async function spend(db: Knex, key: string, seconds: number): Promise<Spent> {
  const { rows } = await db
    .raw<{ rows: Spent[] }>(
      `insert into rate_limit as r (key, points, expire)
       values (:key, 1, extract(epoch from clock_timestamp()) * 1000 + :window::int)
       on conflict (key) do update set
         points = case when r.expire + :window::int <= excluded.expire then 1 else r.points + 1 end,
         expire = case when r.expire + :window::int <= excluded.expire then excluded.expire else r.expire end
       returning points, (expire - extract(epoch from clock_timestamp()) * 1000)::int as "leftMs"`,
      { key, window: seconds * 1_000 },
    )
    .options({ name: 'spend' });
  return rows[0] ?? { points: 0, leftMs: 0 };
}
