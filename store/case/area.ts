import type { Knex } from 'knex';
import type { Facts } from './chain';
import type { Sides, ToldEvent } from './sides';
import type { Sight } from './sight';

/** A letter of a case, as its area hears of it. */
export interface LetterAsked {
  caseId: string;
  letter: string;
  facts: Facts;
}

/** Everything the kernel asks of an area's tables: registered in store/areas.ts, and nowhere else. */
export interface StoredArea<LetterFacts> {
  sight: Sight;
  /** What its own rows say the case is about: `case_file.topic` must say the same. Null where there is no row. */
  topic(db: Knex, caseId: string): Promise<string | null>;
  /** What its rows say of its life, and the same as the chained events tell it: for the check of evidence. */
  kept(db: Knex, caseId: string): Promise<Sides>;
  told(events: readonly ToldEvent[]): Sides;
  /** The duty that its letters speak of unless they name another. */
  letterDuty?: string;
  /** What its letters say beside what every case has: looked up when the letter leaves or is read. */
  letterFacts(db: Knex, asked: LetterAsked): Promise<LetterFacts>;
}
