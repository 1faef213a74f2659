import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/**
 * A step is one short transaction. If it fails three times it is not a passing fault: it is set aside and the case goes
 * on.
 */
export const step: LocalActivityOptions = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 3, maximumAttempts: 3 },
};

/** For what a case cannot do without: retried until the database is available again. */
export const patient: ActivityOptions = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};
