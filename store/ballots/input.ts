import type { Knex } from 'knex';
import type { Day } from '../../law/day';
import { fraction } from '../../law/fraction';
import { areaText } from '../../law/meeting/area';
import type { VotingWindow } from '../../law/meeting/ballot';
import type { MeetingForm } from '../../law/meeting/forms';
import type { TallyInput } from '../../law/meeting/tally';
import { applies, dueOf } from '../../law/meeting/timing';
import type { VotingRight } from '../../law/meeting/votes';
import { query, queryOne } from '../registry/query';
import { ballotsOf } from './read';

export interface WindowFacts {
  form: MeetingForm;
  zone: string;
  on: Day;
  opensAt: Date;
  closesAt: Date;
}

/** E-09: written decisions of an electronic meeting are handed over earlier; elsewhere until the end. */
export function windowOf({ form, zone, on, opensAt, closesAt }: WindowFacts): VotingWindow {
  const window = { zone, on, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() };
  if (form !== 'electronic' || !applies('E-09', on)) return window;
  return { ...window, paperUntil: new Date(dueOf('E-09', closesAt, { zone, on }).dueAt).toISOString() };
}

export interface WindowRow extends WindowFacts {
  total: string | null;
}

/** Null while the meeting has no dates yet. */
export async function windowRow(db: Knex, caseId: string): Promise<WindowRow | null> {
  return queryOne<WindowRow>(
    db,
    `
    select m.form, f.zone, m.law_day as "on", m.opens_at as "opensAt", m.closes_at as "closesAt", m.total
    from meeting m join case_file f on f.id = m.case_id
    where m.case_id = :caseId and m.opens_at is not null and m.closes_at is not null`,
    { caseId },
  );
}

interface RightRow {
  id: string;
  premises: string;
  entrance: number | null;
  votesN: string;
  votesD: string;
  holders: { person: string; from: Day; to: Day | null }[];
}

/** The frozen register for the count: each right with its frozen votes and everyone who has held it since. */
export async function countingRights(db: Knex, caseId: string): Promise<VotingRight[]> {
  const rows = await query<RightRow>(
    db,
    `
    select r.id, r.premises_id as premises, r.entrance, r.votes_n as "votesN", r.votes_d as "votesD",
      coalesce(h.holders, '[]') as holders
    from meeting_right r left join lateral (
      select jsonb_agg(jsonb_build_object('person', coalesce(x.person_id, x.organisation_id), 'from', x.from_day,
        'to', x.to_day) order by x.from_day, x.ownership_id) as holders
      from meeting_holder x where x.right_id = r.id) h on true
    where r.case_id = :caseId order by r.place`,
    { caseId },
  );
  return rows.map(({ id, premises, entrance, votesN, votesD, holders }) => ({
    id,
    premises,
    ...countedAs(fraction(BigInt(votesN), BigInt(votesD))),
    ...(entrance === null ? {} : { entrance }),
    holders: holders.map(({ person, from, to }) => ({ person, from, ...(to === null ? {} : { to }) })),
  }));
}

/** Area and share were multiplied when the register froze; the count takes the product as it stands. */
export const countedAs = (votes: ReturnType<typeof fraction>): Pick<VotingRight, 'kind' | 'area' | 'share'> => ({
  kind: 'sole',
  area: areaText(votes),
  share: '1',
});

/** All that law/meeting/tally needs to count a meeting as it stands now. */
export async function tallyInputOf(db: Knex, caseId: string): Promise<TallyInput | null> {
  const row = await windowRow(db, caseId);
  if (!row || row.total === null) return null;
  const [rights, ballots, questions] = await Promise.all([
    countingRights(db, caseId),
    ballotsOf(db, caseId),
    query<{ id: string }>(db, 'select id from meeting_question where case_id = :caseId order by number', { caseId }),
  ]);
  return { window: windowOf(row), total: row.total, rights, ballots, questions: questions.map(({ id }) => id) };
}
