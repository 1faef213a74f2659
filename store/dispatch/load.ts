import type { Knex } from 'knex';
import type { House } from '../../law/dispatch/propose';
import { query } from '../sql/query';

/** What somebody has in hand, and whether this very request was given to them before in vain. */
export interface Load {
  open: number;
  emergencies: number;
  lastHouse: House | null;
  declinedThis: boolean;
  silentThis: boolean;
}

export const noLoad: Load = { open: 0, emergencies: 0, lastHouse: null, declinedThis: false, silentThis: false };

/** The load of masters and contractors of an organisation by their ids; who has none is not named. */
export async function crewLoad(
  db: Knex,
  { organisationId, caseId }: { organisationId: string; caseId?: string },
): Promise<ReadonlyMap<string, Load>> {
  const rows = await query<Load & { id: string }>(
    db,
    `with given as (
       select coalesce(q.master_id, q.contractor_id) as id, f.id as case_id, q.emergency, q.assigned_at, b.id as house,
         b.address
       from case_file f join request q on q.case_id = f.id join building b on b.id = f.building_id
       where f.organisation_id = :organisationId and f.area = 'request' and f.closed_at is null
         and coalesce(q.master_id, q.contractor_id) is not null and q.fixed_at is null
     ), refused as (
       select coalesce(o.person_id, o.contractor_id) as id, bool_or(o.answer = 'declined') as declined,
         bool_or(o.answer = 'silent') as silent
       from request_offer o where o.case_id = :caseId::uuid and o.answer in ('declined', 'silent') group by 1
     ), load as (
       select g.id, count(*)::int as open, count(*) filter (where g.emergency)::int as emergencies,
         (array_agg(jsonb_build_object('buildingId', g.house, 'address', g.address) order by g.assigned_at desc))[1] as last
       from given g where g.case_id is distinct from :caseId::uuid group by 1
     )
     select coalesce(l.id, r.id) as id, coalesce(l.open, 0) as open, coalesce(l.emergencies, 0) as emergencies,
       l.last as "lastHouse", coalesce(r.declined, false) as "declinedThis", coalesce(r.silent, false) as "silentThis"
     from load l full join refused r on r.id = l.id`,
    { organisationId, caseId: caseId ?? null },
  );
  return new Map(rows.map(({ id, ...load }) => [id, load]));
}
