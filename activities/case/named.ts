import type { ActivityInterceptorsFactory } from '@temporalio/worker';
import type { Knex } from 'knex';
import { numberOf } from '../../store/engine/executions';

/** Failures are logged with the number of the case, so that a reader of the log can open its page. */
export const namedByCase =
  (db: Knex): ActivityInterceptorsFactory =>
  ({ info }) => {
    let number: string | null = null;
    const { workflowId } = info.workflowExecution ?? {};
    return {
      inbound: {
        async execute(input, next) {
          try {
            return await next(input);
          } catch (error) {
            if (workflowId) number = await numberOf(db, workflowId).catch(() => null);
            throw error;
          }
        },
      },
      outbound: { getLogAttributes: (input, next) => next({ ...input, ...(number && { number }) }) },
    };
  };
