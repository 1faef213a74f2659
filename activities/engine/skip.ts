import { randomUUID } from 'node:crypto';
import { isGrpcServiceError } from '@temporalio/client';
import { msToTs, tsToMs } from '@temporalio/common/lib/time';
import type { Execution } from '../../store/engine/executions';
import type { EngineLink } from './connect';

const SKIPS_MAX = 100_000;
/**
 * A lag below this passes by itself while we look. It must never be asked for: when the target passes while the
 * execution has work in progress, server 1.32.1 skips on to its next timer, days ahead (GateByFastForward drops a
 * target that lies in the past but keeps the timer).
 */
const TOLERANCE_MS = 250;
/** For the same reason a case that must wake is moved to just before its timer, never past it. */
const BEFORE_MS = 30;
/** For the same reason a move is cancelled this long before its target would pass. */
const SPARE_MS = 50;
/** The longest wait for one execution: its time does not move while a step or a letter of it is in progress. */
const REST_MS = 4_000;
/** Time for looking and asking, beside the waiting. */
const ASK_MS = 10_000;
/** gRPC's codes for «there is no such execution (any more)» and «not in this time». */
const NOT_FOUND = 5;
const DEADLINE_EXCEEDED = 4;
/** Poll results from this value on are final: reached, or unreachable because the execution closed. */
const FINAL_RESULT = 2;

/**
 * Moves one execution to the region's offset with the engine's own time skipping. Its current offset is read from the
 * engine, so an interrupted move is simply asked for again. False: it is busy and stays behind; nothing of the move
 * remains pending.
 */
export async function catchUp(
  link: EngineLink,
  execution: Execution,
  offsetMs: number,
  restMs = REST_MS,
): Promise<boolean> {
  return link.connection.withDeadline(Date.now() + restMs + ASK_MS, () =>
    whileItRuns(async () => {
      const skipped = await skippedMs(link, execution.workflowId);
      if (skipped === null) return true;
      const here = Date.now() + execution.offsetMs + skipped;
      const there = Date.now() + offsetMs;
      const lag = Math.min(there, beforeWake(execution, there)) - here;
      return lag < TOLERANCE_MS || fastForward(link, execution.workflowId, lag, restMs);
    }),
  );
}

const beforeWake = ({ wakeAt }: Execution, there: number): number =>
  wakeAt && wakeAt.getTime() <= there ? wakeAt.getTime() - BEFORE_MS : Infinity;

/** How far an execution's clock is ahead of real time; null when it has closed. */
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

async function fastForward(link: EngineLink, workflowId: string, ms: number, restMs: number): Promise<boolean> {
  const id = randomUUID();
  const asked = Date.now();
  await setSkipping(link, workflowId, {
    enabled: true,
    maxSessionSkipCount: SKIPS_MAX,
    fastForwardConfig: { id, duration: msToTs(ms) },
  });
  if (await reached(link, workflowId, id, asked + Math.min(ms - SPARE_MS, restMs))) return true;
  await setSkipping(link, workflowId, { enabled: false });
  return false;
}

async function setSkipping(link: EngineLink, workflowId: string, timeSkippingConfig: object): Promise<void> {
  await link.connection.workflowService.updateWorkflowExecutionOptions({
    namespace: link.namespace,
    workflowExecution: { workflowId },
    workflowExecutionOptions: { timeSkippingConfig },
    updateMask: { paths: ['time_skipping_config'] },
  });
}

async function reached(link: EngineLink, workflowId: string, fastForwardId: string, by: number): Promise<boolean> {
  const asked = { namespace: link.namespace, workflowExecution: { workflowId }, fastForwardId };
  const look = () => link.connection.workflowService.pollWorkflowExecutionTimeSkipping(asked);
  try {
    while (Date.now() < by) {
      const poll = await link.connection.withDeadline(by, look);
      if (Number(poll.fastForwardPollingResult) >= FINAL_RESULT) return true;
    }
    return false;
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === DEADLINE_EXCEEDED) return false;
    throw error;
  }
}

/** A closed execution needs no move. */
async function whileItRuns(move: () => Promise<boolean>): Promise<boolean> {
  try {
    return await move();
  } catch (error) {
    if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return true;
    throw error;
  }
}
