import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import { speakerRoles } from '../../law/registry/posts';
import { heldOn, listOf, query } from '../sql/query';

/**
 * Rights this person decides on a day: their own, those of an organisation they head, or by a power of attorney in
 * force.
 */
export interface DecidableRight {
  rightId: string;
  number: string;
  personId: string | null;
  organisationId: string | null;
  proxyId: string | null;
  /** Nobody stands between, or the power was checked: only then a decision is taken. */
  proxyValid: boolean;
}

/** The same in one of several meetings. */
export interface DecidableIn extends DecidableRight {
  caseId: string;
}

/** With `only`: just what these organisations hold, nothing of the person; used for an organisation's key. */
export const rightsForPerson = (
  db: Knex,
  caseId: string,
  personId: string,
  day: Day,
  only: readonly string[] | null = null,
): Promise<DecidableRight[]> => rightsIn(db, [caseId], personId, day, only);

export async function rightsIn(
  db: Knex,
  caseIds: readonly string[],
  personId: string,
  day: Day,
  only: readonly string[] | null = null,
): Promise<DecidableIn[]> {
  return query<DecidableIn>(
    db,
    `
    select distinct on (r.case_id, r.place, h.person_id, h.organisation_id) r.case_id as "caseId", r.id as "rightId",
      r.premises_number as number, h.person_id as "personId", h.organisation_id as "organisationId", x.id as "proxyId",
      x.id is null or x.valid is true as "proxyValid"
    from meeting_right r join meeting_holder h on h.right_id = r.id and ${heldOn('h')}
      and coalesce(h.until_day, 'infinity') >= :day
    left join meeting_proxy x on x.case_id = r.case_id and x.agent_person_id = :personId and x.valid is not false
      and x.refused_at is null and :day between coalesce(x.from_day, '-infinity') and coalesce(x.until_day, 'infinity')
      and (x.principal_person_id = h.person_id or x.principal_organisation_id = h.organisation_id)
    where r.case_id = any(:caseIds) and (:only::uuid[] is null or h.organisation_id = any(:only) and x.id is null)
      and (h.person_id = :personId or x.id is not null or exists (
      select from staff s where s.organisation_id = h.organisation_id and s.person_id = :personId
        and s.role in (${listOf(speakerRoles)}) and ${heldOn('s')}))
    order by r.case_id, r.place, h.person_id, h.organisation_id, x.valid desc nulls last`,
    { caseIds, personId, day, only },
  );
}
