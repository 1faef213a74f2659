import type { Knex } from 'knex';
import { join } from 'node:path';
import { NativeConnection, Worker } from '@temporalio/worker';
import { queues } from '../workflows/contract';
import { caseActivities, type Deciders } from './case';
import { calendarActivities } from './calendar';
import type { EngineLink } from './engine/connect';
import { tellSheets } from './meeting/sheets';

export interface Wiring {
  db: Knex;
  link: EngineLink;
  address: string;
  deciders: Deciders;
}

export interface Workers {
  /** Ends when the workers have stopped; throws when one of them failed. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const WORKFLOWS_CACHED = 300;
/** Serves the cases. Letters leave beside them (activities/letters): a mail server never holds up a legal clock. */
export async function startWorkers({ db, link, address, deciders }: Wiring): Promise<Workers> {
  const connection = await NativeConnection.connect({ address });
  const activities = { ...caseActivities(db, deciders), ...calendarActivities(db, { sheets: tellSheets }) };
  const common = { connection, namespace: link.namespace, shutdownGraceTime: '5 seconds' };
  const workers = await Promise.all([
    Worker.create({
      ...common,
      activities,
      taskQueue: queues.cases,
      workflowsPath: join(__dirname, '..', 'workflows', 'index.ts'),
      maxCachedWorkflows: WORKFLOWS_CACHED,
      // A command waits no longer than this for a worker that has died with the case in its memory.
      stickyQueueScheduleToStartTimeout: '2 seconds',
    }),
  ]);
  const runs = workers.map((worker) => worker.run());
  return {
    done: Promise.all(runs).then(() => undefined),
    async stop() {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(runs);
      await connection.close();
    },
  };
}
