import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { keyReused } from '../access/writes';

/** Words of people that a command refers to; each area keeps its own in a table of this shape. */
export interface CaseText<Kind extends string> {
  id: string;
  caseId: string;
  kind: Kind;
  body: string;
  authorId: string | null;
  at: Date;
}
type Table = `${string}_text`;

/** Stores a text that a command refers to. Writing the same id again changes nothing. */
export async function writeTextIn(
  trx: Knex,
  table: Table,
  { caseId, authorId, ...text }: CaseText<string>,
): Promise<void> {
  const written = await trx(table)
    .insert({ ...text, case_id: caseId, author_id: authorId })
    .onConflict('id')
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  const same = await trx(table).where({ id: text.id, case_id: caseId, body: text.body }).first('id');
  if (!same) throw keyReused();
}

/** A command may refer only to a text of its own case and of the right kind. */
export async function mustHaveTextIn(
  trx: Knex,
  table: Table,
  caseId: string,
  id: unknown,
  kind: string,
): Promise<string> {
  const known =
    typeof id === 'string' && (await trx(table).where({ id, case_id: caseId, kind }).first('id')) !== undefined;
  if (known) return id;
  throw new Refusal('text-unknown', 'Текста нет в этом деле. Заполните форму ещё раз.', 422);
}
