import type { Knex } from 'knex';
import type { LetterAsked } from '../case/area';
import { queryOne } from '../sql/query';

/** Facts in letters of appeals, beside those of every case. */
export interface AppealLetterFacts {
  /** The text of the answer (the fact `text`, else the last one); only in the letter that brings it. */
  answer: string | null;
}

export async function appealLetterFacts(db: Knex, { caseId, letter, facts }: LetterAsked): Promise<AppealLetterFacts> {
  if (letter !== 'appeal-answered') return { answer: null };
  const named = typeof facts['text'] === 'string' ? facts['text'] : null;
  const found = await queryOne<AppealLetterFacts>(
    db,
    `select s.body as answer from appeal_text s left join appeal a on a.case_id = s.case_id
     where s.case_id = :caseId and s.kind = 'answer' and s.id::text = coalesce(:named, a.answer_text_id::text)`,
    { caseId, named },
  );
  return found ?? { answer: null };
}
