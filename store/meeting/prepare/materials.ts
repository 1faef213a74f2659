import type { Knex } from 'knex';
import { preparing } from '../../../law/meeting/lifecycle';
import { Refusal } from '../../../law/base/refusal';
import { contentOf } from '../../files/port';
import { addDocument, type NewDocument } from '../../case/documents';
import { query, queryOne } from '../../sql/query';
import { lockedPhase } from '../phase';

/** What owners may read before they decide. */
export interface Material {
  id: string;
  name: string;
  type: string;
  size: number;
  sha256: string;
  /** The question it belongs to; null: the whole agenda. */
  question: number | null;
  addedAt: Date;
}

export const MATERIAL = 'material';
/** More than owners read before a vote; a house that needs more can bind them into one file. */
const MOST = 50;

/**
 * The notice names the materials and so freezes them (ЖК РФ ст. 45 ч. 5 п. 6): owners must have read what is decided
 * on.
 */
async function mustStillChange(trx: Knex, caseId: string): Promise<void> {
  if (preparing.includes(await lockedPhase(trx, caseId))) return;
  const say =
    'Сообщение о собрании уже дано: материалы к повестке менять нельзя (ЖК РФ, ст. 45 ч. 5, ст. 46 ч. 2; норма N-11).';
  throw new Refusal('materials-frozen', say, 409);
}

/** Files the papers and adds them to the list; a known key changes nothing. */
export async function addMaterials(
  trx: Knex,
  caseId: string,
  papers: readonly Omit<NewDocument, 'caseId' | 'kind'>[],
  questionId: string | null,
): Promise<void> {
  await mustStillChange(trx, caseId);
  const held = await materialsOf(trx, caseId);
  const fresh = papers.filter(({ id }) => !held.some((one) => one.id === id));
  if (held.length + fresh.length > MOST) {
    const say = `К собранию можно приложить не больше ${MOST} файлов. Объедините часть из них в один PDF.`;
    throw new Refusal('materials-many', say, 422, { files: say });
  }
  if (questionId && !(await trx('meeting_question').where({ id: questionId, case_id: caseId }).first('id'))) {
    const say = 'Такого вопроса в повестке нет. Выберите вопрос из списка.';
    throw new Refusal('question-unknown', say, 422, { question: say });
  }
  for (const paper of fresh) {
    await addDocument(trx, { ...paper, caseId, kind: MATERIAL });
    await trx('meeting_material')
      .insert({ case_id: caseId, document_id: paper.id, question_id: questionId, added_at: paper.at })
      .onConflict()
      .ignore();
  }
}

/** Removes a paper from the list; a second removal changes nothing. */
export async function removeMaterial(trx: Knex, caseId: string, documentId: string): Promise<void> {
  await mustStillChange(trx, caseId);
  await trx('meeting_material').where({ case_id: caseId, document_id: documentId }).delete();
}

/** A repeat meeting decides on the same agenda, and so has the same papers. */
export async function copyMaterials(trx: Knex, fromId: string, toId: string, at: Date): Promise<void> {
  await trx.raw(
    `
    insert into meeting_material (case_id, document_id, question_id, added_at)
    select :toId, m.document_id, fresh.id, :at from meeting_material m
    left join meeting_question old on old.id = m.question_id
    left join meeting_question fresh on fresh.case_id = :toId and fresh.number = old.number
    where m.case_id = :fromId
    on conflict do nothing`,
    { fromId, toId, at },
  );
}

const rowsSql = `select d.id, d.name, d.type, d.size, d.sha256, q.number as question, m.added_at as "addedAt"
  from meeting_material m join case_document d on d.id = m.document_id
  left join meeting_question q on q.id = m.question_id
  where m.case_id = :caseId`;

/** Those of the whole agenda first, then question by question. */
export async function materialsOf(db: Knex, caseId: string): Promise<Material[]> {
  return query<Material>(db, `${rowsSql} order by q.number nulls first, m.added_at, d.name, d.id`, { caseId });
}

export async function materialFile(
  db: Knex,
  caseId: string,
  documentId: string,
): Promise<Pick<Material, 'name' | 'type'> & { bytes: Buffer }> {
  const found = await queryOne<{ name: string; type: string; sha256: string; bytes: Buffer | null }>(
    db,
    `select d.name, d.type, d.sha256, d.bytes from meeting_material m join case_document d on d.id = m.document_id
    where m.case_id = :caseId and m.document_id = :documentId`,
    { caseId, documentId },
  );
  if (found) return { ...found, bytes: await contentOf(db, found.sha256, found.bytes) };
  throw new Refusal('material-unknown', 'Такого материала нет. Он мог быть убран при подготовке собрания.', 404);
}
