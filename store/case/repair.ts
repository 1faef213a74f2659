import type { Knex } from 'knex';
import { caseWorkflowId } from '../../workflows/case/contract';
import { orderAgain, orderExport } from '../engine/outbox';

export type Repair = 'ordered' | 'healthy' | 'closed';

interface Standing {
  area: string;
  closed: boolean;
  /** Its start is already ordered, or it runs as far as is known. */
  well: boolean;
}

/**
 * Orders the execution of an open case again, at its current phase, once, when it has none as far as Postgres knows.
 * `gone`: the engine itself has just said that nothing runs.
 */
export async function orderRepair(trx: Knex, caseId: string, gone = false): Promise<Repair> {
  const { rows } = await trx.raw<{ rows: Standing[] }>(
    `select f.area, f.closed_at is not null as closed,
       exists (select from outbox o where o.case_id = f.id and o.kind = 'start' and o.done_at is null)
       or not :gone and exists (select from execution e where e.case_id = f.id and e.ended_at is null and not exists (
         select from disagreement d where d.workflow_id = e.workflow_id and d.kind = 'case-without-workflow')) as well
     from case_file f where f.id = :caseId for no key update of f`,
    { caseId, gone },
  );
  const [file] = rows;
  if (!file || file.closed) return 'closed';
  if (file.well) return 'healthy';
  const { area } = file;
  await orderAgain(trx, { workflowId: caseWorkflowId(area, caseId), caseId, type: area, input: { area, caseId } });
  await assumeMended(trx, caseWorkflowId(area, caseId));
  return 'ordered';
}

/** The history of a full run is exported; `anew`: another run is started when this one has ended. */
export async function orderRenewal(db: Knex, caseId: string, runId: string, anew: boolean): Promise<void> {
  await db.transaction(async (trx) => {
    const { area } = await trx('case_file').where({ id: caseId }).first('area');
    const workflowId = caseWorkflowId(area, caseId);
    const known = await trx('outbox')
      .whereRaw(`payload ->> 'runId' = ?`, [runId])
      .where({ workflow_id: workflowId })
      .first('id');
    if (known) return;
    if (anew) await orderAgain(trx, { workflowId, caseId, type: area, input: { area, caseId }, after: runId });
    await orderExport(trx, workflowId, caseId, runId);
  });
}

/** The calendar of a region continues from the first day not done yet. */
export async function orderCalendarAgain(trx: Knex, workflowId: string): Promise<Repair> {
  const { rows } = await trx.raw<{ rows: { type: string; input: { instants: string[] }; wakeAt: Date | null }[] }>(
    `select type, input, wake_at as "wakeAt" from execution e where workflow_id = ? and ended_at is null
       and not exists (select from outbox o where o.workflow_id = e.workflow_id and kind = 'start' and done_at is null)
     for no key update`,
    [workflowId],
  );
  const [execution] = rows;
  if (!execution?.wakeAt) return 'healthy';
  const { type, input, wakeAt } = execution;
  const instants = input.instants.filter((at) => Date.parse(at) >= wakeAt.getTime());
  await orderAgain(trx, {
    workflowId,
    caseId: null,
    type,
    input: { ...input, instants },
    wakeAt: wakeAt.toISOString(),
  });
  await assumeMended(trx, workflowId);
  return 'ordered';
}

/** A disagreement found by the reconciler is assumed mended; if not, the reconciler reports it again. */
async function assumeMended(trx: Knex, workflowId: string): Promise<void> {
  await trx('disagreement').where({ workflow_id: workflowId, kind: 'case-without-workflow' }).delete();
}
