import type { Knex } from 'knex';
import type { PricedLine } from '../../law/request/paid';
import { queryOne } from '../sql/query';
import { estimatesOf } from './estimates';
import { usedParts } from './parts';

export interface StoredPaperFacts {
  number: string;
  zone: string;
  lawDate: string;
  organisation: string;
  address: string;
  premises: string | null;
  kind: string;
  registeredAt: Date;
  fixedAt: Date | null;
  result: string | null;
  used: PricedLine[];
  agreed: { lines: PricedLine[]; total: number } | null;
}

/** What a paper tells of its request, besides its own words. */
export async function paperFacts(db: Knex, caseId: string): Promise<StoredPaperFacts> {
  const row = await queryOne<Omit<StoredPaperFacts, 'used' | 'agreed'>>(
    db,
    `select f.number, f.zone, f.law_date as "lawDate", o.name as organisation, b.address, r.number as premises, q.kind,
       q.registered_at as "registeredAt", q.fixed_at as "fixedAt", t.body as result
     from request q join case_file f on f.id = q.case_id join organisation o on o.id = f.organisation_id
       join building b on b.id = f.building_id left join premises r on r.id = q.premises_id
       left join request_text t on t.id = q.result_text_id and q.fixed_at is not null
     where q.case_id = :caseId`,
    { caseId },
  );
  if (!row) throw new Error(`Case ${caseId} has no request row`);
  const done = (await estimatesOf(db, caseId)).filter(({ invoicedAt }) => invoicedAt !== null);
  const total = done.reduce((sum, one) => sum + one.total, 0);
  return {
    ...row,
    used: await usedParts(db, caseId),
    agreed: done.length > 0 ? { lines: done.flatMap(({ lines }) => lines), total } : null,
  };
}
