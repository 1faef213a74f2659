import type { Knex } from 'knex';
import { queryOne } from '../sql/query';
import { mustHaveTextIn, writeTextIn, type CaseText } from '../case/texts';

export type MeetingTextKind = 'reason' | 'remark' | 'request' | 'note' | 'finding';

export type MeetingText = CaseText<MeetingTextKind>;

const columns = { id: 'id', caseId: 'case_id', kind: 'kind', body: 'body', authorId: 'author_id', at: 'at' };

export const writeMeetingText = (trx: Knex, text: MeetingText): Promise<void> => writeTextIn(trx, 'meeting_text', text);

/** Texts of acts that were done; those of a refused act are not shown. */
export async function meetingTextsOf(db: Knex, caseId: string): Promise<MeetingText[]> {
  return db('meeting_text as t')
    .where({ case_id: caseId })
    .whereRaw("exists (select from case_event e where e.case_id = t.case_id and e.facts ->> 'text' = t.id::text)")
    .orderBy('at')
    .select<MeetingText[]>(columns);
}

/** In the words of whoever cancelled a meeting; null when none were given, or it was not cancelled by a person. */
export async function cancelReasonOf(db: Knex, { id, phase }: { id: string; phase: string }): Promise<string | null> {
  if (phase !== 'cancelled') return null;
  const row = await queryOne<{ body: string }>(
    db,
    `select t.body from case_event e join meeting_text t on t.case_id = e.case_id and t.id::text = e.facts->>'text'
     where e.case_id = :id and e.kind = 'cancelled' and t.kind = 'reason' order by e.seq desc limit 1`,
    { id },
  );
  return row?.body ?? null;
}

export const mustHaveMeetingText = (trx: Knex, caseId: string, id: unknown, kind: MeetingTextKind): Promise<string> =>
  mustHaveTextIn(trx, 'meeting_text', caseId, id, kind);
