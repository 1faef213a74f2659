import type { ActivityOptions, LocalActivityOptions } from '@temporalio/workflow';

/** A step is one short transaction. What fails thrice is no moment's trouble: it is set aside, and the case goes on. */
export const step: LocalActivityOptions = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 3, maximumAttempts: 3 },
};

/** What a case cannot go on without: tried until the database is there again. */
export const patient: ActivityOptions = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};
