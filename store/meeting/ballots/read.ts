import type { Knex } from 'knex';
import { decidedDay, type Ballot, type BallotChannel, type Particular } from '../../../law/meeting/vote/ballot';
import { query, queryOne } from '../../sql/query';
import { lawOfCase } from '../law';
import { recordOf, type BallotMarks } from './append';
import { trackerOf, votesText, type BallotRecord } from './log';
import { powersIn, proxyIn } from './powers';

/** One row of the log as stored. */
export interface BallotRow {
  id: string;
  caseId: string;
  seq: number;
  rightId: string;
  personId: string | null;
  organisationId: string | null;
  channel: BallotChannel;
  receivedAt: Date;
  loggedAt: Date;
  decidedOn: string | null;
  marks: BallotMarks;
  particulars: Particular[];
  proxyId: string | null;
  enteredBy: string | null;
  scanDocumentId: string | null;
  scanSha256: string | null;
  comment: string | null;
  /** Votes of the right, exact text. */
  weight: string;
  /** The law of the day the voting ends. */
  law: string;
  nonce: string;
  leaf: string;
  hash: string;
}

const sql = `
  select b.id, b.case_id as "caseId", b.seq, b.right_id as "rightId", b.person_id as "personId",
    b.organisation_id as "organisationId", b.channel, b.received_at as "receivedAt", b.logged_at as "loggedAt",
    b.decided_on as "decidedOn", b.marks, b.particulars, b.proxy_id as "proxyId",
    b.entered_by as "enteredBy", b.scan_document_id as "scanDocumentId", d.sha256 as "scanSha256", b.comment,
    r.votes_n || '/' || r.votes_d as weight,
    b.nonce, b.leaf, b.hash
  from meeting_ballot b
  join meeting_right r on r.id = b.right_id
  left join case_document d on d.id = b.scan_document_id`;

/** The log of a meeting, in order, up to a size. */
export async function ballotRows(db: Knex, caseId: string, size = 2_147_483_647): Promise<BallotRow[]> {
  const { decided } = await lawOfCase(db, caseId);
  const where = 'where b.case_id = :caseId and b.seq <= :size order by b.seq';
  const rows = await query<Omit<BallotRow, 'law'>>(db, `${sql} ${where}`, { caseId, size });
  return rows.map((row) => inLowestTerms(row, decided));
}

export async function ballotRow(db: Knex, caseId: string, seq: number): Promise<BallotRow | null> {
  const where = 'where b.case_id = :caseId and b.seq = :seq';
  const row = await queryOne<Omit<BallotRow, 'law'>>(db, `${sql} ${where}`, { caseId, seq });
  return row && inLowestTerms(row, (await lawOfCase(db, caseId)).decided);
}

/** The record has votes in one spelling, however the register stores them. */
const inLowestTerms = (row: Omit<BallotRow, 'law'>, law: string): BallotRow => ({
  ...row,
  law,
  weight: votesText(row.weight),
});

export const holderOf = ({ personId, organisationId }: Pick<BallotRow, 'personId' | 'organisationId'>): string =>
  personId ?? organisationId ?? '';

/** The record whose commitment is the row's leaf. */
export function recordOfRow(row: BallotRow): BallotRecord {
  const scan = row.scanDocumentId && row.scanSha256 ? { id: row.scanDocumentId, sha256: row.scanSha256 } : null;
  return recordOf(
    { ...row, holderId: holderOf(row), scan },
    { seq: row.seq, nonce: row.nonce, law: row.law, loggedAt: row.loggedAt },
  );
}

interface CountedRow {
  id: string;
  right: string;
  person: string;
  channel: BallotChannel;
  receivedAt: Date;
  decidedOn: string | null;
  marks: BallotMarks;
  particulars: Particular[];
  enteredBy: string | null;
  proxy: string | null;
}

/**
 * The columns that law/meeting judges and counts by: without those of the chain, which are three times as much to read.
 */
const countedSql = `
  select b.id, b.right_id as "right", coalesce(b.person_id, b.organisation_id) as person, b.channel,
    b.received_at as "receivedAt", b.decided_on as "decidedOn", b.marks, b.particulars,
    b.entered_by as "enteredBy", b.proxy_id as proxy
  from meeting_ballot b where b.case_id = :caseId order by b.seq`;

export async function ballotsOf(db: Knex, caseId: string): Promise<Ballot[]> {
  const rows = await query<CountedRow>(db, countedSql, { caseId });
  // One query after the other: at the close they share one connection.
  const proxies = rows.some(({ proxy }) => proxy !== null) ? await powersIn(db, caseId) : [];
  const zone = proxies.length > 0 ? await zoneOf(db, caseId) : '';
  return rows.map(({ proxy, enteredBy, decidedOn, ...row }) => {
    const ballot = { ...row, receivedAt: row.receivedAt.toISOString(), ...(decidedOn !== null && { decidedOn }) };
    if (proxy === null) return ballot;
    const day = decidedDay(ballot, zone) ?? null;
    const by = { proxy, holder: row.person, enteredBy, day, online: row.channel === 'online' };
    return { ...ballot, proxy: proxyIn({ proxies }, by) };
  });
}

async function zoneOf(db: Knex, caseId: string): Promise<string> {
  return (
    (await queryOne<{ zone: string }>(db, 'select zone from case_file where id = :caseId', { caseId }))?.zone ?? ''
  );
}

export interface FoundBallot {
  caseId: string;
  seq: number;
  tracker: string;
  receivedAt: Date;
  channel: BallotChannel;
}

/** For the page that checks a tracker from any device: the position of a ballot, never its owner or content. */
export async function findTracker(db: Knex, tracker: string): Promise<FoundBallot | null> {
  const row = await queryOne<Omit<FoundBallot, 'tracker'> & { leaf: string }>(
    db,
    `
    select case_id as "caseId", seq, received_at as "receivedAt", channel, leaf from meeting_ballot
    where left(leaf, 20) = :tracker order by logged_at limit 1`,
    { tracker: tracker.toLowerCase() },
  );
  if (!row) return null;
  const { leaf, ...found } = row;
  return { ...found, tracker: trackerOf(leaf) };
}
