import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import type { NamedDeadline } from './types';

/** Writes deadlines as the law derived them; a live one of the same name makes way. */
export async function setDeadlines(trx: Knex, caseId: string, list: readonly NamedDeadline[], at: Date): Promise<void> {
  for (const { name, deadline, duty, alarms } of list) {
    await trx('case_deadline')
      .where({ case_id: caseId, name, met_at: null, dropped_at: null })
      .update({ dropped_at: at });
    await trx('case_deadline').insert({
      id: randomUUID(),
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
    });
  }
}

interface Settle {
  met: readonly string[];
  dropped: readonly string[] | 'all';
  at: Date;
}

export async function settleDeadlines(trx: Knex, caseId: string, { met, dropped, at }: Settle): Promise<void> {
  const live = () => trx('case_deadline').where({ case_id: caseId, met_at: null, dropped_at: null });
  if (met.length > 0) await live().whereIn('name', met).update({ met_at: at });
  if (dropped === 'all') await live().update({ dropped_at: at });
  else if (dropped.length > 0) await live().whereIn('name', dropped).update({ dropped_at: at });
}

/** The instant has come and the duty is not done: the miss is a fact, whatever happens later. */
export async function missDeadline(trx: Knex, caseId: string, name: string, at: Date): Promise<void> {
  await trx('case_deadline')
    .where({ case_id: caseId, name, met_at: null, dropped_at: null, missed_at: null, duty: true })
    .update({ missed_at: at });
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
      'duty',
      'set_at as setAt',
      'met_at as metAt',
      'dropped_at as droppedAt',
      'missed_at as missedAt',
    );
}
