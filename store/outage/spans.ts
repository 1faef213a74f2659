import type { Knex } from 'knex';
import type { OffService } from '../../law/dispatch/off';
import { query, queryOne } from '../sql/query';

/** When a service really went and came back in a house. */
export interface OutageSpan {
  buildingId: string;
  service: OffService;
  beganAt: Date;
  restoredAt: Date | null;
}

export const spansOf = (db: Knex, caseId: string): Promise<OutageSpan[]> =>
  query<OutageSpan>(
    db,
    `select s.building_id as "buildingId", s.service, s.began_at as "beganAt", s.restored_at as "restoredAt"
     from outage_span s where s.case_id = :caseId order by s.building_id, s.service`,
    { caseId },
  );

/** Each service of the outage is off in each house of its plan from here on; where it is off already, nothing changes. */
export async function beginSpans(trx: Knex, caseId: string, at: Date): Promise<void> {
  await trx.raw(
    `insert into outage_span (case_id, building_id, service, began_at)
     select o.case_id, h.building_id, unnest(o.services), :at::timestamptz
     from outage o join outage_house h on h.plan_id = o.plan_id where o.case_id = :caseId
     on conflict do nothing`,
    { caseId, at },
  );
}

/** Houses that a new plan leaves out have their services back. */
export async function endSpansLeftOut(trx: Knex, caseId: string, at: Date): Promise<void> {
  await trx.raw(
    `update outage_span s set restored_at = greatest(:at::timestamptz, s.began_at) from outage o
     where s.case_id = :caseId and o.case_id = s.case_id and s.restored_at is null
       and not exists (select from outage_house h where h.plan_id = o.plan_id and h.building_id = s.building_id)`,
    { caseId, at },
  );
}

/** The services are back in these houses, or in all of them. Returns in how many houses they are still off. */
export async function endSpans(trx: Knex, caseId: string, houses: readonly string[], at: Date): Promise<number> {
  await trx.raw(
    `update outage_span set restored_at = greatest(:at::timestamptz, began_at)
     where case_id = :caseId and restored_at is null and (:all or building_id = any(:houses::uuid[]))`,
    { caseId, at, all: houses.length === 0, houses: [...houses] },
  );
  return stillOff(trx, caseId);
}

export async function stillOff(db: Knex, caseId: string): Promise<number> {
  const row = await queryOne<{ count: number }>(
    db,
    `select count(distinct building_id)::int as count from outage_span where case_id = :caseId and restored_at is null`,
    { caseId },
  );
  return row?.count ?? 0;
}

/** The whole break is put right: each house keeps its own end unless that was the end of all. */
export async function correctSpans(
  trx: Knex,
  caseId: string,
  was: { beganAt: Date; restoredAt: Date },
  now: { beganAt: Date; restoredAt: Date },
): Promise<void> {
  await trx.raw(
    `update outage_span set
       began_at = case when began_at = :wasBegan then :began::timestamptz else least(began_at, :restored) end,
       restored_at = greatest(:began::timestamptz, case when restored_at = :wasRestored then :restored::timestamptz
         else least(restored_at, :restored) end)
     where case_id = :caseId`,
    { caseId, wasBegan: was.beganAt, wasRestored: was.restoredAt, began: now.beganAt, restored: now.restoredAt },
  );
}
