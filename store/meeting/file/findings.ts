import type { Knex } from 'knex';
import type { FindingVerdict } from '../../../law/meeting/inspection/checklist';
import { query } from '../../sql/query';

/** One finding of the inspectorate on one point of the checklist. */
export interface Finding {
  point: number;
  verdict: FindingVerdict;
  reason: string | null;
  by: string;
  at: Date;
}

export interface NewFinding extends Omit<Finding, 'by'> {
  id: string;
  caseId: string;
  personId: string;
}

export async function addFinding(
  trx: Knex,
  { id, caseId, point, verdict, reason, personId, at }: NewFinding,
): Promise<void> {
  await trx('meeting_finding').insert({
    id,
    case_id: caseId,
    point,
    verdict,
    reason,
    found_by: personId,
    found_at: at,
  });
}

/** All findings on all points, the newest first: the first of each point counts. */
export async function findingsOf(db: Knex, caseId: string): Promise<Finding[]> {
  return query<Finding>(
    db,
    `
    select f.point, f.verdict, f.reason, concat_ws(' ', p.family_name, p.given_name, p.patronymic) as by, f.found_at as at
    from meeting_finding f join person p on p.id = f.found_by
    where f.case_id = :caseId order by f.point, f.found_at desc, f.id`,
    { caseId },
  );
}
