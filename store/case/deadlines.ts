import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { joinMoves, setFact, type DeadlineMoves } from './kernel';
import type { Alarm } from '../../law/base/alarm';
import type { Met, NamedDeadline } from './types';

const live = (trx: Knex, caseId: string) =>
  trx('case_deadline').where({ case_id: caseId, met_at: null, dropped_at: null });
const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

/**
 * Writes deadlines as the law computed them, in one statement. A live deadline of the same name is dropped; a `fresh`
 * case has none. Returns what was done, for the chain.
 */
export async function setDeadlines(
  trx: Knex,
  caseId: string,
  list: readonly NamedDeadline[],
  at: Date,
  fresh = false,
): Promise<DeadlineMoves> {
  if (list.length === 0) return {};
  const names = list.map(({ name }) => name);
  const replaced = fresh ? [] : await live(trx, caseId).whereIn('name', names).update({ dropped_at: at }, ['id']);
  const given = list.map((one) => ({ ...one, id: randomUUID() }));
  await trx('case_deadline').insert(
    given.map(({ id, name, deadline, duty, alarms, metAt }) => ({
      id,
      case_id: caseId,
      name,
      duty,
      norm_id: deadline.norm,
      title: deadline.title,
      citation: deadline.citation,
      confidence: deadline.confidence,
      event_at: deadline.event,
      last_day: deadline.lastDay,
      due_at: deadline.dueAt,
      provisional: deadline.provisional,
      derivation: JSON.stringify(deadline.derivation),
      alarms: JSON.stringify(alarms),
      set_at: at,
      met_at: metAt ?? null,
    })),
  );
  return {
    dropped: idsOf(replaced),
    set: given.map(({ id, name, deadline, duty, alarms }) => setFact(id, { ...deadline, name, duty, alarms })),
    met: given.flatMap(({ id, metAt }) => (metAt ? [{ id, at: metAt.toISOString() }] : [])),
  };
}

interface Settle {
  met: readonly Met[];
  dropped: readonly string[] | 'all';
  at: Date;
}

export async function settleDeadlines(trx: Knex, caseId: string, { met, dropped, at }: Settle): Promise<DeadlineMoves> {
  const moves: DeadlineMoves[] = [];
  for (const one of met) {
    const { name, at: metAt } = typeof one === 'string' ? { name: one, at } : one;
    const rows = await live(trx, caseId).where({ name }).update({ met_at: metAt }, ['id']);
    moves.push({ met: idsOf(rows).map((id) => ({ id, at: metAt.toISOString() })) });
  }
  const gone = dropped === 'all' ? live(trx, caseId) : live(trx, caseId).whereIn('name', dropped);
  if (dropped === 'all' || dropped.length > 0)
    moves.push({ dropped: idsOf(await gone.update({ dropped_at: at }, ['id'])) });
  return joinMoves(moves) ?? {};
}

/** The instant has come and the duty is not done: the miss is recorded as a fact, whatever happens later. */
export async function missDeadline(trx: Knex, caseId: string, name: string, at: Date): Promise<DeadlineMoves> {
  const missed = await live(trx, caseId).where({ name, missed_at: null, duty: true }).update({ missed_at: at }, ['id']);
  return { missed: idsOf(missed) };
}

export interface CaseDeadline {
  id: string;
  caseId: string;
  name: string;
  norm: string;
  title: string;
  citation: string;
  confidence: string;
  eventAt: Date;
  lastDay: string | null;
  dueAt: Date;
  provisional: boolean;
  derivation: string[];
  alarms: Alarm[];
  duty: boolean;
  setAt: Date;
  metAt: Date | null;
  droppedAt: Date | null;
  missedAt: Date | null;
}

export async function deadlinesOf(db: Knex, caseId: string): Promise<CaseDeadline[]> {
  return db('case_deadline')
    .where({ case_id: caseId })
    .orderBy(['set_at', 'due_at'])
    .select(
      'id',
      'case_id as caseId',
      'name',
      'norm_id as norm',
      'title',
      'citation',
      'confidence',
      'event_at as eventAt',
      'last_day as lastDay',
      'due_at as dueAt',
      'provisional',
      'derivation',
      'alarms',
      'duty',
      'set_at as setAt',
      'met_at as metAt',
      'dropped_at as droppedAt',
      'missed_at as missedAt',
    );
}

/** The live deadline of this name. */
export async function liveDeadline(db: Knex, caseId: string, name: string): Promise<CaseDeadline | null> {
  const all = await deadlinesOf(db, caseId);
  return all.find((one) => one.name === name && one.metAt === null && one.droppedAt === null) ?? null;
}
