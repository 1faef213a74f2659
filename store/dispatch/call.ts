import type { Knex } from 'knex';
import { callStanding, type CallFacts, type CallStanding } from '../../law/dispatch/call';
import { query, queryOne } from '../sql/query';

export interface CallRow extends CallFacts {
  id: string;
  organisationId: string;
  organisation: string;
  /** Of the organisation that answers. */
  zone: string;
  /** E.164; null: the number was hidden. */
  phone: string | null;
  answeredBy: string | null;
  /** Names of those who did it. */
  answerer: string | null;
  calledBackBy: string | null;
  reviewedBy: string | null;
  messageUrl: string | null;
  recordingUrl: string | null;
  recordingUntil: Date | null;
  /** The request the call was about. */
  caseId: string | null;
  caseNumber: string | null;
}

const nameOf = (column: string): string =>
  `(select concat_ws(' ', p.given_name, p.family_name) from person p where p.id = ${column})`;

export const callColumns = `
  c.id, c.organisation_id as "organisationId", o.short_name as organisation, o.zone, c.phone,
  c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt", c.answered_by as "answeredBy",
  ${nameOf('c.answered_by')} as answerer, c.called_back_at as "calledBackAt",
  ${nameOf('c.called_back_by')} as "calledBackBy", c.message_at as "messageAt", c.reviewed_at as "reviewedAt",
  ${nameOf('c.reviewed_by')} as "reviewedBy", c.message_url as "messageUrl", c.recording_url as "recordingUrl",
  c.recording_until as "recordingUntil", c.case_id as "caseId",
  (select f.number from case_file f where f.id = c.case_id) as "caseNumber"`;

export interface CallAtDesk extends CallRow {
  standing: CallStanding;
}

/** What lies longer than this is in the list of calls, not at the desk. */
const DESK_HOURS = 24;
/** An exchange that never told the end of a talk must not keep it at the desk. */
const TALK_HOURS = 4;

export const standingOf = <Row extends CallRow>(row: Row, now: Date): Row & { standing: CallStanding } => ({
  ...row,
  standing: callStanding(row, row.zone, now),
});

const dueOf = ({ standing }: CallAtDesk): number => standing.clock?.dueAt.getTime() ?? 0;

/** The calls somebody has to look at now: who talks first, then whoever has the least time left. */
export async function callsAtDesk(db: Knex, organisationIds: readonly string[], now: Date): Promise<CallAtDesk[]> {
  const rows = await query<CallRow>(
    db,
    `select ${callColumns} from call c join organisation o on o.id = c.organisation_id
     where c.organisation_id = any(:organisationIds)
       and c.arrived_at between :now::timestamptz - make_interval(hours => ${DESK_HOURS}) and :now
       and ((c.ended_at is null and c.arrived_at > :now::timestamptz - make_interval(hours => ${TALK_HOURS}))
         or (c.answered_at is null and c.called_back_at is null and c.reviewed_at is null))
     order by c.arrived_at desc limit 200`,
    { organisationIds, now },
  );
  return rows.map((row) => standingOf(row, now)).sort((a, b) => dueOf(a) - dueOf(b));
}

export async function readCall(db: Knex, id: string): Promise<CallRow | null> {
  return queryOne<CallRow>(
    db,
    `select ${callColumns} from call c join organisation o on o.id = c.organisation_id where c.id = :id`,
    { id },
  );
}

/** Which request a call was about; the case must be of the organisation that answered. */
export async function linkCall(db: Knex, { id, caseId }: { id: string; caseId: string }): Promise<void> {
  await db('call').where({ id }).update({ case_id: caseId });
}

/** Organisations that answer calls: those that manage houses. */
export const answeringOrganisations = (db: Knex): Promise<{ id: string; name: string }[]> =>
  query(
    db,
    `select id, short_name as name from organisation where kind in ('manager', 'association') order by short_name, id`,
  );
