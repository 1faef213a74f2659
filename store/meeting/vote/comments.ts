import type { Knex } from 'knex';
import { query } from '../../sql/query';

export interface MeetingComment {
  id: string;
  personId: string;
  givenName: string;
  /** Only the first letter: the whole house can read the discussion. */
  familyLetter: string;
  body: string;
  at: Date;
}

export async function addComment(
  trx: Knex,
  comment: { id: string; caseId: string; personId: string; body: string; at: Date },
): Promise<void> {
  const { caseId, personId, ...rest } = comment;
  await trx('meeting_comment')
    .insert({ ...rest, case_id: caseId, person_id: personId })
    .onConflict('id')
    .ignore();
}

export async function commentsOf(db: Knex, caseId: string): Promise<MeetingComment[]> {
  return query<MeetingComment>(
    db,
    `
    select c.id, c.person_id as "personId", p.given_name as "givenName", left(p.family_name, 1) as "familyLetter", c.body, c.at
    from meeting_comment c join person p on p.id = c.person_id where c.case_id = :caseId order by c.at, c.id`,
    { caseId },
  );
}
