import type { Knex } from 'knex';
import type { CaseFile } from '../case/types';
import { readerBindings, type CaseReader } from '../case/sight';
import { query, queryOne } from '../sql/query';
import { questionsOf, type Question } from './prepare/agenda';
import { meetingRow, type Meeting } from './rows';
import { meetingSight } from './sight';

export interface MeetingKin {
  id: string;
  number: string;
  phase: string;
  outcome: string | null;
}

export interface MeetingFile {
  file: CaseFile;
  meeting: Meeting;
  questions: Question[];
  address: string;
  entrances: number;
  /** The managing organisation; null where the owners manage the house themselves. */
  manager: { id: string; name: string } | null;
  initiator: string;
}

/** A meeting with everything its pages need first; null when the id is unknown. */
export async function meetingById(db: Knex, id: string): Promise<MeetingFile | null> {
  // One query after the other: inside a write they share one connection.
  const file = await db<CaseFile>('case_file').where({ id, area: 'meeting' }).first();
  const meeting = await meetingRow(db, id);
  const questions = await questionsOf(db, id);
  const named = await queryOne<Named>(
    db,
    `
    select b.address, b.entrances, o.id as "managerId", o.short_name as manager,
      coalesce(io.short_name, concat_ws(' ', ip.family_name, ip.given_name, ip.patronymic)) as initiator
    from meeting m join building b on b.id = m.building_id join case_file f on f.id = m.case_id
    left join organisation o on o.id = f.organisation_id
    left join organisation io on io.id = m.initiator_organisation_id left join person ip on ip.id = m.initiator_person_id
    where m.case_id = :id`,
    { id },
  );
  if (!file || !meeting || !named) return null;
  const { address, entrances, managerId, manager, initiator } = named;
  return {
    file,
    meeting,
    questions,
    address,
    entrances,
    initiator,
    manager: managerId && manager ? { id: managerId, name: manager } : null,
  };
}

export async function meetingIdOf(db: Knex, number: string): Promise<string | null> {
  return (await db('case_file').where({ area: 'meeting', number }).first<{ id: string } | undefined>('id'))?.id ?? null;
}

interface Named {
  address: string;
  entrances: number;
  managerId: string | null;
  manager: string | null;
  initiator: string;
}

/** The meeting this one repeats and those that repeat this one, as far as the reader may see them. */
export async function kinOf(
  db: Knex,
  { caseId, repeatsId }: Pick<Meeting, 'caseId' | 'repeatsId'>,
  reader: CaseReader,
): Promise<{ repeats: MeetingKin | null; repeatedBy: MeetingKin[] }> {
  const rows = await query<MeetingKin>(
    db,
    `select f.id, f.number, f.phase, f.outcome from case_file f join meeting m on m.case_id = f.id
    where (f.id = :repeatsId::uuid or m.repeats_id = :caseId) and ${meetingSight.seen} order by f.number`,
    { ...readerBindings(reader), caseId, repeatsId },
  );
  return {
    repeats: rows.find(({ id }) => id === repeatsId) ?? null,
    repeatedBy: rows.filter(({ id }) => id !== repeatsId),
  };
}

/** The meeting that was called in place of this one and was not cancelled. */
export const liveRepeatOf = (db: Knex, caseId: string): Promise<{ id: string; number: string } | null> =>
  queryOne<{ id: string; number: string }>(
    db,
    `select f.id, f.number from case_file f join meeting m on m.case_id = f.id
    where m.repeats_id = :caseId and f.phase <> 'cancelled' order by f.number limit 1`,
    { caseId },
  );
