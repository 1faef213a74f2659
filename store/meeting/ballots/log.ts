import { createHash } from 'node:crypto';
import { canonical, type Plain } from '../../../law/base/canonical';
import type { BallotChannel, Particular } from '../../../law/meeting/vote/ballot';
import { fractionText, parseFraction } from '../../../law/base/fraction';
import { leafHash } from './tree';

/** The content of one ballot in the log (docs/ballot-log.md). Ids only, never names. */
export interface BallotRecord {
  readonly v: 1;
  readonly meeting: string;
  readonly seq: number;
  readonly id: string;
  readonly right: string;
  /** Whose decision it is: a person or an organisation. */
  readonly holder: string;
  readonly channel: BallotChannel;
  /** Question → marks as written, whether several or none. */
  readonly answers: Readonly<Record<string, readonly string[]>>;
  /** Votes of the right as an exact fraction, from the frozen register. */
  readonly weight: string;
  readonly receivedAt: string;
  /** When it entered the log: later than its receipt only for paper. */
  readonly loggedAt: string;
  readonly decidedOn: string | null;
  readonly particulars: readonly Particular[];
  readonly proxy: string | null;
  readonly enteredBy: string | null;
  /** SHA-256 of the scan. */
  readonly scan: string | null;
  /** SHA-256 of nonce and comment: the comment itself stays in the system. */
  readonly comment: string | null;
  /** The law day whose editions apply. */
  readonly law: string;
}

export interface LogLink {
  readonly leaf: string;
  readonly prev: string;
  readonly hash: string;
}

export const LOG = 'domovoy-ballots/1';
const CHAIN = Buffer.from([2]);
const TRACKER_LENGTH = 20;

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

/** The start of a meeting's chain, so that a row fits no other meeting. */
export const genesisOf = (meeting: string): string => sha256(`${LOG}\n${meeting}`);

/** A salted commitment: without the nonce nobody can guess a record from its leaf. */
export function commitmentOf(nonce: string, record: BallotRecord): Buffer {
  const bytes = createHash('sha256')
    .update(Buffer.from(nonce, 'hex'))
    .update(canonical(record as unknown as Plain));
  return bytes.digest();
}

export const leafOf = (nonce: string, record: BallotRecord): string =>
  leafHash(commitmentOf(nonce, record)).toString('hex');

export const commentDigest = (nonce: string, comment: string): string => sha256(Buffer.from(nonce, 'hex'), comment);

export const chain = (prev: string, leaf: string): string =>
  sha256(CHAIN, Buffer.from(prev, 'hex'), Buffer.from(leaf, 'hex'));

export function linkOf(prev: string, nonce: string, record: BallotRecord): LogLink {
  const leaf = leafOf(nonce, record);
  return { leaf, prev, hash: chain(prev, leaf) };
}

/** The code an owner gets to find the ballot again. */
export const trackerOf = (leaf: string): string => leaf.slice(0, TRACKER_LENGTH);

/** Votes in the only spelling that records use: lowest terms, no denominator of one. */
export const votesText = (votes: string): string => fractionText(parseFraction(votes));
