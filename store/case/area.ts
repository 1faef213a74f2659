import type { Knex } from 'knex';
import type { Facts } from './chain';
import type { Sides, ToldEvent } from './sides';
import type { Sight } from './sight';

/** A letter of a case, as its area gets it. */
export interface LetterAsked {
  caseId: string;
  letter: string;
  facts: Facts;
}

/** Everything the kernel needs from an area's tables; registered in store/areas.ts only. */
export interface StoredArea<LetterFacts> {
  sight: Sight;
  /** Condition over the area's row: this case is given to :self to work on. Where nobody is named, nothing is. */
  assigned?: string;
  /** The topic according to the area's rows: `case_file.topic` must be equal. Null where there is no row. */
  topic(db: Knex, caseId: string): Promise<string | null>;
  /**
   * What its rows say about the case's life, and the same according to the chained events: for the check of evidence.
   */
  fromRows(db: Knex, caseId: string): Promise<Sides>;
  fromEvents(events: readonly ToldEvent[]): Sides;
  /** The duty its letters are about unless they name another. */
  letterDuty?: string;
  /** The area's facts in a letter, looked up when the letter leaves or is read. */
  letterFacts(db: Knex, asked: LetterAsked): Promise<LetterFacts>;
}
