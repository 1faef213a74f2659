import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Day } from '../../../law/base/day';
import { Refusal } from '../../../law/base/refusal';
import { query, queryOne } from '../../sql/query';
import { lawColumns, lawOf, type LawRow } from '../law';

/** A task of the inspectorate: two protocols on similar questions within the window of P-16. */
export interface Inspection {
  id: string;
  caseId: string;
  number: string;
  otherCaseId: string;
  otherNumber: string;
  address: string;
  zone: string;
  /** The region the inspectorate watches over. */
  region: string | null;
  /** The law by which the protocol of the later meeting was drawn up. */
  lawDay: Day;
  kinds: string[];
  /** When the originals of the earlier and of the later protocol arrived: the window counts from the first. */
  otherFiledAt: Date | null;
  filedAt: Date | null;
  foundAt: Date;
  doneAt: Date | null;
  doneBy: string | null;
  finding: string | null;
}

/**
 * Earlier meetings of the house whose originals arrived within the window and which decided questions of the same
 * kinds.
 */
export async function similarProtocols(
  db: Knex,
  caseId: string,
  since: Date,
): Promise<{ caseId: string; kinds: string[] }[]> {
  // Chair, secretary and counting are on every agenda: they do not make two protocols similar.
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

export const inspectionDone = (): Refusal =>
  new Refusal('inspection-done', 'Эта проверка уже закончена, вывод записан.', 409);

/** The inspector's finding closes the task, once. */
export async function finishInspection(
  trx: Knex,
  id: string,
  done: { at: Date; by: string; textId: string },
): Promise<void> {
  const { at, by, textId } = done;
  const changed = await trx('meeting_inspection')
    .where({ id, done_at: null })
    .update({ done_at: at, done_by: by, text_id: textId });
  if (changed > 0) return;
  throw inspectionDone();
}

const inspections = `
  select i.id, i.case_id as "caseId", f.number, i.other_case_id as "otherCaseId", o.number as "otherNumber", b.address,
    f.zone, f.region, ${lawColumns}, i.kinds, om.filed_at as "otherFiledAt", m.filed_at as "filedAt",
    i.found_at as "foundAt", i.done_at as "doneAt", t.body as finding,
    concat_ws(' ', p.family_name, p.given_name, p.patronymic) as "doneBy"
  from meeting_inspection i
  join case_file f on f.id = i.case_id join meeting m on m.case_id = i.case_id
  join case_file o on o.id = i.other_case_id join meeting om on om.case_id = i.other_case_id
  join building b on b.id = m.building_id
  left join meeting_text t on t.id = i.text_id left join person p on p.id = i.done_by`;

type InspectionRow = Omit<Inspection, 'lawDay'> & LawRow;

const inspectionOf = ({
  lawRule,
  lawDay,
  noticedAt,
  opensAt,
  closesAt,
  sealedAt,
  ...row
}: InspectionRow): Inspection => ({
  ...row,
  lawDay: lawOf({ lawRule, lawDay, noticedAt, opensAt, closesAt, sealedAt }, row.zone).drawn,
});

/** Tasks of some regions, the open ones first. */
export async function inspectionsIn(db: Knex, regions: readonly string[]): Promise<Inspection[]> {
  const rows = await query<InspectionRow>(
    db,
    `${inspections} where f.region = any(:regions) order by i.done_at is not null, i.found_at desc, i.id`,
    { regions: [...regions] },
  );
  return rows.map(inspectionOf);
}

/** How many tasks of some regions are still open. */
export async function inspectionsWaiting(db: Knex, regions: readonly string[]): Promise<number> {
  if (regions.length === 0) return 0;
  const row = await queryOne<{ count: number }>(
    db,
    `select count(*)::int as count from meeting_inspection i join case_file f on f.id = i.case_id
     where f.region = any(:regions) and i.done_at is null`,
    { regions: [...regions] },
  );
  return row?.count ?? 0;
}

/** Tasks that name this meeting's protocol, as the first or as the second. */
export async function inspectionsOfCase(db: Knex, caseId: string): Promise<Inspection[]> {
  const rows = await query<InspectionRow>(
    db,
    `${inspections} where :caseId in (i.case_id, i.other_case_id) order by i.found_at, i.id`,
    { caseId },
  );
  return rows.map(inspectionOf);
}

export async function inspectionById(db: Knex, id: string): Promise<Inspection | null> {
  const row = await queryOne<InspectionRow>(db, `${inspections} where i.id = :id`, { id });
  return row && inspectionOf(row);
}
