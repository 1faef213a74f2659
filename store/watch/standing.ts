import type { Knex } from 'knex';
import { GRACE } from '../engine/executions';

/** What an operator must know when something stands still; figures and instants only. */
export interface Watch {
  doorsSince: Date | null;
  doorsUntil: Date | null;
  /** The last daily work done, of any region, and the first that is due. */
  dailyKept: Date | null;
  dailyDue: Date | null;
  dailyLateSeconds: number;
  /** Executions that should have woken minutes ago. */
  wakesOverdue: number;
  disagreements: number;
  reconciledAt: Date | null;
}

/** One query for everything. While time is being moved nobody is late. */
export async function readWatch(db: Knex): Promise<Watch> {
  const { rows } = await db.raw<{ rows: Watch[] }>(
    `select case when doors_closed() then i.doors_since end as "doorsSince",
       case when doors_closed() then i.doors_until end as "doorsUntil",
       d.*, w.*,
       (select count(*)::int from disagreement) as disagreements,
       (select max(ended_at) from reconciliation where whole) as "reconciledAt"
     from installation i
     cross join (select domovoy_now() as at, doors_closed() as travelling) now
     cross join lateral (
       select min(wake_at) filter (where type = 'calendar') as "dailyDue",
         (select max(at) from calendar_day) as "dailyKept",
         coalesce(greatest(0, extract(epoch from now.at - min(wake_at)
           filter (where type = 'calendar' and not now.travelling))), 0)::float as "dailyLateSeconds"
       from execution where ended_at is null and wake_at is not null
     ) d
     cross join lateral (
       select count(*)::int as "wakesOverdue" from execution
       where ended_at is null and not now.travelling and wake_at < now.at - ${GRACE}
     ) w`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database has no installation row: run the migrations.');
  return row;
}
