import { setTimeout as wait } from 'node:timers/promises';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';
import type { Knex } from 'knex';
import { actOutcomeOf, refuseClosed, type Accepted, type ActOutcome } from '../../store/case/accept';
import { NUDGE, actName, caseWorkflowId, type ActCall, type CommandResult } from '../../workflows/case/contract';
import type { EngineLink } from './connect';
import { codeOf } from './grpc-code';

const PAUSE_MS = 100;
/** gRPC codes for «no such execution», «too many at once» and «this run accepts no more». */
const [GONE, BUSY, FULL] = [5, 8, 9];

/**
 * Asks a running case to do what was accepted for it, and waits for a while. The engine handles each attempt once, so a
 * page and the relay may both ask. The result is in the database: an answer lost on its way is found there. Null: not
 * done yet.
 */
export async function askCase(db: Knex, link: EngineLink, accepted: Accepted, patienceMs: number): Promise<ActOutcome> {
  const until = Date.now() + patienceMs;
  for (let woken = false; ;) {
    try {
      return await asked(link, accepted, until);
    } catch (error) {
      if (!isEngines(error)) throw error;
      const { caseId, key } = accepted;
      if (isGone(error)) await refuseClosed(db, caseId, key);
      // Wake it once only: a run whose code fails would answer the same every time.
      if (codeOf(error) === FULL && !woken) await wake(link, accepted);
      woken ||= codeOf(error) === FULL;
      const outcome = await actOutcomeOf(db, caseId, key);
      if (outcome || !isTemporary(error) || Date.now() + PAUSE_MS >= until) return outcome;
      await wait(PAUSE_MS);
    }
  }
}

function asked({ client, connection }: EngineLink, accepted: Accepted, until: number): Promise<CommandResult> {
  const { area, caseId, key, act, actorId, args, receivedAt, turn, attempts } = accepted;
  const call: ActCall = { key, actorId, receivedAt: receivedAt.toISOString(), args };
  return connection.withDeadline(until, () =>
    client
      .getHandle(caseWorkflowId(area, caseId))
      .executeUpdate<CommandResult, [ActCall]>(actName(area, act), {
        updateId: [key, turn, attempts].join(':'),
        args: [call],
      }),
  );
}

/** A full run notices this when it is woken, and makes way for the next run. */
async function wake({ client }: EngineLink, { area, caseId }: Accepted): Promise<void> {
  await client.getHandle(caseWorkflowId(area, caseId)).signal(NUDGE);
}

const isEngines = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError ||
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  error instanceof WorkflowNotFoundError ||
  codeOf(error) !== null;

const isGone = (error: unknown): boolean => error instanceof WorkflowNotFoundError || codeOf(error) === GONE;

/** It has not begun, or has more requests than it accepts at once. */
const isTemporary = (error: unknown): boolean => isGone(error) || [BUSY, FULL].includes(codeOf(error) ?? 0);
