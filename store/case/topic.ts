import type { Knex } from 'knex';

/**
 * What a case is about, for lists, search and letters: a code or a text of its area, set at intake. An area that
 * changes it in its own row calls this in the same transaction; the check of evidence compares both.
 */
export async function renameCase(trx: Knex, caseId: string, topic: string): Promise<void> {
  await trx('case_file').where({ id: caseId }).update({ topic });
}
