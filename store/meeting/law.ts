import type { Knex } from 'knex';
import type { Day } from '../../law/base/day';
import type { Timing } from '../../law/base/timing';
import { type LawDays, lawDaysOf, type LawStage, timingOfStage } from '../../law/meeting/stages-of-law';
import { queryOne } from '../sql/query';
import type { Meeting } from './rows';

/** Columns of `meeting m` that say by which days of law it is judged, under the names of `LawRow`. */
export const lawColumns = `m.law_rule as "lawRule", m.law_day as "lawDay", m.noticed_at as "noticedAt",
  m.opens_at as "opensAt", m.closes_at as "closesAt", m.sealed_at as "sealedAt"`;

export type LawRow = Pick<Meeting, 'lawRule' | 'lawDay' | 'noticedAt' | 'opensAt' | 'closesAt' | 'sealedAt'>;

/** The days of law of a meeting. Before its notice it is only planned: its notice would be given on the day `today`. */
export const lawOf = (meeting: LawRow, zone: string, today: Day = meeting.lawDay): LawDays =>
  lawDaysOf(meeting.noticedAt ? meeting : { ...meeting, lawRule: 'stages', lawDay: today }, zone);

export async function lawOfCase(db: Knex, caseId: string): Promise<LawDays> {
  const sql = `select f.zone, ${lawColumns} from meeting m join case_file f on f.id = m.case_id where m.case_id = :caseId`;
  const row = await queryOne<LawRow & { zone: string }>(db, sql, { caseId });
  if (!row) throw new Error(`Case ${caseId} has no meeting row`);
  return lawOf(row, row.zone);
}

/** How the terms of one stage of a meeting are counted. */
export const stageTiming = (meeting: LawRow, stage: LawStage, zone: string): Timing =>
  timingOfStage(lawOf(meeting, zone), stage, zone);
