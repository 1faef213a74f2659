import type { Knex } from 'knex';

/** Whom a number names, for people who mend: whatever they may see of it is asked elsewhere. */
export async function caseByNumber(
  db: Knex,
  number: string,
): Promise<{ id: string; area: string; closed: boolean } | undefined> {
  return db('case_file').where({ number }).first('id', 'area', db.raw('closed_at is not null as closed'));
}
