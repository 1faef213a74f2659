import type { Knex } from 'knex';
import type { AppealTextKind } from '../../law/appeal/words';
import { Refusal } from '../../law/base/refusal';
import { keyReused } from '../access/writes';

export interface AppealText {
  id: string;
  caseId: string;
  kind: AppealTextKind;
  body: string;
  authorId: string | null;
  at: Date;
}

const columns = ['id', 'case_id as caseId', 'kind', 'body', 'author_id as authorId', 'at'] as const;

/** Stores a text that a command refers to. Writing the same id again changes nothing. */
export async function writeText(trx: Knex, { caseId, authorId, ...text }: AppealText): Promise<void> {
  const written = await trx('appeal_text')
    .insert({ ...text, case_id: caseId, author_id: authorId })
    .onConflict('id')
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  const same = await trx('appeal_text').where({ id: text.id, case_id: caseId, body: text.body }).first('id');
  if (!same) throw keyReused();
}

/** All texts of an appeal, oldest first, beginning with the request (a part shares its parent's). */
export async function textsOf(db: Knex, caseId: string): Promise<AppealText[]> {
  return db('appeal_text')
    .where({ case_id: caseId })
    .orWhereIn('id', db('appeal').where({ case_id: caseId }).select('text_id'))
    .orderBy('at')
    .select(...columns);
}

/** A command may refer only to a text of its own case and of the right kind. */
export async function mustHaveText(trx: Knex, caseId: string, id: unknown, kind: AppealTextKind): Promise<string> {
  const known =
    typeof id === 'string' && (await trx('appeal_text').where({ id, case_id: caseId, kind }).first('id')) !== undefined;
  if (known) return id;
  throw new Refusal('text-unknown', 'Текста нет в этом деле. Заполните форму ещё раз.', 422);
}

export async function bodyOf(db: Knex, id: string): Promise<string> {
  const row = await db('appeal_text').where({ id }).first('body');
  return row?.body ?? '';
}
