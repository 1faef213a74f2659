import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { query } from '../registry/query';

/** A task of the inspectorate: two protocols on similar questions within the window of P-16. */
export interface Inspection {
  id: string;
  caseId: string;
  number: string;
  otherCaseId: string;
  otherNumber: string;
  kinds: string[];
  foundAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  textId: string | null;
}

/** Earlier meetings of the house whose originals came within the window and decided questions of the same kinds. */
export async function similarProtocols(
  db: Knex,
  caseId: string,
  since: Date,
): Promise<{ caseId: string; kinds: string[] }[]> {
  // Chair, secretary and counting stand on every agenda: they make no two protocols similar.
  return query<{ caseId: string; kinds: string[] }>(
    db,
    `
    select o.case_id as "caseId", array_agg(distinct q.kind order by q.kind) as kinds
    from meeting m join meeting o on o.building_id = m.building_id and o.case_id <> m.case_id and o.filed_at >= :since
    join meeting_question q on q.case_id = o.case_id and q.kind not like 'PROC%' and q.kind <> 'OTHER'
    join meeting_question mine on mine.case_id = m.case_id and mine.kind = q.kind
    where m.case_id = :caseId group by o.case_id order by 1`,
    { caseId, since },
  );
}

export async function orderInspection(
  trx: Knex,
  caseId: string,
  other: { caseId: string; kinds: string[] },
  at: Date,
): Promise<void> {
  await trx('meeting_inspection')
    .insert({ id: randomUUID(), case_id: caseId, other_case_id: other.caseId, kinds: other.kinds, found_at: at })
    .onConflict(['case_id', 'other_case_id'])
    .ignore();
}

export async function finishInspection(
  trx: Knex,
  id: string,
  done: { at: Date; by: string; textId: string },
): Promise<void> {
  await trx('meeting_inspection')
    .where({ id, done_at: null })
    .update({ done_at: done.at, done_by: done.by, text_id: done.textId });
}

/** Tasks of a region, the open ones first. */
export async function inspectionsOf(db: Knex, region: string): Promise<Inspection[]> {
  return query<Inspection>(
    db,
    `
    select i.id, i.case_id as "caseId", f.number, i.other_case_id as "otherCaseId", o.number as "otherNumber", i.kinds,
      i.found_at as "foundAt", i.done_at as "doneAt", i.done_by as "doneBy", i.text_id as "textId"
    from meeting_inspection i join case_file f on f.id = i.case_id join case_file o on o.id = i.other_case_id
    where f.region = :region order by i.done_at is not null, i.found_at desc`,
    { region },
  );
}
