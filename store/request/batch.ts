import type { Knex } from 'knex';
import { query, queryOne } from '../sql/query';

/** One request of a batch: the act that was accepted for it, or the sentence why not. */
export interface BatchRow {
  id: string;
  number: string;
  key: string;
  refused: string | null;
}

export interface Batch {
  id: string;
  rows: readonly BatchRow[];
  at: Date;
}

export interface BatchOutcome extends BatchRow {
  done: boolean;
}

export async function writeBatch(trx: Knex, personId: string, { id, rows, at }: Batch): Promise<void> {
  await trx('board_batch').insert({ id, person_id: personId, rows: JSON.stringify(rows), at });
}

/** What came of each request of one's own batch by now. */
export async function batchOf(db: Knex, personId: string, id: string): Promise<BatchOutcome[] | null> {
  if (!(await queryOne(db, 'select from board_batch where id = :id and person_id = :personId', { id, personId })))
    return null;
  return query<BatchOutcome>(
    db,
    `select r.id, r.number, r.key, coalesce(r.refused, a.refusal ->> 'say') as refused,
       r.refused is null and a.refused_at is null and (a.key is null or a.done_at is not null) as done
     from board_batch b cross join rows from (
         jsonb_to_recordset(b.rows) as (id uuid, number text, key text, refused text)
       ) with ordinality as r(id, number, key, refused, place)
     left join accepted_act a on a.case_id = r.id and a.key = r.key
     where b.id = :id order by r.place`,
    { id },
  );
}

/** Numbers of requests of this desk that are still open, by their ids. */
export async function openNumbers(
  db: Knex,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await query<{ id: string; number: string }>(
    db,
    `select f.id, f.number from case_file f
     where f.id = any(:ids) and f.area = 'request' and f.organisation_id = :organisationId`,
    { organisationId, ids },
  );
  return new Map(rows.map(({ id, number }) => [id, number]));
}
