import {
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
  isGrpcServiceError,
  type Connection,
  type WorkflowClient,
} from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { ApplicationFailure } from '@temporalio/common';
import type { Knex } from 'knex';
import { Refusal } from '../law/refusal';
import { answerOf } from '../store/case/state';
import { COMMAND, caseWorkflowId, type CommandCall } from '../workflows/contract';
import type { CommandResult, Engine } from './engine';

const ANSWER_MS = 8_000;
const CHECK_MS = 2_000;
const NOT_FOUND = 5;
const CLOSED = 'case-closed';

interface Link {
  client: WorkflowClient;
  connection: Connection;
  namespace: string;
}

/**
 * Commands become Updates of the running case; the form's key makes a repeated one the same one, and after the case has
 * closed its first answer is found in the database.
 */
export function temporalEngine(db: Knex, { client, connection, namespace }: Link): Engine {
  return {
    async command({ area, caseId, key, name, actorId, args }) {
      const call: CommandCall = { key, act: name, actorId, args };
      try {
        return await connection.withDeadline(Date.now() + ANSWER_MS, () =>
          client
            .getHandle(caseWorkflowId(area, caseId))
            .executeUpdate<CommandResult, [CommandCall]>(COMMAND, { updateId: key, args: [call] }),
        );
      } catch (error) {
        const refusal = asRefusal(error);
        const first =
          refusal instanceof Refusal && refusal.code === CLOSED ? await answerOf(db, caseId, key) : undefined;
        if (first) return first;
        throw refusal;
      }
    },
    async check() {
      await connection.withDeadline(Date.now() + CHECK_MS, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
    },
    async history(workflowId) {
      try {
        return historyToJSON(await client.getHandle(workflowId).fetchHistory());
      } catch (error) {
        if (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND) return null;
        throw error;
      }
    },
  };
}

function asRefusal(error: unknown): unknown {
  if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
    const { type, message, details } = error.cause;
    const more = (details?.[0] ?? {}) as { status?: number; fields?: Record<string, string> };
    return new Refusal(type ?? 'refused', message, more.status ?? 409, more.fields ?? {});
  }
  if (error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND))
    return new Refusal(CLOSED, 'Дело уже закрыто или ещё не начато. Обновите страницу.', 409);
  if (isGrpcServiceError(error) || error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) {
    return new Refusal(
      'engine-away',
      'Действие принято, но ещё не выполнено. Повторите через минуту: дважды оно не случится.',
      503,
    );
  }
  return error;
}
