import type { Knex } from 'knex';
import { caseWorkflowId } from '../../workflows/contract';
import { orderExport } from '../outbox';

export type Repair = 'ordered' | 'closed' | 'unknown';

/**
 * Orders a case to be started once more, at whatever phase it stands. A case that turns out to run is left alone by
 * whoever carries the order, so that nothing is lost by ordering it in vain, or twice.
 */
export async function orderRepair(db: Knex, caseId: string): Promise<Repair> {
  return db.transaction(async (trx) => {
    const file = await trx('case_file').where({ id: caseId }).forKeyShare().first('area', 'closed_at');
    if (!file) return 'unknown';
    if (file.closed_at) return 'closed';
    await orderAgain(trx, file.area, caseId);
    return 'ordered';
  });
}

/** A run that has taken in as much as the engine holds is kept, and makes way for another. */
export async function orderRenewal(db: Knex, caseId: string, runId: string): Promise<void> {
  await db.transaction(async (trx) => {
    const file = await trx('case_file').where({ id: caseId }).first('area');
    await orderAgain(trx, file.area, caseId, runId);
    await orderExport(trx, caseWorkflowId(file.area, caseId), caseId);
  });
}

async function orderAgain(trx: Knex, area: string, caseId: string, after?: string): Promise<void> {
  const workflowId = caseWorkflowId(area, caseId);
  const payload = JSON.stringify({ type: area, input: { area, caseId }, again: true, after });
  await trx.raw(
    `insert into outbox (kind, case_id, workflow_id, payload)
     select 'start', ?, ?, ? where not exists (
       select from outbox where workflow_id = ? and kind = 'start' and done_at is null)`,
    [caseId, workflowId, payload, workflowId],
  );
}
