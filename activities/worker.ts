import type { Knex } from 'knex';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import { casesQueue, queues } from '../workflows/case/contract';
import { caseActivities, type Deciders } from './case/steps';
import { daily } from './areas';
import { calendarActivities } from './calendar';
import { buildOf, type Build } from './engine/build';
import { nativeOptions, type EngineAddress, type EngineLink } from './engine/connect';
import { DEPLOYMENT, becomeCurrent, supportsBuilds } from './engine/rollout';
import { namedByCase } from './case/named';
import { allRoles, areasOf, type Roles } from './roles';

export interface Wiring {
  db: Knex;
  /** For work beside the cases: letters and the daily work; the same pool when absent. */
  beside?: Knex;
  link: EngineLink;
  address: EngineAddress;
  deciders: Deciders;
  /** What this process serves; everything when absent. */
  roles?: Roles;
  /** The workflow code to serve; the current one when absent. */
  build?: Build;
  /** `auto`: cases go to this build as soon as it polls. `manual`: when an operator says so. */
  rollout?: Rollout;
  /** False: branches behind `patched` are known but not taken, so that the previous build can still take over. */
  patches?: boolean;
  log?: (problem: string) => void;
}

export type Rollout = 'auto' | 'manual';

export interface Workers {
  /** Resolves when the workers have stopped; throws when one of them failed. */
  done: Promise<void>;
  stop(): Promise<void>;
}

const WORKFLOWS_CACHED = 300;
type Queue = Omit<WorkerOptions, 'connection' | 'namespace'>;

/** For a process that serves no queue. */
const idle: Workers = { done: Promise.resolve(), stop: async () => undefined };

/** Serves the queues of its roles, each with a worker of its own: none waits behind another. */
export async function startWorkers(wiring: Wiring): Promise<Workers> {
  const { link, address, roles = allRoles, rollout = 'auto', log = () => undefined } = wiring;
  if (areasOf(roles).length === 0 && !roles.has('batch')) return idle;
  const connection = await NativeConnection.connect(nativeOptions(address));
  const [build, versioned] = await Promise.all([wiring.build ?? buildOf(), supportsBuilds(link)]);
  if (!versioned) log('the engine tells no builds apart: a roll-out is a restart of all workers at once');
  const common = {
    connection,
    namespace: link.namespace,
    shutdownGraceTime: '5 seconds' as const,
    interceptors: { activity: [namedByCase(wiring.db)] },
    ...(versioned && versionedAs(build.id)),
  };
  const served = queuesOf(wiring, build);
  const workers = await Promise.all(served.map((queue) => Worker.create({ ...common, ...queue })));
  const runs = workers.map((worker) => worker.run());
  const current = versioned && rollout === 'auto' ? becomeCurrent(link, build.id, log) : null;
  return {
    done: Promise.all(runs).then(() => undefined),
    async stop() {
      await current?.stop();
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
      await Promise.allSettled(runs);
      await connection.close();
    },
  };
}

/**
 * A case always continues on the current build: none waits for an old worker that is no longer run
 * (docs/decisions/0008).
 */
const versionedAs = (buildId: string): Pick<WorkerOptions, 'workerDeploymentOptions'> => ({
  workerDeploymentOptions: {
    version: { deploymentName: DEPLOYMENT, buildId },
    useWorkerVersioning: true,
    defaultVersioningBehavior: 'AUTO_UPGRADE',
  },
});

function queuesOf({ db, beside = db, deciders, roles = allRoles, patches = true }: Wiring, { code }: Build): Queue[] {
  const areas = areasOf(roles);
  const sharing = areas.length + Number(roles.has('batch'));
  const runsWorkflows = {
    workflowBundle: code,
    ...(!patches && { patchActivationCallback: () => false }),
    maxCachedWorkflows: Math.ceil(WORKFLOWS_CACHED / sharing),
    // A command waits no longer than this for a dead worker that held the case in memory.
    stickyQueueScheduleToStartTimeout: '2 seconds',
  } as const;
  const activities = caseActivities(db, deciders);
  const queued: Queue[] = areas.map((area) => ({ ...runsWorkflows, taskQueue: casesQueue(area), activities }));
  if (!roles.has('batch')) return queued;
  const daytime = calendarActivities(beside, daily);
  return [...queued, { ...runsWorkflows, taskQueue: queues.batch, activities: daytime }];
}
