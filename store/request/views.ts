import type { Knex } from 'knex';

export interface BoardView {
  id: string;
  name: string;
  /** The filter as an address has it. */
  query: string;
}

export const viewsOf = (db: Knex, personId: string): Promise<BoardView[]> =>
  db('board_view').where({ person_id: personId }).orderBy('name').select('id', 'name', 'query');

/** The same name again holds the new filter. */
export async function keepView(trx: Knex, personId: string, { id, name, query }: BoardView): Promise<void> {
  await trx('board_view').where({ person_id: personId, name }).delete();
  await trx('board_view').insert({ id, person_id: personId, name, query });
}

export async function dropView(trx: Knex, personId: string, id: string): Promise<boolean> {
  return (await trx('board_view').where({ person_id: personId, id }).delete()) > 0;
}
