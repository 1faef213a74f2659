import { randomUUID } from 'node:crypto';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import type { Execution } from '../../store/executions';
import type { EngineLink } from './connect';

const SKIPS_MAX = 100_000;
/**
 * A lag below this passes by itself while we look. It must never be asked for: when the target goes by while the
 * execution has work in flight, server 1.32.1 skips on to its next timer, days beyond (GateByFastForward drops a target
 * that lies in the past but keeps the timer).
 */
const TOLERANCE_MS = 250;
/** For the same reason a case that must wake is moved to just before its timer, never past it. */
const BEFORE_MS = 30;
/** gRPC's code for «there is no such execution (any more)». */
const NOT_FOUND = 5;
/** The poll's answers from here on are final: reached, or cannot be reached because the execution closed. */
const FINAL_RESULT = 2;

/**
 * Moves one execution to the region's offset with the engine's own time skipping. How far it already is, is asked of
 * the engine itself, so a move that was interrupted anywhere is simply asked for again. False: there was nothing to move.
 */
export async function catchUp(link: EngineLink, execution: Execution, offsetMs: number): Promise<boolean> {
  return whileItRuns(async () => {
    const skipped = await skippedMs(link, execution.workflowId);
    if (skipped === null) return false;
    const here = Date.now() + execution.offsetMs + skipped;
    const there = Date.now() + offsetMs;
    const lag = Math.min(there, beforeWake(execution, there)) - here;
    if (lag < TOLERANCE_MS) return false;
    await fastForward(link, execution.workflowId, lag);
    return true;
  });
}

const beforeWake = ({ wakeAt }: Execution, there: number): number =>
  wakeAt && wakeAt.getTime() <= there ? wakeAt.getTime() - BEFORE_MS : Infinity;

/** By how much an execution's clock runs ahead of the real one; null when it has closed. */
async function skippedMs(link: EngineLink, workflowId: string): Promise<number | null> {
  const { workflowExecutionInfo: info, workflowExtendedInfo: extended } =
    await link.connection.workflowService.describeWorkflowExecution({
      namespace: link.namespace,
      execution: { workflowId },
    });
  if (info?.closeTime) return null;
  const virtual = extended?.timeSkippingInfo?.currentTime;
  return virtual ? tsToMs(virtual) - Date.now() : 0;
}

async function fastForward(link: EngineLink, workflowId: string, ms: number): Promise<void> {
  const { workflowService } = link.connection;
  const on = { namespace: link.namespace, workflowExecution: { workflowId } };
  const id = randomUUID();
  await workflowService.updateWorkflowExecutionOptions({
    ...on,
    workflowExecutionOptions: {
      timeSkippingConfig: {
        enabled: true,
        maxSessionSkipCount: SKIPS_MAX,
        fastForwardConfig: { id, duration: msToTs(ms) },
      },
    },
    updateMask: { paths: ['time_skipping_config'] },
  });
  for (let there = false; !there;) {
    const poll = await workflowService.pollWorkflowExecutionTimeSkipping({ ...on, fastForwardId: id });
    there = Number(poll.fastForwardPollingResult) >= FINAL_RESULT;
  }
}

async function whileItRuns(move: () => Promise<boolean>): Promise<boolean> {
  try {
    return await move();
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return false;
    throw error;
  }
}
