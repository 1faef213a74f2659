import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { fraction } from '../../../law/base/fraction';
import { exactMetres } from '../../../law/base/metres';
import type { TallyInput } from '../../../law/meeting/count/tally';
import type { VotingRight } from '../../../law/meeting/count/votes';
import { query, queryOne } from '../../sql/query';
import { lawColumns, lawOf, type LawRow } from '../law';
import { ballotsOf } from './read';
import { type WindowFacts, votingWindow } from '../../../law/meeting/vote/window';

export interface WindowRow extends WindowFacts {
  total: string | null;
}

/** Null while the meeting has no dates yet. */
export async function windowRow(db: Knex, caseId: string): Promise<WindowRow | null> {
  const row = await queryOne<Omit<WindowRow, 'law'> & LawRow>(
    db,
    `
    select m.form, f.zone, ${lawColumns}, m.total
    from meeting m join case_file f on f.id = m.case_id
    where m.case_id = :caseId and m.opens_at is not null and m.closes_at is not null`,
    { caseId },
  );
  return row && { ...row, law: lawOf(row, row.zone) };
}

interface RightRow {
  id: string;
  premises: string;
  entrance: number | null;
  votesN: string;
  votesD: string;
}

interface HolderRow {
  rightId: string;
  person: string;
  from: Day;
  to: Day | null;
}

const rightsSql = `
  select id, premises_id as premises, entrance, votes_n as "votesN", votes_d as "votesD"
  from meeting_right where case_id = :caseId order by place`;

const holdersSql = `
  select right_id as "rightId", coalesce(person_id, organisation_id) as person, from_day as "from",
    least(to_day, until_day) as "to"
  from meeting_holder where case_id = :caseId order by from_day, ownership_id`;

/**
 * The frozen register for the count: each right with its frozen votes and everyone who has held it since. Two plain
 * reads joined here: for ten thousand rights that is three times as fast as a join in the database.
 */
export async function countingRights(db: Knex, caseId: string): Promise<VotingRight[]> {
  const rows = await query<RightRow>(db, rightsSql, { caseId });
  const holders = new Map<string, { person: string; from: Day; to?: Day }[]>();
  for (const { rightId, person, from, to } of await query<HolderRow>(db, holdersSql, { caseId })) {
    const one = { person, from, ...(to === null ? {} : { to }) };
    const held = holders.get(rightId);
    if (held) held.push(one);
    else holders.set(rightId, [one]);
  }
  return rows.map(({ id, premises, entrance, votesN, votesD }) => ({
    id,
    premises,
    ...countedAs(fraction(BigInt(votesN), BigInt(votesD))),
    ...(entrance === null ? {} : { entrance }),
    holders: holders.get(id) ?? [],
  }));
}

/** Area and share were multiplied when the register was frozen; the count uses the product. */
export const countedAs = (votes: ReturnType<typeof fraction>): Pick<VotingRight, 'kind' | 'area' | 'share'> => ({
  kind: 'sole',
  area: exactMetres(votes),
  share: '1',
});

/** Everything law/meeting/count/tally needs to count a meeting as it is now. */
export async function tallyInputOf(db: Knex, caseId: string): Promise<TallyInput | null> {
  const row = await windowRow(db, caseId);
  if (!row || row.total === null) return null;
  const [rights, ballots, questions] = await Promise.all([
    countingRights(db, caseId),
    ballotsOf(db, caseId),
    query<{ id: string }>(db, 'select id from meeting_question where case_id = :caseId order by number', { caseId }),
  ]);
  return { window: votingWindow(row), total: row.total, rights, ballots, questions: questions.map(({ id }) => id) };
}
