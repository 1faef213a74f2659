import type { Knex } from 'knex';
import { isGrpcServiceError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { isKept, keepHistory } from '../../store/engine/executions';
import type { Order } from '../../store/engine/outbox';
import type { EngineLink } from './connect';

type Info = temporal.api.workflow.v1.IWorkflowExecutionInfo;
const NOT_FOUND = 5;
/** No case has more runs than this. */
const RUNS = 500;

type Kept = Order & { kind: 'export' };

/**
 * Exports the history of a run that was continued by another; or of a closed execution, with all its runs that are not
 * exported yet: continued, renewed or started again after they were lost. False while it still runs: it is too early.
 */
export async function exportRuns(db: Knex, link: EngineLink, { workflowId, caseId, payload }: Kept): Promise<boolean> {
  const last = await describe(link, workflowId, payload.runId);
  if (!last) return true;
  if (!last.closeTime) return false;
  const runs = payload.runId ? [last] : await runsOf(link, workflowId, last);
  for (const run of runs) await keepRun(db, link, { workflowId, caseId, run, ends: run === last && !payload.runId });
  return true;
}

/** The engine's list may lag behind, so its last run is asked for directly. */
async function runsOf({ connection, namespace }: EngineLink, workflowId: string, last: Info): Promise<Info[]> {
  const query = `WorkflowId = '${workflowId.replaceAll("'", "''")}'`;
  const { executions } = await connection.workflowService.listWorkflowExecutions({ namespace, query, pageSize: RUNS });
  const others = (executions ?? []).filter(
    ({ closeTime, execution }) => closeTime && execution?.runId !== last.execution?.runId,
  );
  return [...others, last];
}

async function keepRun(
  db: Knex,
  { client }: EngineLink,
  { workflowId, caseId, run, ends }: { workflowId: string; caseId: string | null; run: Info; ends: boolean },
): Promise<void> {
  const runId = run.execution?.runId ?? '';
  if (!ends && (await isKept(db, runId))) return;
  const history = await client.getHandle(workflowId, runId).fetchHistory();
  const next = history.events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
  await keepHistory(
    db,
    {
      runId,
      workflowId,
      caseId,
      firstRunId: run.firstRunId ?? runId,
      nextRunId: next,
      closedAt: new Date(tsToMs(run.closeTime)),
      events: history.events?.length ?? 0,
      json: historyToJSON(history),
    },
    ends,
  );
}

export async function describe(link: EngineLink, workflowId: string, runId?: string): Promise<Info | null> {
  try {
    const { workflowExecutionInfo } = await link.connection.workflowService.describeWorkflowExecution({
      namespace: link.namespace,
      execution: { workflowId, runId },
    });
    return workflowExecutionInfo ?? null;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return null;
    throw error;
  }
}
