import type { Knex } from 'knex';
import { lines, watched } from '../../store/watch/findings';
import { kindNames } from '../../store/watch/kinds';
import { copies, databaseSize, databaseSchema } from '../../store/watch/figures';
import type { Machine, QueueState } from '../operator/machine';
import { cachedForSecond } from './cached';
import { gauge, gaugeOf, type Measured } from './metrics';

const secondsSince = (at: Date): number => (Date.now() - at.getTime()) / 1_000;

/** One query after another on one connection: reading figures must not take the pool from people. */
async function lookAt(db: Knex) {
  const watch = await watched(db);
  const standing = new Map((await lines(db)).map(({ kind, count }) => [kind, count]));
  const { backupAt, since } = await copies(db);
  const { bytes } = await databaseSize(db, 0);
  const { last } = await databaseSchema(db);
  return { watch, standing, copiedAt: backupAt ?? since, bytes, schema: last.replace(/\.ts$/, '') };
}

/** Figures from the watch and from the installation itself. */
export function watchInstallation(db: Knex, machine?: Machine): void {
  const look = cachedForSecond(() => lookAt(db));
  gauge('domovoy_watch_seconds', 'Since when nobody has looked for what stands still', async () =>
    Math.max(0, (await look()).watch.silentSeconds),
  );
  gauge(
    'domovoy_watch_took_seconds',
    'How long the last look took',
    async () => ((await look()).watch.tookMs ?? 0) / 1_000,
  );
  gaugeOf('domovoy_standing', 'How many things stand still, by kind, as the last look has seen', ['kind'], async () => {
    const { standing } = await look();
    return kindNames.map((kind) => ({ labels: { kind }, value: standing.get(kind) ?? 0 }));
  });
  gauge('domovoy_backup_seconds', 'Age of the last copy; of the installation while there is none', async () =>
    secondsSince((await look()).copiedAt),
  );
  gauge('domovoy_database_bytes', 'Room the database takes', async () => (await look()).bytes);
  watchMachine(async () => (await look()).schema, machine);
}

function watchMachine(schema: () => Promise<string>, machine: Machine | undefined): void {
  const engine = cachedForSecond(async () => (await machine?.engine()) ?? null);
  const ofQueues = async (value: (queue: QueueState) => number): Promise<Measured[]> =>
    ((await engine())?.queues ?? []).map((queue) => ({
      labels: { queue: queue.name, kind: queue.kind },
      value: value(queue),
    }));
  gaugeOf('domovoy_queue_pollers', 'Workers that take work from a queue of the engine', ['queue', 'kind'], () =>
    ofQueues(({ pollers }) => pollers),
  );
  gaugeOf('domovoy_queue_waiting', 'Work that waits in a queue of the engine', ['queue', 'kind'], () =>
    ofQueues(({ waiting }) => waiting),
  );
  gaugeOf('domovoy_disk_free_bytes', 'Room left where data is kept', ['folder'], async () =>
    ((await machine?.disks()) ?? []).map(({ folder, freeBytes }) => ({ labels: { folder }, value: freeBytes })),
  );
  gaugeOf('domovoy_build_info', 'Versions, as labels; always 1', ['version', 'schema', 'engine'], async () => [
    {
      labels: { version: machine?.version ?? '', schema: await schema(), engine: (await engine())?.version ?? '' },
      value: 1,
    },
  ]);
}
