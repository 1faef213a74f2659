import type { Knex } from 'knex';
import type { Facts } from '../case/chain';

export async function writeDay(
  trx: Knex,
  region: string,
  at: Date,
  report: Readonly<Record<string, Facts>>,
): Promise<void> {
  await trx.raw(
    `insert into calendar_day (region, at, done_at, report)
     values (?, ?, greatest(domovoy_now(), ?::timestamptz), ?::jsonb) on conflict do nothing`,
    [region, at, at, JSON.stringify(report)],
  );
}

export interface CalendarRegion {
  region: string;
  /** The zone of most of its houses. */
  zone: string;
  running: boolean;
  now: Date;
  /** YYYY-MM in the region's local time. */
  month: string;
}

export async function regionsOf(db: Knex): Promise<CalendarRegion[]> {
  const { rows } = await db.raw<{ rows: CalendarRegion[] }>(
    `select r.region, r.zone, domovoy_now() as now, to_char(domovoy_now() at time zone r.zone, 'YYYY-MM') as month,
       exists (select from execution e where e.type = 'calendar' and e.ended_at is null and e.input ->> 'region' = r.region)
       or exists (select from outbox o where o.done_at is null and o.kind = 'start' and o.payload #>> '{input,region}' = r.region)
         as running
     from (select m.region, mode() within group (order by b.zone) as zone
           from municipality m join building b on b.municipality_id = m.id group by m.region) r`,
  );
  return rows;
}
