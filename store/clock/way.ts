import type { Knex } from 'knex';
import { areaTables, caseSeen } from '../areas';
import { readerBindings, type CaseReader } from '../case/sight';
import { query, queryOne } from '../sql/query';

/** A stretch of time the clock is moved over. */
interface Way {
  from: Date;
  to: Date;
  limit: number;
}

export interface DueLine {
  caseId: string;
  area: string;
  number: string;
  title: string;
  dueAt: Date;
  zone: string;
}

const onTheWay = 'd.duty and d.due_at > :from and d.due_at <= :to';
const running = 'd.met_at is null and d.dropped_at is null and d.missed_at is null';
/** Whose hour has come while it was owed: done by then, or not. */
const owedThen = '(d.dropped_at is null or d.dropped_at >= d.due_at)';
const missed = '(d.met_at is null or d.met_at >= d.due_at)';

/** Terms that would run out before an instant, of the whole region. */
export async function dueAhead(db: Knex, from: Date, to: Date): Promise<{ terms: number; cases: number }> {
  const row = await queryOne<{ terms: number; cases: number }>(
    db,
    `select count(*)::int as terms, count(distinct d.case_id)::int as cases from case_deadline d
     where ${onTheWay} and ${running}`,
    { from, to },
  );
  return row ?? { terms: 0, cases: 0 };
}

/** Terms that ran out on a way already gone, of the whole region, and how many of them nobody kept. */
export async function fellDue(db: Knex, from: Date, to: Date): Promise<{ count: number; missed: number }> {
  const row = await queryOne<{ count: number; missed: number }>(
    db,
    `select count(*)::int as count, count(*) filter (where ${missed})::int as missed from case_deadline d
     where ${onTheWay} and ${owedThen}`,
    { from, to },
  );
  return row ?? { count: 0, missed: 0 };
}

const lines = (more: string, which: string): string => `
  select f.id as "caseId", f.area, f.number, d.title, d.due_at as "dueAt", f.zone${more}
  from case_deadline d join case_file f on f.id = d.case_id ${areaTables}
  where ${onTheWay} and ${which} and ${caseSeen} order by d.due_at, f.id limit :limit`;

export const dueAheadLines = (db: Knex, reader: CaseReader, way: Way): Promise<DueLine[]> =>
  query<DueLine>(db, lines('', running), { ...readerBindings(reader), ...way });

export const fellDueLines = (db: Knex, reader: CaseReader, way: Way): Promise<(DueLine & { missed: boolean })[]> =>
  query<DueLine & { missed: boolean }>(db, lines(`, ${missed} as missed`, owedThen), {
    ...readerBindings(reader),
    ...way,
  });
