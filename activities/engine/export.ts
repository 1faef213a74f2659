import type { Knex } from 'knex';
import { isGrpcServiceError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { keepHistory } from '../../store/executions';
import type { EngineLink } from './connect';

type Info = temporal.api.workflow.v1.IWorkflowExecutionInfo;
const NOT_FOUND = 5;

/** Keeps the history of a closed execution, every run of its chain. False while it still runs: its hour will come. */
export async function exportRun(
  db: Knex,
  link: EngineLink,
  workflowId: string,
  caseId: string | null,
): Promise<boolean> {
  for (let runId: string | undefined, first = true; first || runId; first = false) {
    const info: Info | null = await describe(link, workflowId, runId);
    if (!info) return true;
    if (!info.closeTime || !info.execution?.runId) return false;
    const history = await link.client.getHandle(workflowId, info.execution.runId).fetchHistory();
    const last = history.events?.at(-1);
    const next = last?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId ?? null;
    await keepHistory(db, {
      runId: info.execution.runId,
      workflowId,
      caseId,
      firstRunId: info.firstRunId ?? info.execution.runId,
      nextRunId: next,
      closedAt: new Date(tsToMs(info.closeTime)),
      events: history.events?.length ?? 0,
      json: historyToJSON(history),
    });
    runId = next ?? undefined;
  }
  return true;
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
