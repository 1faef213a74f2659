import type { Knex } from 'knex';
import { dailyInstants, nextMonth } from '../../law/base/daily';
import { writeDay, regionsOf } from '../../store/engine/calendar';
import { moveWakeTime } from '../../store/engine/executions';
import { orderExport, orderStart } from '../../store/engine/outbox';
import { calendarWorkflowId, type CalendarDay } from '../../workflows/case/contract';
import type { Facts } from '../../store/case/chain';

/** One piece of a region's daily work; the facts it returns go into the day's report. */
export type DailyWork = (db: Knex, region: string, at: Date) => Promise<Facts>;

export interface CalendarActivities {
  keepDay(day: CalendarDay): Promise<void>;
}

export function calendarActivities(db: Knex, works: Readonly<Record<string, DailyWork>>): CalendarActivities {
  return {
    async keepDay(day) {
      const at = new Date(day.at);
      const reports = await Promise.all(
        Object.entries(works).map(async ([name, work]) => [name, await work(db, day.region, at)] as const),
      );
      await db.transaction((trx) => recordDay(trx, day, at, Object.fromEntries(reports)));
    },
  };
}

/**
 * Records the day, once: an attempt abandoned as too slow may still be running when another has recorded the same day.
 * The last day of a month orders the next month and the export of this month's history.
 */
async function recordDay(
  trx: Knex,
  { region, zone, month, next }: CalendarDay,
  at: Date,
  report: Readonly<Record<string, Facts>>,
): Promise<void> {
  const id = calendarWorkflowId(region, month);
  if (!(await moveWakeTime(trx, id, at, next ? new Date(next) : null))) return;
  await writeDay(trx, region, at, report);
  if (next) return;
  await orderExport(trx, id, null);
  await orderMonth(trx, region, zone, nextMonth(month), at);
}

async function orderMonth(trx: Knex, region: string, zone: string, month: string, after: Date): Promise<void> {
  const instants = dailyInstants(month, zone, after);
  if (instants.length === 0) return orderMonth(trx, region, zone, nextMonth(month), after);
  const input = { region, zone, month, instants };
  await orderStart(trx, calendarWorkflowId(region, month), { type: 'calendar', input, wakeAt: instants[0] });
}

/**
 * Makes sure every region's calendar is running; called whenever a worker starts, does nothing when they run already.
 */
export async function orderCalendars(db: Knex): Promise<void> {
  for (const { region, zone, running, now, month } of await regionsOf(db))
    if (!running) await db.transaction((trx) => orderMonth(trx, region, zone, month, now));
}
