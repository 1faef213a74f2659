import type { Knex } from 'knex';
import { capitalised } from '../../law/base/russian';
import { offNames, type OffService } from '../../law/dispatch/off';
import { query } from '../sql/query';

/** An outage that stands in the house now, or is announced for it. */
export interface KnownOutage {
  caseId: string;
  number: string;
  title: string;
  planned: boolean;
  since: Date;
  until: Date | null;
  requests: number;
}

/** What is off in the house, and what will be: the running first, then the soonest. */
export async function outagesOf(db: Knex, buildingId: string): Promise<KnownOutage[]> {
  const rows = await query<Omit<KnownOutage, 'title'> & { services: OffService[] }>(
    db,
    `select f.id as "caseId", f.number, ou.services, ou.kind = 'planned' as planned,
       coalesce(ou.began_at, p.planned_from) as since, p.planned_to as until,
       (select count(*)::int from outage_request r where r.case_id = f.id) as requests
     from outage_house h join outage ou on ou.plan_id = h.plan_id join outage_plan p on p.id = h.plan_id
       join case_file f on f.id = ou.case_id
     where h.building_id = :buildingId and f.closed_at is null and ou.restored_at is null
     order by ou.began_at is null, since`,
    { buildingId },
  );
  return rows.map(({ services, ...row }) => ({
    ...row,
    title: capitalised(services.map((one) => offNames[one]).join(', ')),
  }));
}
