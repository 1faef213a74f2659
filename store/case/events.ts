import type { Knex } from 'knex';
import { GENESIS, hashEvent, type Facts } from './chain';

export interface CaseEvent {
  caseId: string;
  seq: number;
  at: Date;
  kind: string;
  actorId: string | null;
  organisationId: string | null;
  facts: Facts;
  prev: string;
  hash: string;
}

interface NewEvent {
  kind: string;
  facts: Facts;
  organisationId?: string | null;
}

/** Appends facts to a case whose row the caller holds locked; returns the last sequence number. */
export async function writeEvents(
  trx: Knex,
  caseId: string,
  lastSeq: number,
  events: readonly NewEvent[],
  actorId: string | null,
  at: Date,
): Promise<number> {
  if (events.length === 0) return lastSeq;
  const before =
    lastSeq === 0 ? undefined : await trx('case_event').where({ case_id: caseId, seq: lastSeq }).first('hash');
  let prev: string = before?.hash ?? GENESIS;
  const rows = events.map((event, index) => {
    const fact = {
      caseId,
      seq: lastSeq + index + 1,
      at,
      kind: event.kind,
      actorId,
      organisationId: event.organisationId ?? null,
      facts: event.facts,
    };
    const hash = hashEvent(prev, fact);
    const row = {
      case_id: caseId,
      seq: fact.seq,
      at,
      kind: event.kind,
      actor_id: actorId,
      organisation_id: fact.organisationId,
      facts: JSON.stringify(event.facts),
      prev,
      hash,
    };
    prev = hash;
    return row;
  });
  await trx('case_event').insert(rows);
  const seq = lastSeq + rows.length;
  await trx('case_file').where({ id: caseId }).update({ seq });
  return seq;
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
