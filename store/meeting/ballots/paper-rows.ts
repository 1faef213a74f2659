import type { Knex } from 'knex';
import type { Particular } from '../../../law/meeting/vote/ballot';
import { query, queryOne } from '../../sql/query';
import type { BallotMarks } from './append';
import { votesText } from './log';
import type { HolderKind } from './turn';

/** A written decision between its first typing and the log. */
export interface Paper {
  id: string;
  caseId: string;
  rightId: string;
  premises: string;
  holderId: string;
  holderKind: HolderKind;
  weight: string;
  channel: 'paper' | 'hand';
  receivedAt: Date;
  decidedOn: string | null;
  particulars: Particular[];
  proxyId: string | null;
  scan: { id: string; sha256: string } | null;
  comment: string | null;
  firstBy: string;
  firstAt: Date;
  firstMarks: BallotMarks;
  secondBy: string | null;
  secondAt: Date | null;
  secondMarks: BallotMarks | null;
  mismatch: string[];
  /** The ballot in the log, once it is there. */
  ballotId: string | null;
  late: boolean;
}

const sql = `
  select e.id, e.case_id as "caseId", e.right_id as "rightId", r.premises_number as premises,
    coalesce(e.person_id, e.organisation_id) as "holderId",
    case when e.person_id is null then 'organisation' else 'person' end as "holderKind",
    r.votes_n || '/' || r.votes_d as weight,
    e.channel, e.received_at as "receivedAt", e.decided_on as "decidedOn", e.particulars, e.proxy_id as "proxyId",
    case when d.id is not null then jsonb_build_object('id', d.id, 'sha256', d.sha256) end as scan, e.comment,
    e.first_by as "firstBy", e.first_at as "firstAt", e.first_marks as "firstMarks", e.second_by as "secondBy",
    e.second_at as "secondAt", e.second_marks as "secondMarks", e.mismatch, e.ballot_id as "ballotId",
    e.ballot_id is not null and e.second_at is null and not coalesce(b.logged_at > e.first_at, false) as late
  from meeting_ballot_entry e
  join meeting_right r on r.id = e.right_id
  left join case_document d on d.id = e.scan_document_id
  left join meeting_ballot b on b.id = e.ballot_id`;

const inLowestTerms = (paper: Paper): Paper => ({ ...paper, weight: votesText(paper.weight) });

export async function lockPaper(trx: Knex, id: string, lock = true): Promise<Paper | null> {
  const row = await queryOne<Paper>(trx, `${sql} where e.id = :id ${lock ? 'for no key update of e' : ''}`, { id });
  return row && inLowestTerms(row);
}

export async function paperById(db: Knex, id: string): Promise<Paper | null> {
  return lockPaper(db, id, false);
}

/** Papers that wait for their second typing, or for a check where the typings differ; oldest first. */
export async function pendingPapers(db: Knex, caseId: string): Promise<Paper[]> {
  const rows = await query<Paper>(
    db,
    `${sql} where e.case_id = :caseId and e.ballot_id is null order by e.received_at, e.id`,
    { caseId },
  );
  return rows.map(inLowestTerms);
}

/** Everything ever typed in from paper. */
export async function paperBallotsOf(db: Knex, caseId: string): Promise<Paper[]> {
  const rows = await query<Paper>(db, `${sql} where e.case_id = :caseId order by e.received_at, e.id`, { caseId });
  return rows.map(inLowestTerms);
}
