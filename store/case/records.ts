import type { Knex } from 'knex';
import { intactContent } from '../files/move';
import { query, queryOne } from '../sql/query';

/**
 * A trigger stores a digest in `case_record` whenever a row changes that a verdict, a count or a proof depends on. A
 * step pins the digests gathered since the previous step: from then on the chain of the case holds them.
 */
export async function pinRecords(
  trx: Knex,
  caseId: string,
  seq: number,
): Promise<{ count: number; digest: string } | undefined> {
  const row = await queryOne<{ count: number; digest: string }>(
    trx,
    `
    with pinned as (
      update case_record set pin = :seq where case_id = :caseId and pin is null
      returning id, table_name, rows)
    select count(*)::int as count, records_digest(array_agg(p.line order by p.id)) as digest
    from (select id, record_line(table_name, rows) as line from pinned) p`,
    { caseId, seq },
  );
  return row && row.count > 0 ? row : undefined;
}

/** The digests each step has pinned, computed again. */
export async function pinsOf(db: Knex, caseId: string): Promise<{ seq: number; count: number; digest: string }[]> {
  return query(
    db,
    `
    select pin as seq, count(*)::int as count,
      records_digest(array_agg(record_line(table_name, rows) order by id)) as digest
    from case_record where case_id = :caseId and pin is not null group by pin order by pin`,
    { caseId },
  );
}

export interface WrongRecord {
  table: string;
  key: string;
  /**
   * changed: differs from what was last written; lost: deleted; foreign: never written by us; bytes: the content of a
   * file differs; strayed: a copy of another row that no longer agrees with it.
   */
  what: 'changed' | 'lost' | 'foreign' | 'bytes' | 'strayed';
}

/** Rows of the case that differ from their last digest, and documents whose content differs. */
export async function wrongRecords(db: Knex, caseId: string): Promise<WrongRecord[]> {
  const wrong = await query<WrongRecord>(
    db,
    'select table_name as "table", row_key as key, what from records_wrong(:caseId)',
    { caseId },
  );
  return [...wrong, ...(await wrongOutside(db, caseId))];
}

/** Content outside the database is checked against its checksum here, because the database cannot. */
async function wrongOutside(db: Knex, caseId: string): Promise<WrongRecord[]> {
  const rows = await query<{ id: string; sha256: string; size: number }>(
    db,
    'select id, sha256, size from case_document where case_id = :caseId and bytes is null order by at, id',
    { caseId },
  );
  const wrong: WrongRecord[] = [];
  for (const { id, sha256, size } of rows)
    if ((await intactContent(db, sha256))?.length !== size)
      wrong.push({ table: 'case_document', key: id, what: 'bytes' });
  return wrong;
}
