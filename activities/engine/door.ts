import { WorkflowNotFoundError, isGrpcServiceError } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Knex } from 'knex';
import { acceptedAct, type ActOutcome } from '../../store/case/accept';
import { caseWorkflowId } from '../../workflows/case/contract';
import { askCase } from './ask';
import type { EngineLink } from './connect';

const ANSWER_MS = 5_000;
const CHECK_MS = 2_000;
const NOT_FOUND = 5;

/** What pages need of workflows, as api/http/engine.ts declares it. */
export interface EngineDoor {
  carryOut(asked: { caseId: string; key: string }): Promise<ActOutcome>;
  check(): Promise<void>;
  history(workflowId: string): Promise<string | null>;
  runs(area: string, caseId: string): Promise<boolean>;
}

export function engineOf(db: Knex, link: EngineLink): EngineDoor {
  const { client, connection, namespace } = link;
  return {
    async carryOut({ caseId, key }) {
      const accepted = await acceptedAct(db, caseId, key);
      return accepted && askCase(db, link, accepted, ANSWER_MS);
    },
    async check() {
      await connection.withDeadline(Date.now() + CHECK_MS, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
    },
    history: (workflowId) => orNull(async () => historyToJSON(await client.getHandle(workflowId).fetchHistory())),
    async runs(area, caseId) {
      const found = await orNull(() => client.getHandle(caseWorkflowId(area, caseId)).describe());
      return found?.status.name === 'RUNNING';
    },
  };
}

/** Null: the engine does not know the execution, or no longer does. */
async function orNull<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError || (isGrpcServiceError(error) && Number(error.code) === NOT_FOUND))
      return null;
    throw error;
  }
}
