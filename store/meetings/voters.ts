import type { Knex } from 'knex';
import { query } from '../registry/query';

export interface Silent {
  rightId: string;
  number: string;
  personId: string | null;
  organisationId: string | null;
}

/** Holders of rights on which no decision has come yet: who has not voted, never how the others did. */
export async function silentHolders(db: Knex, caseId: string): Promise<Silent[]> {
  return query<Silent>(
    db,
    `
    select r.id as "rightId", r.premises_number as number, h.person_id as "personId", h.organisation_id as "organisationId"
    from meeting_right r join meeting_holder h on h.right_id = r.id and h.to_day is null
    where r.case_id = :caseId and not exists (select from meeting_ballot b where b.right_id = r.id)
    order by r.place, h.ownership_id`,
    { caseId },
  );
}

export interface Reminder {
  id: string;
  at: Date;
  by: string | null;
  people: number;
}

export async function remindersOf(db: Knex, caseId: string): Promise<Reminder[]> {
  return db('meeting_reminder').where({ case_id: caseId }).orderBy('at').select<Reminder[]>('id', 'at', 'by', 'people');
}

export async function writeReminder(trx: Knex, caseId: string, { id, at, by, people }: Reminder): Promise<void> {
  await trx('meeting_reminder').insert({ id, case_id: caseId, at, by, people }).onConflict('id').ignore();
}
