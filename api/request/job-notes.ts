import type { Knex } from 'knex';

/** How to get in and what to beware of: «Войти», «Щитовая», «Знать». */
export interface AccessNote {
  title: string;
  text: string;
}

/** What the house and the flat say to whoever comes; the card of a house will know more. */
export async function accessNotes(_db: Knex, _place: { houseId: string }): Promise<AccessNote[]> {
  return [];
}
