import { setTimeout as wait } from 'node:timers/promises';
import { tsToMs } from '@temporalio/common/lib/time';
import type { temporal } from '@temporalio/proto';
import { Refusal } from '../../law/base/refusal';
import type { EngineLink } from './connect';
import type { Loop } from './loop';
import { codeOf } from './grpc-code';

/** All workers of a region, whatever they serve, change from one build to another together. */
export const DEPLOYMENT = 'domovoy';

/** One build the engine knows of. */
export interface BuildState {
  id: string;
  current: boolean;
  /** Percent of the cases it is given. */
  share: number;
  /** When it was last the current one. */
  currentAt: Date | null;
  /** Executions whose last step it ran. */
  running: number;
}

export interface Builds {
  /** The newest first. */
  builds: BuildState[];
  /** Executions that no build has run yet. */
  untouched: number;
  /** Executions whose code fails repeatedly, whichever build ran their last step. */
  stuck: number;
}

const CALL_MS = 10_000;
const NOT_FOUND = 5;
const FAILED_PRECONDITION = 9;
/** temporal.api.enums.v1.RoutingConfigUpdateState.ROUTING_CONFIG_UPDATE_STATE_IN_PROGRESS */
const SPREADING = 1;
const SPREAD_LOOK_MS = 100;
/** gRPC codes of a server that has no deployments, or does not let us use them. */
const NO_DEPLOYMENTS = new Set([3, 7, 9, 12]);

async function described(link: EngineLink): Promise<temporal.api.deployment.v1.IWorkerDeploymentInfo | null> {
  const { connection, namespace } = link;
  try {
    const { workerDeploymentInfo } = await connection.withDeadline(Date.now() + CALL_MS, () =>
      connection.workflowService.describeWorkerDeployment({ namespace, deploymentName: DEPLOYMENT }),
    );
    return workerDeploymentInfo ?? null;
  } catch (error) {
    if (codeOf(error) === NOT_FOUND) return null;
    throw error;
  }
}

/** Whether this engine supports versions of workers. */
export async function supportsBuilds(link: EngineLink): Promise<boolean> {
  try {
    await described(link);
    return true;
  } catch (error) {
    if (NO_DEPLOYMENTS.has(codeOf(error) ?? 0)) return false;
    throw error;
  }
}

export async function buildsOf(link: EngineLink): Promise<Builds> {
  const info = await described(link);
  const { currentDeploymentVersion: current, rampingDeploymentVersion: ramping } = info?.routingConfig ?? {};
  const percent = info?.routingConfig?.rampingVersionPercentage ?? 0;
  const shareOf = (id: string): number => {
    if (id === ramping?.buildId) return percent;
    return id === current?.buildId ? 100 - percent : 0;
  };
  const known = [...(info?.versionSummaries ?? [])].sort((a, b) => tsToMs(b.createTime) - tsToMs(a.createTime));
  const builds = known.map(async ({ deploymentVersion, lastCurrentTime }): Promise<BuildState> => {
    const id = deploymentVersion?.buildId ?? '';
    return {
      id,
      current: id === current?.buildId,
      share: shareOf(id),
      currentAt: lastCurrentTime ? new Date(tsToMs(lastCurrentTime)) : null,
      running: await count(link, `TemporalWorkerDeploymentVersion = '${DEPLOYMENT}:${id}'`),
    };
  });
  const [untouched, stuck] = await Promise.all([
    count(link, 'TemporalWorkerDeploymentVersion IS NULL'),
    count(link, STUCK),
  ]);
  return { builds: await Promise.all(builds), untouched, stuck };
}

const STUCK = `TemporalReportedProblems IN ('category=WorkflowTaskFailed', 'category=WorkflowTaskTimedOut')`;

async function count({ connection, namespace }: EngineLink, query: string): Promise<number> {
  const { count: found } = await connection.workflowService.countWorkflowExecutions({
    namespace,
    query: `ExecutionStatus = 'Running' AND ${query}`,
  });
  return Number(found ?? 0);
}

/** Routes all cases to this build from now on. */
async function makeCurrent(link: EngineLink, buildId: string, ignoreMissingTaskQueues = false): Promise<void> {
  const { connection, namespace } = link;
  await connection.withDeadline(Date.now() + CALL_MS, () =>
    connection.workflowService.setWorkerDeploymentCurrentVersion({
      namespace,
      deploymentName: DEPLOYMENT,
      buildId,
      ignoreMissingTaskQueues,
    }),
  );
}

/** Routes this percentage of cases to the build; always the same cases. */
async function ramp(link: EngineLink, buildId: string, percentage: number): Promise<void> {
  const { connection, namespace } = link;
  await connection.withDeadline(Date.now() + CALL_MS, () =>
    connection.workflowService.setWorkerDeploymentRampingVersion({
      namespace,
      deploymentName: DEPLOYMENT,
      buildId,
      percentage,
    }),
  );
}

/** Routes cases to a build: all of them, or a percentage. Waits for a build that has just started. */
export async function routeCases(link: EngineLink, buildId: string, percentage?: number): Promise<void> {
  const give = () => (percentage === undefined ? makeCurrent(link, buildId) : ramp(link, buildId, percentage));
  const until = performance.now() + CALL_MS;
  try {
    while (!(await given(give, performance.now() < until))) await wait(SPREAD_LOOK_MS);
    await appliedEverywhere(link);
  } catch (error) {
    if (codeOf(error) === NOT_FOUND)
      throw new Refusal('build-unknown', `Сборки ${buildId} движок не знает. Запустите её worker и повторите.`, 404);
    if (codeOf(error) !== FAILED_PRECONDITION) throw error;
    const say = `Сборка ${buildId} обслуживает не все очереди, в которых есть работа. Запустите все её worker и повторите.`;
    throw new Refusal('build-absent', say, 409);
  }
}

async function given(give: () => Promise<void>, patient: boolean): Promise<boolean> {
  try {
    await give();
    return true;
  } catch (error) {
    if (patient && codeOf(error) === FAILED_PRECONDITION) return false;
    throw error;
  }
}

/** Each queue applies the change within about a second; until then its cases go to the old build. */
async function appliedEverywhere(link: EngineLink): Promise<void> {
  const until = performance.now() + CALL_MS;
  while (performance.now() < until) {
    if ((await described(link))?.routingConfigUpdateState !== SPREADING) return;
    await wait(SPREAD_LOOK_MS);
  }
}

/** Back to the previous routing: ends a trial, or returns to the build that was current before. */
export async function routeBack(link: EngineLink): Promise<string> {
  const { builds } = await buildsOf(link);
  const trial = builds.find(({ share, current }) => share > 0 && !current);
  if (trial) {
    await routeCases(link, trial.id, 0);
    return builds.find(({ current }) => current)?.id ?? '';
  }
  const [before] = builds
    .filter(({ current, currentAt }) => !current && currentAt)
    .sort((a, b) => Number(b.currentAt) - Number(a.currentAt));
  if (!before) throw new Refusal('build-first', 'Возвращаться некуда: другой сборки дела ещё не вели.', 409);
  await routeCases(link, before.id);
  return before.id;
}

/** The engine learns of a build at its first poll: that is milliseconds away. */
const SOON_MS = 25;
const SELDOM_MS = 1_000;
/** Other workers of the same build may be starting with the queues this one does not serve. */
const PATIENCE_MS = 20_000;

/**
 * Makes a build the current one as soon as the engine knows it. It first requires that all queues are served; if one of
 * them still has no worker, it goes on without: a region partly at work is better than one that stands still.
 */
export function becomeCurrent(link: EngineLink, buildId: string, tell: (problem: string) => void): Loop {
  const ended = new AbortController();
  const began = performance.now();
  const turn = async (): Promise<void> => {
    for (let pause = SOON_MS, told = false; !ended.signal.aborted; pause = Math.min(pause * 2, SELDOM_MS)) {
      const late = performance.now() - began > PATIENCE_MS;
      try {
        return await makeCurrent(link, buildId, late);
      } catch (error) {
        if (late && !told) tell(error instanceof Error ? error.message : 'unknown');
        told ||= late;
      }
      await wait(pause, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const done = turn();
  return {
    async stop() {
      ended.abort();
      await done;
    },
  };
}
