import type { Knex } from 'knex';
import type { Day } from '../../law/day';
import { heldOn, query, queryOne } from '../registry/query';

/** What a relation to a meeting is measured against (api/actor Subject). */
export interface MeetingSubjectOf {
  /** Who called it, and the administrator: they run it. */
  owners: string[];
  /** Everyone the register knows; before the notice, whoever signed the request. */
  parties: string[];
  houses: string[];
  /** The manager, organisations that called it or administer it. */
  organisations: string[];
  region: string | null;
}

export async function meetingRelations(db: Knex, id: string): Promise<MeetingSubjectOf | null> {
  return queryOne<MeetingSubjectOf>(
    db,
    `
    select array_remove(array[m.initiator_person_id, m.administrator_person_id], null) as owners,
      array(select h.person_id from meeting_holder h where h.case_id = m.case_id and h.person_id is not null
        union select s.person_id from meeting_signature s where s.case_id = m.case_id
        union select p.person_id from case_party p where p.case_id = m.case_id and p.person_id is not null
        union select x.agent_person_id from meeting_proxy x where x.case_id = m.case_id and x.valid and x.refused_at is null) as parties,
      array[m.building_id] as houses,
      array_remove(array[f.organisation_id, m.initiator_organisation_id, m.administrator_organisation_id], null) as organisations,
      f.region
    from meeting m join case_file f on f.id = m.case_id where m.case_id = :id`,
    { id },
  );
}

/** Rights this person decides on a day: his own, of his organisation's post, or by a power of attorney in force. */
export interface DecidableRight {
  rightId: string;
  number: string;
  personId: string | null;
  organisationId: string | null;
  proxyId: string | null;
}

export async function rightsForPerson(db: Knex, caseId: string, personId: string, day: Day): Promise<DecidableRight[]> {
  return query<DecidableRight>(
    db,
    `
    select distinct on (r.place, h.person_id, h.organisation_id) r.id as "rightId", r.premises_number as number,
      h.person_id as "personId", h.organisation_id as "organisationId", x.id as "proxyId"
    from meeting_right r join meeting_holder h on h.right_id = r.id and ${heldOn('h')}
      and coalesce(h.until_day, 'infinity') >= :day
    left join meeting_proxy x on x.case_id = r.case_id and x.agent_person_id = :personId and x.valid is not false
      and x.refused_at is null and :day between coalesce(x.from_day, '-infinity') and coalesce(x.until_day, 'infinity')
      and (x.principal_person_id = h.person_id or x.principal_organisation_id = h.organisation_id)
    where r.case_id = :caseId and (h.person_id = :personId or x.id is not null or exists (
      select from staff s where s.organisation_id = h.organisation_id and s.person_id = :personId
        and s.role in ('head', 'municipal') and ${heldOn('s')}))
    order by r.place, h.person_id, h.organisation_id, x.valid desc nulls last`,
    { caseId, personId, day },
  );
}
