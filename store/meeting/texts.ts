import type { Knex } from 'knex';
import { Refusal } from '../../law/base/refusal';
import { keyReused } from '../access/writes';

export type MeetingTextKind = 'reason' | 'remark' | 'request' | 'note' | 'finding';

export interface MeetingText {
  id: string;
  caseId: string;
  kind: MeetingTextKind;
  body: string;
  authorId: string | null;
  at: Date;
}

const columns = { id: 'id', caseId: 'case_id', kind: 'kind', body: 'body', authorId: 'author_id', at: 'at' };

/** Stores a text that a command refers to. Writing the same id again changes nothing. */
export async function writeMeetingText(trx: Knex, { caseId, authorId, ...text }: MeetingText): Promise<void> {
  const written = await trx('meeting_text')
    .insert({ ...text, case_id: caseId, author_id: authorId })
    .onConflict('id')
    .ignore()
    .returning('id');
  if (written.length > 0) return;
  const same = await trx('meeting_text').where({ id: text.id, case_id: caseId, body: text.body }).first('id');
  if (!same) throw keyReused();
}

/** Texts of acts that were done; those of a refused act are not shown. */
export async function meetingTextsOf(db: Knex, caseId: string): Promise<MeetingText[]> {
  return db('meeting_text as t')
    .where({ case_id: caseId })
    .whereRaw("exists (select from case_event e where e.case_id = t.case_id and e.facts ->> 'text' = t.id::text)")
    .orderBy('at')
    .select<MeetingText[]>(columns);
}

/** A command may refer only to a text of its own case and of the right kind. */
export async function mustHaveMeetingText(
  trx: Knex,
  caseId: string,
  id: unknown,
  kind: MeetingTextKind,
): Promise<string> {
  const known =
    typeof id === 'string' &&
    (await trx('meeting_text').where({ id, case_id: caseId, kind }).first('id')) !== undefined;
  if (known) return id;
  throw new Refusal('text-unknown', 'Текста нет в этом деле. Заполните форму ещё раз.', 422);
}
