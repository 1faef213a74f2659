import type { ActivityOptions } from '@temporalio/workflow';
import { queues } from './contract';

/** The database: short, tried again for ever; a legal case waits for Postgres, it does not die of it. */
export const quick: ActivityOptions = {
  taskQueue: queues.cases,
  startToCloseTimeout: '15 seconds',
  retry: { initialInterval: '200 milliseconds', backoffCoefficient: 2, maximumInterval: '30 seconds' },
};
