import { setTimeout as wait } from 'node:timers/promises';
import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
} from '@temporalio/client';
import type { Knex } from 'knex';
import { outcomeOf, refuseClosed, type Accepted, type Outcome } from '../../store/case/accept';
import { actName, caseWorkflowId, type ActCall, type CommandResult } from '../../workflows/contract';
import type { EngineLink } from './connect';

const PAUSE_MS = 100;
/** gRPC's codes for «there is no such execution» and «so many at once I do not take». */
const PASSING = [5, 8];

/**
 * Asks a running case to do what was accepted for it, and waits for a while. The engine hears of one attempt once, so a
 * page and the relay may both ask. What is true stands in the database: an answer lost on its way is found there. Null:
 * it is not done yet.
 */
export async function askCase(db: Knex, link: EngineLink, accepted: Accepted, patienceMs: number): Promise<Outcome> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return await asked(link, accepted, until);
    } catch (error) {
      if (!isEngines(error)) throw error;
      const { caseId, key } = accepted;
      if (isGone(error)) await refuseClosed(db, caseId, key);
      const outcome = await outcomeOf(db, caseId, key);
      if (outcome || !passes(error) || Date.now() + PAUSE_MS >= until) return outcome;
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

const isEngines = (error: unknown): boolean =>
  error instanceof WorkflowUpdateFailedError ||
  error instanceof WorkflowUpdateRPCTimeoutOrCancelledError ||
  error instanceof WorkflowNotFoundError ||
  isGrpcServiceError(error);

const isGone = (error: unknown): boolean =>
  error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === PASSING[0]);

/** It has not begun, or has more to hear than it takes at once. */
const passes = (error: unknown): boolean =>
  isGone(error) || (isGrpcServiceError(error) && PASSING.includes(Number(error.code)));
