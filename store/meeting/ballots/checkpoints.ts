import type { Knex } from 'knex';
import { lockBallots } from '../lock';
import { query, queryOne } from '../../sql/query';
import { checkpointText, digestOfText, NO_PREVIOUS, readCheckpoint, type Checkpoint } from './checkpoint';
import { signText } from '../../case/signature';
import { signingKey } from '../../case/signing-key';
import { digestOf, registerOf, termsOf } from './register';
import { rootOf } from './tree';

export interface CheckpointRow {
  size: number;
  root: string;
  at: Date;
  text: string;
  signature: string;
}

const columns = ['size', 'root', 'at', 'text', 'signature'] as const;

/** In the order they were signed. */
export async function checkpointsOf(db: Knex, caseId: string): Promise<CheckpointRow[]> {
  return db('meeting_checkpoint')
    .where({ case_id: caseId })
    .orderBy('at')
    .orderBy('size')
    .select(...columns);
}

export async function lastCheckpoint(db: Knex, caseId: string): Promise<CheckpointRow | null> {
  const row = await db('meeting_checkpoint')
    .where({ case_id: caseId })
    .orderBy([
      { column: 'at', order: 'desc' },
      { column: 'size', order: 'desc' },
    ])
    .first<CheckpointRow | undefined>(...columns);
  return row ?? null;
}

export async function leavesOf(db: Knex, caseId: string, size = 2_147_483_647): Promise<Buffer[]> {
  const rows = await query<{ leaf: string }>(
    db,
    'select leaf from meeting_ballot where case_id = :caseId and seq <= :size order by seq',
    { caseId, size },
  );
  return rows.map(({ leaf }) => Buffer.from(leaf, 'hex'));
}

/**
 * Signs the current state of the log, unless that has been signed already. Null for a meeting whose terms are not
 * frozen.
 */
export async function signCheckpoint(
  trx: Knex,
  caseId: string,
  { at, state }: { at?: Date; state?: 'open' | 'sealed' } = {},
): Promise<CheckpointRow | null> {
  await lockBallots(trx, caseId);
  const last = await lastCheckpoint(trx, caseId);
  const before = last && readCheckpoint(last.text);
  const next = await standing(trx, caseId, before);
  if (!next) return null;
  const stateNow = state ?? before?.state ?? 'open';
  if (last && before && before.size === next.size && before.register === next.register && before.state === stateNow)
    return last;
  const checkpoint: Checkpoint = {
    ...next,
    previous: last ? digestOfText(last.text) : NO_PREVIOUS,
    state: stateNow,
    at: (await instantAfter(trx, last?.at ?? null, at ?? null)).toISOString(),
  };
  return writeCheckpoint(trx, checkpoint);
}

async function standing(
  trx: Knex,
  caseId: string,
  before: Checkpoint | null,
): Promise<Pick<Checkpoint, 'meeting' | 'size' | 'root' | 'terms' | 'register'> | null> {
  // The terms are frozen by a trigger: once digested, they are not read again.
  const terms = before ? before.terms : await digestOfTerms(trx, caseId);
  if (terms === null) return null;
  const leaves = await leavesOf(trx, caseId);
  const register = digestOf(await registerOf(trx, caseId));
  return { meeting: caseId, size: leaves.length, root: rootOf(leaves).toString('hex'), terms, register };
}

async function digestOfTerms(trx: Knex, caseId: string): Promise<string | null> {
  const terms = await termsOf(trx, caseId);
  return terms && digestOf(terms);
}

async function writeCheckpoint(trx: Knex, checkpoint: Checkpoint): Promise<CheckpointRow> {
  const { privateKey } = await signingKey(trx);
  const text = checkpointText(checkpoint);
  const { meeting, size, root, at } = checkpoint;
  const row = { size, root, at: new Date(at), text, signature: signText(text, privateKey) };
  await trx('meeting_checkpoint').insert({ case_id: meeting, ...row });
  return row;
}

/** Always later than the previous one, whichever clock it came from: a log never goes back. */
async function instantAfter(trx: Knex, last: Date | null, at: Date | null): Promise<Date> {
  const row = await queryOne<{ at: Date }>(
    trx,
    `
    select greatest(coalesce(:at, date_trunc('milliseconds', domovoy_now())),
      cast(:last as timestamptz) + interval '1 millisecond') as at`,
    { at, last },
  );
  if (!row) throw new Error('The database did not say what time it is');
  return row.at;
}

/** Meetings whose log has grown since its last checkpoint. */
async function unsigned(db: Knex): Promise<string[]> {
  const rows = await query<{ id: string }>(
    db,
    `
    select m.case_id as id from meeting m
    where m.frozen_at is not null and (m.sealed_at is null or m.closes_at > domovoy_now() - interval '1 year')
      and (select max(b.seq) from meeting_ballot b where b.case_id = m.case_id)
        > coalesce((select max(c.size) from meeting_checkpoint c where c.case_id = m.case_id), 0)`,
  );
  return rows.map(({ id }) => id);
}

/** Signs logs that have grown: the worker calls it each minute, so every ballot is soon covered by a checkpoint. */
export async function signCheckpoints(db: Knex): Promise<number> {
  const ids = await unsigned(db);
  for (const id of ids) await db.transaction((trx) => signCheckpoint(trx, id));
  return ids.length;
}
