import type { Knex } from 'knex';
import type { AppealTextKind } from '../../law/appeal/words';
import { mustHaveTextIn, writeTextIn, type CaseText } from '../case/texts';

export type AppealText = CaseText<AppealTextKind>;

const columns = ['id', 'case_id as caseId', 'kind', 'body', 'author_id as authorId', 'at'] as const;

export const writeText = (trx: Knex, text: AppealText): Promise<void> => writeTextIn(trx, 'appeal_text', text);

/** All texts of an appeal, oldest first, beginning with the request (a part shares its parent's). */
export async function textsOf(db: Knex, caseId: string): Promise<AppealText[]> {
  return db('appeal_text')
    .where({ case_id: caseId })
    .orWhereIn('id', db('appeal').where({ case_id: caseId }).select('text_id'))
    .orderBy('at')
    .select(...columns);
}

export const mustHaveText = (trx: Knex, caseId: string, id: unknown, kind: AppealTextKind): Promise<string> =>
  mustHaveTextIn(trx, 'appeal_text', caseId, id, kind);

export async function bodyOf(db: Knex, id: string): Promise<string> {
  const row = await db('appeal_text').where({ id }).first('body');
  return row?.body ?? '';
}
