import { statfs } from 'node:fs/promises';
import type { Connection } from '@temporalio/client';
import { lifecycles } from '../../law/areas';
import { casesQueue, queues } from '../../workflows/case/contract';

/** Who serves a queue of the engine, and how much work waits in it. */
export interface QueueState {
  name: string;
  kind: 'workflow' | 'activity';
  pollers: number;
  builds: string[];
  waiting: number;
}

export interface EngineState {
  version: string;
  queues: QueueState[];
}

export interface Disk {
  folder: string;
  freeBytes: number;
  allBytes: number;
}

/** What the process knows besides the database. */
export interface Machine {
  /** Version of the program. */
  version: string;
  /** null: the engine does not answer. */
  engine(): Promise<EngineState | null>;
  disks(): Promise<Disk[]>;
}

declare module '../http/route' {
  interface Services {
    /** Absent when nobody operates the installation, as in tests. */
    machine?: Machine;
  }
}

const ASK_MS = 2_000;
const TYPES = { workflow: 1, activity: 2 } as const;

interface Link {
  connection: Connection;
  namespace: string;
}

/** Asks the engine for its version and its queues; all together wait no longer than one answer may take. */
export const engineState =
  ({ connection, namespace }: Link) =>
  async (): Promise<EngineState | null> => {
    try {
      return await connection.withDeadline(Date.now() + ASK_MS, async () => {
        const names = [...Object.keys(lifecycles).map(casesQueue), ...Object.values(queues)];
        const asked = names.flatMap((name) =>
          (['workflow', 'activity'] as const).map((kind) => queueState({ connection, namespace }, name, kind)),
        );
        const [info, ...states] = await Promise.all([connection.workflowService.getSystemInfo({}), ...asked]);
        return { version: info.serverVersion ?? '', queues: states };
      });
    } catch {
      return null;
    }
  };

async function queueState(
  { connection, namespace }: Link,
  name: string,
  kind: QueueState['kind'],
): Promise<QueueState> {
  const { pollers, stats } = await connection.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name },
    taskQueueType: TYPES[kind],
    reportStats: true,
  });
  const builds = (pollers ?? []).flatMap(({ deploymentOptions }) => deploymentOptions?.buildId || []);
  return {
    name,
    kind,
    pollers: new Set(pollers?.map(({ identity }) => identity)).size,
    builds: [...new Set(builds)],
    waiting: Number(stats?.approximateBacklogCount ?? 0),
  };
}

/** How much room is left where data is stored; a folder that does not exist is left out. */
export async function disksOf(folders: readonly string[]): Promise<Disk[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const stat = await statfs(folder).catch(() => null);
      return stat && { folder, freeBytes: stat.bavail * stat.bsize, allBytes: stat.blocks * stat.bsize };
    }),
  );
  return found.filter((disk) => disk !== null);
}
