import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import type { PaperBody, PaperKind } from '../../law/request/papers';
import { keyReused } from '../access/writes';
import { idFrom } from '../sql/ids';
import { query } from '../sql/query';

/** A paper as it was written; it stands once an event of its case names it. */
export interface RequestPaper {
  id: string;
  caseId: string;
  kind: PaperKind;
  body: PaperBody;
  authorId: string | null;
  at: Date;
}

/** Stores a paper that a command refers to. Writing the same id again changes nothing. */
export async function writeRequestPaper(trx: Knex, paper: RequestPaper): Promise<void> {
  const { id, caseId, kind, body, authorId, at } = paper;
  const written = await trx('request_paper')
    .insert({ id, case_id: caseId, kind, body: JSON.stringify(body), author_id: authorId, at })
    .onConflict('id')
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  if (!(await trx('request_paper').where({ id, case_id: caseId, kind }).first('id'))) throw keyReused();
}

const columns = ['id', 'case_id as caseId', 'kind', 'body', 'author_id as authorId', 'at'] as const;

/** A command may refer only to a paper of its own case and of the right kind. */
export async function mustHavePaper(trx: Knex, caseId: string, id: unknown, kind: PaperKind): Promise<RequestPaper> {
  const found =
    typeof id === 'string'
      ? await trx('request_paper')
          .where({ id, case_id: caseId, kind })
          .first<RequestPaper | undefined>(...columns)
      : undefined;
  if (found) return found;
  throw new Refusal('paper-unknown', 'Акта нет в этом деле. Заполните форму ещё раз.', 422);
}

/** The kind of document of a drawn paper names the paper: drawn by two workers at once, it is still one document. */
const PAPER_DOCUMENT = 'act-';
export const drawnKind = (paperId: string): string => `${PAPER_DOCUMENT}${paperId}`;
export const drawnId = (paperId: string): string => idFrom(paperId, PAPER_DOCUMENT);

/** The facts that make a paper stand. */
export const paperEvents = ['checked', 'act-without-executor', 'mend-checked', 'damage-recorded', 'completed'] as const;

const standing = `select p.id, p.case_id as "caseId", p.kind, p.body, p.author_id as "authorId", p.at
  from request_paper p join case_event e on e.case_id = p.case_id and e.facts ->> 'paper' = p.id::text
    and e.kind = any(:events)`;

/** All papers of a request that stand, oldest first. */
export const papersOf = (db: Knex, caseId: string): Promise<RequestPaper[]> =>
  query<RequestPaper>(db, `${standing} where p.case_id = :caseId order by p.at, p.id`, {
    caseId,
    events: [...paperEvents],
  });

/** The same of many requests in one look, by request. */
export async function papersByRequest(
  db: Knex,
  caseIds: readonly string[],
): Promise<ReadonlyMap<string, RequestPaper[]>> {
  const sql = `${standing} where p.case_id = any(:caseIds::uuid[]) order by p.at, p.id`;
  const found = await query<RequestPaper>(db, sql, { caseIds, events: [...paperEvents] });
  const papers = new Map<string, RequestPaper[]>();
  for (const paper of found) papers.set(paper.caseId, [...(papers.get(paper.caseId) ?? []), paper]);
  return papers;
}

/** Papers that stand and are not drawn yet: what is owed follows from the facts alone. */
export const papersToDraw = (db: Knex, most: number): Promise<RequestPaper[]> =>
  query<RequestPaper>(
    db,
    `${standing} where not exists (select from case_document d where d.case_id = p.case_id
       and d.kind = '${PAPER_DOCUMENT}' || p.id::text) order by p.at, p.id limit :most`,
    { most, events: [...paperEvents] },
  );
