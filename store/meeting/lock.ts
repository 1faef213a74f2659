import type { Knex } from 'knex';

/**
 * One writer of a meeting's ballots at a time. Recording a decision and sealing the window both take this lock, so a
 * decision that read the clock before the close is in the chain before the count begins.
 */
export async function lockBallots(trx: Knex, caseId: string): Promise<void> {
  await trx.raw('select pg_advisory_xact_lock(hashtextextended(?, 0))', [`ballots:${caseId}`]);
}
