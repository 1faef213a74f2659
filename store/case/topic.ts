import type { Knex } from 'knex';

/**
 * What a case is about, as lists, search and letters tell it: a code or words of its area, given at the intake. An area
 * that changes what its own row says of that tells it here, in the same transaction; the check of evidence compares both.
 */
export async function renameCase(trx: Knex, caseId: string, topic: string): Promise<void> {
  await trx('case_file').where({ id: caseId }).update({ topic });
}
