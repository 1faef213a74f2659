import type { Knex } from 'knex';
import { deadlinesOf, type CaseDeadline } from '../case/deadlines';

/** The deadline of this name that still runs. */
export async function liveDeadline(db: Knex, caseId: string, name: string): Promise<CaseDeadline | null> {
  const all = await deadlinesOf(db, caseId);
  return all.find((one) => one.name === name && one.metAt === null && one.droppedAt === null) ?? null;
}
