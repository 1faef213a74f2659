import type { Sight } from '../case/sight';

const party = (condition: string): string =>
  `exists (select from case_party p where p.case_id = f.id and ${condition})`;

/** The desk and office of the manager, whoever has it in hand, the applicant, watchers: they read its words. */
export const requestInsiders = `(:seesAll or f.organisation_id = any(:offices::uuid[] || :desks::uuid[])
  or f.region = any(:watched) or q.master_id = :self::uuid
  or q.contractor_id = any(:offices::uuid[] || :desks::uuid[])
  or ${party("p.part = 'applicant' and p.person_id = :self::uuid")})`;

/**
 * Those who joined and those told of an accident know of it. What concerns the common property is known to the house:
 * neighbours join it instead of calling again.
 */
export const requestSight: Sight = {
  table: 'request',
  alias: 'q',
  seen: `(${requestInsiders} or (q.common and f.building_id = any(:homes::uuid[]))
    or ${party('(p.person_id = :self::uuid or p.organisation_id = any(:offices::uuid[] || :desks::uuid[]))')})`,
};
