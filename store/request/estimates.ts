import type { Knex } from 'knex';
import type { PricedLine } from '../../law/request/paid';
import { query } from '../sql/query';

export type EstimateAnswer = 'consented' | 'refused' | 'withdrawn';

/** What a paid work would cost, as it was offered; the resident answers before the work. */
export interface Estimate {
  id: string;
  lines: PricedLine[];
  /** Kopecks. */
  total: number;
  at: Date;
  answer: EstimateAnswer | null;
  answeredAt: Date | null;
  invoicedAt: Date | null;
}

export const estimatesOf = (db: Knex, caseId: string): Promise<Estimate[]> =>
  query<Estimate>(
    db,
    `select id, lines, total::float8 as total, at, answer, answered_at as "answeredAt", invoiced_at as "invoicedAt"
     from request_estimate where case_id = :caseId order by at, id`,
    { caseId },
  );

export async function addEstimate(
  trx: Knex,
  estimate: Pick<Estimate, 'id' | 'lines' | 'total' | 'at'> & { caseId: string; byId: string | null },
): Promise<void> {
  const { id, caseId, lines, total, byId, at } = estimate;
  await trx('request_estimate').insert({ id, case_id: caseId, lines: JSON.stringify(lines), total, by_id: byId, at });
}

/** The estimate that waits for an answer gets it; says which, or null when none waits. */
export async function answerEstimate(
  trx: Knex,
  caseId: string,
  answer: { answer: EstimateAnswer; by: string | null; at: Date },
): Promise<{ id: string; total: number } | null> {
  const [row] = await trx('request_estimate')
    .where({ case_id: caseId, answer: null })
    .update({ answer: answer.answer, answered_by: answer.by, answered_at: answer.at })
    .returning<{ id: string; total: string }[]>(['id', 'total']);
  return row ? { id: row.id, total: Number(row.total) } : null;
}

/** The work the resident agreed to is done: its estimates become lines of a bill, each once. */
export async function invoiceAgreed(trx: Knex, caseId: string, at: Date): Promise<{ id: string; total: number }[]> {
  const rows = await trx('request_estimate')
    .where({ case_id: caseId, answer: 'consented', invoiced_at: null })
    .update({ invoiced_at: at })
    .returning<{ id: string; total: string }[]>(['id', 'total']);
  return rows.map(({ id, total }) => ({ id, total: Number(total) }));
}

/** A line for the bill of a flat: what was agreed and done. */
export interface Charge {
  estimate: string;
  request: string;
  number: string;
  buildingId: string;
  premisesId: string | null;
  total: number;
  lines: PricedLine[];
  consentedAt: Date;
  invoicedAt: Date;
}

export const chargesOf = (
  db: Knex,
  ask: { organisations: readonly string[]; buildingId: string; from: Date; to: Date },
): Promise<Charge[]> =>
  query<Charge>(
    db,
    `select e.id as estimate, f.id as request, f.number, f.building_id as "buildingId", q.premises_id as "premisesId",
       e.total::float8 as total, e.lines, e.answered_at as "consentedAt", e.invoiced_at as "invoicedAt"
     from request_estimate e join case_file f on f.id = e.case_id join request q on q.case_id = f.id
     where f.building_id = :buildingId and f.organisation_id = any(:organisations::uuid[])
       and e.invoiced_at >= :from and e.invoiced_at < :to order by e.invoiced_at, e.id`,
    ask,
  );
