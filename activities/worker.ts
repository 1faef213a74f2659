import type { Knex } from 'knex';
import { join } from 'node:path';
import { NativeConnection, Runtime, Worker, bundleWorkflowCode, type WorkerOptions } from '@temporalio/worker';
import { casesQueue, queues } from '../workflows/contract';
import { caseActivities, type Deciders } from './case';
import { calendarActivities } from './calendar';
import { nativeOptions, type EngineAddress, type EngineLink } from './engine/connect';
import { tellSheets } from './meeting/sheets';
import { namedByCase } from './named';
import { allRoles, areasOf, type Roles } from './roles';

export interface Wiring {
  db: Knex;
  /** For what stands beside the cases: letters and the daily work; the same one when absent. */
  beside?: Knex;
  link: EngineLink;
  address: EngineAddress;
  deciders: Deciders;
  /** What this process serves; everything when absent. */
  roles?: Roles;
}

export interface Workers {
  /** Ends when the workers have stopped; throws when one of them failed. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const WORKFLOWS_CACHED = 300;
type Queue = Omit<WorkerOptions, 'connection' | 'namespace'>;

/** Serves the queues of its roles, each by a worker of its own: none waits behind another. */
export async function startWorkers(wiring: Wiring): Promise<Workers> {
  const { link, address } = wiring;
  const connection = await NativeConnection.connect(nativeOptions(address));
  const common = {
    connection,
    namespace: link.namespace,
    shutdownGraceTime: '5 seconds' as const,
    interceptors: { activity: [namedByCase(wiring.db)] },
  };
  const served = await queuesOf(wiring);
  const workers = await Promise.all(served.map((queue) => Worker.create({ ...common, ...queue })));
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

async function queuesOf({ db, beside = db, deciders, roles = allRoles }: Wiring): Promise<Queue[]> {
  const areas = areasOf(roles);
  if (areas.length === 0 && !roles.has('batch')) return [];
  const runsWorkflows = await workflowsOf(areas.length + Number(roles.has('batch')));
  const activities = caseActivities(db, deciders);
  const queued: Queue[] = areas.map((area) => ({ ...runsWorkflows, taskQueue: casesQueue(area), activities }));
  if (!roles.has('batch')) return queued;
  const daily = calendarActivities(beside, { sheets: tellSheets });
  return [...queued, { ...runsWorkflows, taskQueue: queues.batch, activities: daily }];
}

/** One bundle for all of them: making it takes seconds. */
async function workflowsOf(sharing: number): Promise<Partial<Queue>> {
  const workflowsPath = join(__dirname, '..', 'workflows', 'index.ts');
  return {
    workflowBundle: await bundleWorkflowCode({ workflowsPath, logger: Runtime.instance().logger }),
    maxCachedWorkflows: Math.ceil(WORKFLOWS_CACHED / sharing),
    // A command waits no longer than this for a worker that has died with the case in its memory.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  };
}
