import { proxySinks, type Sinks, type WorkflowInterceptorsFactory } from '@temporalio/workflow';

/** What a workflow asked the engine for, in the order it asked. */
export type Asked = { kind: 'timer'; ms: number } | { kind: 'activity'; type: string; args: unknown[] };

export interface WitnessSinks extends Sinks {
  witness: { saw(asked: Asked): void };
}

const { witness } = proxySinks<WitnessSinks>();

/**
 * Reports every request of the workflow to the test, during replay too: replay itself compares neither durations nor
 * arguments.
 */
export const interceptors: WorkflowInterceptorsFactory = () => ({
  outbound: [
    {
      async startTimer(input, next) {
        witness.saw({ kind: 'timer', ms: input.durationMs });
        return next(input);
      },
      async scheduleActivity(input, next) {
        witness.saw({ kind: 'activity', type: input.activityType, args: input.args });
        return next(input);
      },
      // The engine stores the type and the result of a step, not its arguments.
      async scheduleLocalActivity(input, next) {
        witness.saw({ kind: 'activity', type: input.activityType, args: [] });
        return next(input);
      },
    },
  ],
});
