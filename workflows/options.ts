import type { ActivityOptions } from '@temporalio/workflow';
import { queues } from './contract';

/** The database, in the queue of the workflow itself: short, tried again for ever; a legal case waits for Postgres, it does not die of it. */
export const quick: ActivityOptions = {
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};

/** Mail, messages, other systems: back-off to an hour; what fails for good becomes a task for a person. */
export const outside: ActivityOptions = {
  taskQueue: queues.letters,
  startToCloseTimeout: '10 minutes',
  // A worker that died is noticed by its silence, not by the end of the patience.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '1 hour' },
};
