import type { Knex } from 'knex';
import type { RequestTextKind } from '../../law/request/words';
import { mustHaveTextIn, writeTextIn, type CaseText } from '../case/texts';

export type RequestText = CaseText<RequestTextKind>;

export const writeRequestText = (trx: Knex, text: RequestText): Promise<void> => writeTextIn(trx, 'request_text', text);

export const mustHaveRequestText = (trx: Knex, caseId: string, id: unknown, kind: RequestTextKind): Promise<string> =>
  mustHaveTextIn(trx, 'request_text', caseId, id, kind);

/** A text that the act may come without. */
export const requestTextIfAny = async (
  trx: Knex,
  caseId: string,
  id: unknown,
  kind: RequestTextKind,
): Promise<string | null> => (id === undefined || id === null ? null : mustHaveRequestText(trx, caseId, id, kind));

/** All texts of a request, oldest first. */
export const requestTextsOf = (db: Knex, caseId: string): Promise<RequestText[]> =>
  db('request_text')
    .where({ case_id: caseId })
    .orderBy('at')
    .select('id', 'case_id as caseId', 'kind', 'body', 'author_id as authorId', 'at');
