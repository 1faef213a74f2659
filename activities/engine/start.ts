import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { SearchAttributeType, TypedSearchAttributes, defineSearchAttributeKey } from '@temporalio/common';
import type { Knex } from 'knex';
import { reserveExecution, type Reserved } from '../../store/engine/executions';
import type { Order } from '../../store/engine/outbox';
import { queueOf, type CaseInput } from '../../workflows/case/contract';
import type { OrderOutcome } from './batch';
import type { EngineLink } from './connect';
import { describe } from './export';
import { codeOf } from './grpc-code';

const CASE_NUMBER = defineSearchAttributeKey('CaseNumber', SearchAttributeType.KEYWORD);
/** gRPC code for a request the engine does not understand: here, a search attribute it does not know yet. */
const NOT_UNDERSTOOD = 3;

type Start = Order & { kind: 'start' };

/** Starts what was ordered, once; a case at its current phase. */
export async function start(db: Knex, link: EngineLink, order: Start): Promise<OrderOutcome> {
  const { again, after } = order.payload;
  if (again) {
    const info = await describe(link, order.workflowId);
    // If it runs already, the order is done; but a run that ordered its own successor is about to end.
    if (info && !info.closeTime) return info.execution?.runId === after ? 'later' : 'done';
  }
  const execution = await reserveExecution(db, order);
  const args = [inputOf(execution)];
  const begin = (numbered: boolean): Promise<unknown> =>
    begun(link, order, { args, number: execution.number, numbered });
  try {
    await begin(true).catch((error: unknown) => {
      if (codeOf(error) === NOT_UNDERSTOOD) return begin(false);
      throw error;
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
  return 'done';
}

function begun(
  link: EngineLink,
  { workflowId, payload: { type, again } }: Start,
  { args, number, numbered }: { args: object[]; number: string | null; numbered: boolean },
): Promise<unknown> {
  return link.client.start(type, {
    workflowId,
    taskQueue: queueOf(type),
    args,
    workflowIdReusePolicy: again ? 'ALLOW_DUPLICATE' : 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...(number && { staticSummary: number, memo: { number } }),
    ...(number &&
      numbered && { typedSearchAttributes: new TypedSearchAttributes([{ key: CASE_NUMBER, value: number }]) }),
  });
}

/** The input of a case contains its current state. */
function inputOf({ caseId, number, training, type, input, offsetMs, state }: Reserved): object {
  if (caseId === null || !state) return { ...input, offsetMs };
  const found: CaseInput = { area: type, caseId, number: number ?? '', training, offsetMs, state };
  return found;
}

/** Lets the engine's list find a case by its number, where the engine allows it. */
export async function addNumberAttribute({ connection, namespace }: EngineLink): Promise<void> {
  await connection.operatorService
    .addSearchAttributes({ namespace, searchAttributes: { CaseNumber: KEYWORD } })
    .catch(() => undefined);
}

/** temporal.api.enums.v1.IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD */
const KEYWORD = 2;
