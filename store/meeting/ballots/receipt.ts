import type { Knex } from 'knex';
import { trackerOf, type BallotRecord } from './log';
import { leavesOf, lastCheckpoint, type CheckpointRow } from './checkpoints';
import { publicKeyOf } from '../../case/signing-key';
import { ballotRow, recordOfRow } from './read';
import { includes, inclusionPath, rootOf } from './tree';

/** The position of a ballot, and the proof that the signed log contains it. */
export interface FullReceipt {
  caseId: string;
  seq: number;
  tracker: string;
  leaf: string;
  receivedAt: Date;
  loggedAt: Date;
  /** Null until the first checkpoint after it, at most a minute. */
  proof: { checkpoint: CheckpointRow; path: string[]; publicKey: string; holds: boolean } | null;
  /** For the voter and those the law lets see decisions: what opens the commitment. */
  opening: { nonce: string; record: BallotRecord };
}

export async function receiptOf(db: Knex, caseId: string, seq: number): Promise<FullReceipt | null> {
  const row = await ballotRow(db, caseId, seq);
  if (!row) return null;
  const { leaf, receivedAt, loggedAt, nonce } = row;
  return {
    caseId,
    seq,
    tracker: trackerOf(leaf),
    leaf,
    receivedAt,
    loggedAt,
    proof: await proofOf(db, caseId, seq),
    opening: { nonce, record: recordOfRow(row) },
  };
}

/** Open to everyone: shows that the log contains the leaf, not what the leaf means. */
export async function proofOf(db: Knex, caseId: string, seq: number): Promise<FullReceipt['proof']> {
  const checkpoint = await lastCheckpoint(db, caseId);
  const publicKey = await publicKeyOf(db);
  if (!checkpoint || !publicKey || checkpoint.size < seq) return null;
  const leaves = await leavesOf(db, caseId, checkpoint.size);
  const leaf = leaves[seq - 1];
  if (!leaf) return null;
  const path = inclusionPath(leaves, seq - 1);
  const root = Buffer.from(checkpoint.root, 'hex');
  const holds = rootOf(leaves).equals(root) && includes({ leaf, index: seq - 1, size: checkpoint.size, path, root });
  return { checkpoint, path: path.map((hash) => hash.toString('hex')), publicKey, holds };
}
