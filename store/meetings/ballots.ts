import type { Knex } from 'knex';
import type { Ballot, BallotChannel, Particular } from '../../law/meeting/ballot';
import type { Day } from '../../law/day';
import { query } from '../registry/query';

/** A recorded decision, in the order of the chain. */
export interface BallotRow {
  id: string;
  seq: number;
  rightId: string;
  personId: string | null;
  organisationId: string | null;
  channel: BallotChannel;
  receivedAt: Date;
  decidedOn: Day | null;
  marks: Record<string, string[]>;
  particulars: Particular[];
  proxyId: string | null;
  proxyValid: boolean | null;
  enteredBy: string | null;
  comment: string | null;
}

export async function ballotsOf(db: Knex, caseId: string): Promise<BallotRow[]> {
  return query<BallotRow>(
    db,
    `
    select b.id, b.seq, b.right_id as "rightId", b.person_id as "personId", b.organisation_id as "organisationId",
      b.channel, b.received_at as "receivedAt", b.decided_on as "decidedOn", b.marks, b.particulars,
      b.proxy_id as "proxyId", p.valid as "proxyValid", b.entered_by as "enteredBy", b.comment
    from meeting_ballot b left join meeting_proxy p on p.id = b.proxy_id
    where b.case_id = :caseId order by b.seq`,
    { caseId },
  );
}

/** A recorded decision as law/meeting judges it. */
export function lawBallot(row: BallotRow): Ballot {
  return {
    id: row.id,
    right: row.rightId,
    person: row.personId ?? row.organisationId ?? '',
    channel: row.channel,
    receivedAt: row.receivedAt.toISOString(),
    marks: row.marks,
    particulars: row.particulars,
    ...(row.decidedOn === null ? {} : { decidedOn: row.decidedOn }),
    ...(row.proxyId === null ? {} : { proxy: { proven: row.proxyValid === true } }),
  };
}
