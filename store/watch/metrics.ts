import type { Knex } from 'knex';
import { givenUp } from '../letters/failed';

export interface KernelFigures {
  casesOpen: number;
  /** Duties whose instant has passed and that are still not done. */
  deadlinesMissed: number;
  /** Duties that fall due within three days. */
  deadlinesSoon: number;
  lettersWaiting: number;
  lettersFailed: number;
  historiesWaiting: number;
}

const SOON = '3 days';

/** Figures for operators, read from the tables themselves. */
export async function kernelFigures(db: Knex): Promise<KernelFigures> {
  const { rows } = await db.raw<{ rows: KernelFigures[] }>(
    `select (select count(*)::int from case_file where closed_at is null) as "casesOpen",
       count(*) filter (where due_at <= domovoy_now())::int as "deadlinesMissed",
       count(*) filter (where due_at > domovoy_now() and due_at <= domovoy_now() + ?::interval)::int as "deadlinesSoon",
       (select count(*)::int from delivery where sent_at is null and failed_at is null
         and channel in ('email', 'sms', 'push')) as "lettersWaiting",
       (select count(*)::int from delivery d where ${givenUp('d')}) as "lettersFailed",
       (select count(*)::int from outbox where kind = 'export' and done_at is null) as "historiesWaiting"
     from case_deadline where duty and met_at is null and dropped_at is null`,
    [SOON],
  );
  const [row] = rows;
  if (!row) throw new Error('An aggregate always has a row');
  return row;
}
