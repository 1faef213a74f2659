import type { Knex } from 'knex';
import { GENESIS, hashEvent, type Fact, type Facts } from './chain';

export interface CaseEvent extends Fact {
  prev: string;
  hash: string;
}

export interface NewEvent {
  kind: string;
  facts: Facts;
  actorId: string | null;
  organisationId?: string | null;
  at: Date;
}

/** The end of a case's chain: its last event and that event's hash. */
export interface Tip {
  caseId: string;
  seq: number;
  hash: string | null;
}

/** Appends facts to a case whose row the caller has locked; returns the last sequence number. */
export async function writeEvents(trx: Knex, tip: Tip, events: readonly NewEvent[]): Promise<number> {
  if (events.length === 0) return tip.seq;
  const { caseId } = tip;
  let prev = tip.hash ?? GENESIS;
  const rows = events.map(({ kind, facts, actorId, organisationId = null, at }, index) => {
    const seq = tip.seq + index + 1;
    const hash = hashEvent(prev, { caseId, seq, at, kind, actorId, organisationId, facts });
    const row = {
      case_id: caseId,
      seq,
      at,
      kind,
      actor_id: actorId,
      organisation_id: organisationId,
      facts: JSON.stringify(facts),
      prev,
      hash,
    };
    prev = hash;
    return row;
  });
  await trx('case_event').insert(rows);
  return tip.seq + rows.length;
}

export async function eventsOf(db: Knex, caseId: string): Promise<CaseEvent[]> {
  return db('case_event')
    .where({ case_id: caseId })
    .orderBy('seq')
    .select(
      'case_id as caseId',
      'seq',
      'at',
      'kind',
      'actor_id as actorId',
      'organisation_id as organisationId',
      'facts',
      'prev',
      'hash',
    );
}
