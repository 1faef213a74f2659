import type { Knex } from 'knex';
import { queryOne } from '../sql/query';

export interface NumberedCase {
  id: string;
  area: string;
  number: string;
  closed: boolean;
}

/** For operators: a case by its number, without the visibility rules. */
export const caseByNumber = (db: Knex, number: string): Promise<NumberedCase | null> =>
  queryOne<NumberedCase>(
    db,
    'select id, area, number, closed_at is not null as closed from case_file where number = :number',
    { number },
  );
