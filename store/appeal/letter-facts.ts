import type { Knex } from 'knex';
import type { LetterAsked } from '../case/area';
import { queryOne } from '../sql/query';

/** Facts in letters of appeals, beside those of every case. */
export interface AppealLetterFacts {
  /** The text of the answer (the fact `text`, else the last one); only in the letter that brings it. */
  answer: string | null;
  /** Why it was passed on (the fact `text`); only in the letter that tells of it. */
  reason: string | null;
}

const KINDS: Readonly<Record<string, 'answer' | 'reason'>> = {
  'appeal-answered': 'answer',
  'appeal-forwarded': 'reason',
};

export async function appealLetterFacts(db: Knex, { caseId, letter, facts }: LetterAsked): Promise<AppealLetterFacts> {
  const kind = KINDS[letter];
  const none = { answer: null, reason: null };
  if (!kind) return none;
  const named = typeof facts['text'] === 'string' ? facts['text'] : null;
  const found = await queryOne<{ body: string }>(
    db,
    `select s.body from appeal_text s left join appeal a on a.case_id = s.case_id
     where s.case_id = :caseId and s.kind = :kind
       and s.id::text = coalesce(:named, case when s.kind = 'answer' then a.answer_text_id::text end)`,
    { caseId, named, kind },
  );
  return found ? { ...none, [kind]: found.body } : none;
}
