import type { Knex } from 'knex';
import { queryOne } from '../sql/query';

export interface Office {
  id: string;
  name: string;
  zone: string;
}

/** The organisation whose schedule it is: its hours are those of its own place. */
export async function officeById(db: Knex, id: string): Promise<Office | null> {
  return queryOne<Office>(db, 'select id, short_name as name, zone from organisation where id = :id', { id });
}
