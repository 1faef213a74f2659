import type { Knex } from 'knex';
import type { Decided } from '../../../law/meeting/call/calling';
import { query } from '../../sql/query';

export interface EarlierDecision extends Decided {
  caseId: string;
  wording: string;
}

/** What meetings of the house with a quorum decided before, the latest first. */
export async function decidedEarlier(db: Knex, buildingId: string, exceptCaseId: string): Promise<EarlierDecision[]> {
  return query<EarlierDecision>(
    db,
    `
    select m.case_id as "caseId", coalesce(m.system_number, f.number) as number, q.kind, q.wording, c.at as "closedAt",
      m.published_at as "publishedAt", coalesce(m.administrator_person_id, m.administrator_organisation_id,
        m.initiator_person_id, m.initiator_organisation_id) as administrator
    from meeting m join case_file f on f.id = m.case_id
    join meeting_count c on c.case_id = m.case_id and c.quorum
    join meeting_result r on r.case_id = m.case_id and r.passed join meeting_question q on q.id = r.question_id
    where m.building_id = :buildingId and m.case_id <> :exceptCaseId order by c.at desc, q.number`,
    { buildingId, exceptCaseId },
  );
}
