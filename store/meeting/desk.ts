import type { Knex } from 'knex';
import type { MeetingDesk } from '../../law/meeting/vote/power';
import { heldOn, listOf, queryOne } from '../sql/query';
import { officeRoles, speakerRoles } from '../../law/registry/posts';

const posts = (organisation: string, roles: string): string => `
  select s.person_id from staff s where s.organisation_id = ${organisation} and s.role in (${roles})
    and ${heldOn('s', 't.today')}`;
const OFFICE = listOf(officeRoles);
const named = 'num_nonnulls(m.administrator_person_id, m.administrator_organisation_id) > 0';

/** Who collects decisions today (K-19), and who called the meeting: for the rules of who may judge whose papers. */
export async function deskOf(db: Knex, caseId: string): Promise<MeetingDesk> {
  const row = await queryOne<{ officers: string[]; initiators: string[] }>(
    db,
    `
    select
      array(select distinct o.id from (
        select unnest(array[m.chair_id, m.secretary_id, m.administrator_person_id] || m.counter_ids) as id
        union all select m.initiator_person_id where not ${named}
        union all ${posts('case when ' + named + ' then m.administrator_organisation_id else m.initiator_organisation_id end', OFFICE)}
      ) o where o.id is not null) as officers,
      array(select distinct o.id from (
        select m.initiator_person_id as id union all ${posts('m.initiator_organisation_id', OFFICE)}
      ) o where o.id is not null) as initiators
    from meeting m join case_file f on f.id = m.case_id
    cross join lateral (select (domovoy_now() at time zone f.zone)::date as today) t
    where m.case_id = :caseId`,
    { caseId },
  );
  return row ?? { officers: [], initiators: [] };
}

/** The principal, or those who sign for an organisation without a power today (V-12). */
export async function principalsOf(
  db: Knex,
  { caseId, personId, organisationId }: { caseId: string; personId: string | null; organisationId: string | null },
): Promise<string[]> {
  if (personId !== null) return [personId];
  const row = await queryOne<{ people: string[] }>(
    db,
    `
    select array(${posts(':organisationId', listOf(speakerRoles))}) as people
    from case_file f cross join lateral (select (domovoy_now() at time zone f.zone)::date as today) t
    where f.id = :caseId`,
    { caseId, organisationId },
  );
  return row?.people ?? [];
}
