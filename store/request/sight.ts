import type { Sight } from '../case/sight';

const named = `exists (select from case_party p where p.case_id = f.id
  and (p.person_id = :self::uuid or p.organisation_id = any(:offices::uuid[] || :desks::uuid[])))`;

/** The dispatch desk and the office of the manager, the worker or contractor it was given to, its people, watchers. */
export const requestInsiders = `(:seesAll or f.organisation_id = any(:offices::uuid[] || :desks::uuid[])
  or f.region = any(:watched) or q.master_id = :self::uuid
  or q.contractor_id = any(:offices::uuid[] || :desks::uuid[]) or ${named})`;

/** What concerns the common property is known to the house: neighbours join it instead of calling again. */
export const requestSight: Sight = {
  table: 'request',
  alias: 'q',
  seen: `(${requestInsiders} or (q.common and f.building_id = any(:homes::uuid[])))`,
};
