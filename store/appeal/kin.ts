import type { Knex } from 'knex';
import type { AppealOrigin } from '../../law/appeal/words';
import { query } from '../sql/query';

export interface ChildCase {
  id: string;
  phase: string;
  origin: AppealOrigin;
}

export async function childrenOf(db: Knex, caseId: string): Promise<ChildCase[]> {
  return query<ChildCase>(
    db,
    `select f.id, f.phase, a.origin from case_file f join appeal a on a.case_id = f.id
     where f.parent_id = :caseId order by f.number`,
    { caseId },
  );
}
