import type { Knex } from 'knex';
import { faultKind } from '../../law/dispatch/kinds';
import { warrantyEnds, type Chargeable } from '../../law/request/paid';
import type { CaseFile } from '../case/types';
import { queryOne } from '../sql/query';
import type { Request } from './rows';

/** What decides whether this request may be charged: its kind, its place, and the work it repeats. */
export async function chargeableOf(
  db: Knex,
  { zone, parent_id: parentId }: Pick<CaseFile, 'zone' | 'parent_id'>,
  { kind, common, emergency }: Pick<Request, 'kind' | 'common' | 'emergency'>,
): Promise<Chargeable> {
  const before = parentId === null ? null : await fixedBefore(db, parentId);
  return {
    ...{ common, emergency, zone },
    quality: faultKind(kind).quality,
    warrantyUntil: before && before.kind === kind ? warrantyEnds(before.fixedAt, zone, before.lawDate) : null,
  };
}

const fixedBefore = (db: Knex, id: string): Promise<{ kind: string; fixedAt: Date; lawDate: string } | null> =>
  queryOne(
    db,
    `select q.kind, q.fixed_at as "fixedAt", f.law_date as "lawDate" from request q join case_file f on f.id = q.case_id
     where q.case_id = :id and q.fixed_at is not null`,
    { id },
  );
