import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import type { BallotChannel, Particular } from '../../../law/meeting/vote/ballot';
import { keyReused } from '../../access/writes';
import { commentDigest, linkOf, trackerOf, type BallotRecord } from './log';
import { tellReceipt } from './receipt-letters';
import type { HolderKind, Tail } from './turn';

export type BallotMarks = Readonly<Record<string, readonly string[]>>;

/** What the voter is told at once. */
export interface BallotReceipt {
  seq: number;
  tracker: string;
  receivedAt: Date;
}

export interface NewBallot {
  id: string;
  caseId: string;
  rightId: string;
  holderId: string;
  holderKind: HolderKind;
  /** Votes of the right, exact text. */
  weight: string;
  channel: BallotChannel;
  receivedAt: Date;
  decidedOn: string | null;
  marks: BallotMarks;
  particulars: readonly Particular[];
  proxyId: string | null;
  enteredBy: string | null;
  scan: { id: string; sha256: string } | null;
  comment: string | null;
}

const NONCE_BYTES = 32;

/** Adds one row to the chain whose lock the caller holds and sends the letters about it; the tail then points at it. */
export async function appendBallot(trx: Knex, tail: Tail, ballot: NewBallot): Promise<BallotReceipt> {
  const nonce = randomBytes(NONCE_BYTES).toString('hex');
  const seq = tail.lastSeq + 1;
  const record = recordOf(ballot, { seq, nonce, law: tail.law, loggedAt: tail.at });
  const { leaf, prev, hash } = linkOf(tail.lastHash, nonce, record);
  const person = ballot.holderKind === 'person';
  const { rowCount } = await trx
    .raw<{ rowCount: number }>(
      `
    insert into meeting_ballot (id, case_id, seq, right_id, person_id, organisation_id, channel, received_at, logged_at,
      decided_on, marks, particulars, proxy_id, entered_by, scan_document_id, comment, nonce, leaf, prev, hash)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    on conflict (id) do nothing`,
      [
        ballot.id,
        ballot.caseId,
        seq,
        ballot.rightId,
        person ? ballot.holderId : null,
        person ? null : ballot.holderId,
        ballot.channel,
        ballot.receivedAt,
        tail.at,
        ballot.decidedOn,
        JSON.stringify(ballot.marks),
        [...ballot.particulars],
        ballot.proxyId,
        ballot.enteredBy,
        ballot.scan?.id ?? null,
        ballot.comment,
        nonce,
        leaf,
        prev,
        hash,
      ] as Knex.RawBinding[],
    )
    .options({ name: 'ballot-append' });
  if (rowCount === 0) throw keyReused();
  tail.lastSeq = seq;
  tail.lastHash = hash;
  const tracker = trackerOf(leaf);
  await tellReceipt(trx, ballot, tracker, tail.at);
  return { seq, tracker, receivedAt: ballot.receivedAt };
}

export interface LogPlace {
  seq: number;
  nonce: string;
  law: string;
  loggedAt: Date;
}

/** The record is made from the row alone, so that the row can be checked against it at any later time. */
export function recordOf(ballot: Omit<NewBallot, 'holderKind'>, { seq, nonce, law, loggedAt }: LogPlace): BallotRecord {
  return {
    v: 1,
    meeting: ballot.caseId,
    seq,
    id: ballot.id,
    right: ballot.rightId,
    holder: ballot.holderId,
    channel: ballot.channel,
    answers: ballot.marks,
    weight: ballot.weight,
    receivedAt: ballot.receivedAt.toISOString(),
    loggedAt: loggedAt.toISOString(),
    decidedOn: ballot.decidedOn,
    particulars: ballot.particulars,
    proxy: ballot.proxyId,
    enteredBy: ballot.enteredBy,
    scan: ballot.scan?.sha256 ?? null,
    comment: ballot.comment === null ? null : commentDigest(nonce, ballot.comment),
    law,
  };
}
