import type { Knex } from 'knex';
import type { PremisesKind } from '../../../law/registry/words';
import { decisionStands } from '../ballots/powers';
import { byNumber, query } from '../../sql/query';

/** A right for a door-to-door list: where its door is, and whether a decision was given. */
export interface DoorRight {
  rightId: string;
  premisesId: string;
  number: string;
  kind: PremisesKind;
  entrance: number | null;
  floor: number | null;
  area: string;
  came: boolean;
}

/** Every right of the register by entrance, floor and number, without its holder and decision. */
export async function doorsOf(db: Knex, caseId: string): Promise<DoorRight[]> {
  return query<DoorRight>(
    db,
    `
    select r.id as "rightId", r.premises_id as "premisesId", r.premises_number as number, r.premises_kind as kind,
      r.entrance, p.floor, r.area, exists (select from meeting_ballot b where b.right_id = r.id and ${decisionStands('b')}) as came
    from meeting_right r join premises p on p.id = r.premises_id
    where r.case_id = :caseId order by r.entrance nulls last, p.floor nulls last, ${byNumber('p')}, r.place`,
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
