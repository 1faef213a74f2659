import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { environmentFor } from '../../bin/environment';
import type { Reader } from '../../bin/variables';
import { freePort } from '../../bin/engines/ports';
import { startPostgres, type Postgres } from '../../bin/engines/postgres';
import { startTemporal, type Temporal } from '../../bin/engines/temporal';
import { prepare } from '../../bin/owner';
import type { Settings } from '../../bin/settings';
import { migrate } from '../../store/installation/migrate';

/** Processes every house has; a larger one also has `api-2`, `worker-2` and so on. */
export const victims = ['postgres', 'temporal', 'worker', 'api'] as const;
export type Victim = 'postgres' | 'temporal' | Program;
type Program = 'post' | `${'api' | 'worker'}${'' | `-${number}`}`;

/** The house as separate processes, each of which may be killed at any moment and is restarted automatically. */
export interface Processes {
  readonly url: string;
  readonly ownerUrl: string;
  /** Address of the first api process, and of all of them. */
  readonly pages: string;
  readonly doors: readonly string[];
  /** Where the local servers of letters show what they received. */
  readonly post: string;
  readonly temporal: string;
  /** SIGKILL; the process is started again on the same data. */
  kill(victim: Victim): Promise<void>;
  /** Kills an engine and does not restart it; returns how to start it again on its data. */
  away(engine: 'postgres' | 'temporal'): Promise<() => Promise<void>>;
  /** Freezes a program with everything it holds; returns how to let it continue. */
  freeze(program: Program): () => void;
  stop(): Promise<void>;
}

export interface HouseOptions {
  /** Number of api processes. */
  apis?: number;
  /** The roles of each worker (WORKER_ROLES). */
  workers?: readonly string[];
}

const SESSION_SECRET = 'only the fault proofs know this secret';
const READY_MS = 60_000;

/** Programs as `npm start` launches them, each with the settings it may see. */
function programsOn(values: Settings) {
  const programs = new Map<Program, { child: ChildProcess; own: Settings }>();
  const launch = (name: Program, own: Settings = {}): Promise<void> => {
    const program = name.replace(/-\d+$/, '') as Reader;
    const child = spawn(
      process.execPath,
      ['--require', 'tsx/cjs', join(__dirname, '..', '..', 'bin', `${program}.ts`)],
      { env: environmentFor(program, { ...values, ...own }), stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
    );
    programs.set(name, { child, own });
    return new Promise((ready) => {
      child.on('message', ({ ready: is, failed }: { ready?: true; failed?: string }) => {
        if (failed) console.error(`${name}: ${failed}`);
        if (is) ready();
      });
      child.once('exit', () => ready());
    });
  };
  const alive = (name: Program): ChildProcess | undefined => {
    const child = programs.get(name)?.child;
    return child && child.exitCode === null && child.signalCode === null ? child : undefined;
  };
  const end = async (name: Program, signal: NodeJS.Signals): Promise<void> => {
    const child = alive(name);
    if (!child) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  };
  return {
    launch,
    alive,
    end,
    names: () => [...programs.keys()],
    again: (name: Program) => launch(name, programs.get(name)?.own),
  };
}

const named = <Name extends 'api' | 'worker'>(name: Name, index: number): Program =>
  index === 0 ? name : `${name}-${index + 1}`;

export async function startProcesses({ apis = 1, workers = ['all'] }: HouseOptions = {}): Promise<Processes> {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-faults-'));
  const [postgresPort = 0, temporalPort = 0, postPort, smtpPort, smppPort, ...pagesPorts] = await Promise.all(
    Array.from({ length: 5 + apis }, freePort),
  );
  const engines = await startEngines(folder, postgresPort, temporalPort);
  const { app, owner } = await prepare(engines.postgres());
  await migrate(owner, { kind: 'training' });
  const doors = pagesPorts.map((port) => `http://127.0.0.1:${port}`);
  const [pages = ''] = doors;
  const { launch, alive, end, names, again } = programsOn({
    DATABASE_URL: app,
    TEMPORAL_ADDRESS: engines.temporal(),
    PUBLIC_URL: pages,
    SESSION_SECRET,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SMPP_URL: `smpp://proof:secret@127.0.0.1:${smppPort}`,
    POST_PORT: String(postPort),
    LOG_LEVEL: 'error',
    DATA_DIR: folder,
  });
  await launch('post');
  await Promise.all([
    ...workers.map((roles, index) => launch(named('worker', index), { WORKER_ROLES: roles })),
    ...pagesPorts.map((port, index) => launch(named('api', index), { PORT: String(port) })),
  ]);
  return {
    url: app,
    ownerUrl: owner,
    pages,
    doors,
    post: `http://127.0.0.1:${postPort}`,
    temporal: engines.temporal(),
    async kill(victim) {
      if (victim === 'postgres' || victim === 'temporal') {
        await (
          await engines.away(victim)
        )();
      } else {
        await end(victim, 'SIGKILL');
        await again(victim);
      }
      await answering(doors, async () => {
        for (const name of names()) if (!alive(name)) await again(name);
      });
    },
    away: (engine) => engines.away(engine),
    freeze(program) {
      const child = alive(program);
      child?.kill('SIGSTOP');
      return () => void child?.kill('SIGCONT');
    },
    async stop() {
      await Promise.all(names().map((name) => end(name, 'SIGTERM')));
      await engines.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function startEngines(folder: string, postgresPort: number, temporalPort: number) {
  const begin = {
    postgres: () => startPostgres(join(folder, 'postgres'), { port: postgresPort }),
    temporal: () =>
      startTemporal({
        file: join(folder, 'temporal.db'),
        port: temporalPort,
        training: true,
        log: join(folder, 'temporal.log'),
      }),
  };
  let postgres: Postgres = await begin.postgres();
  let temporal: Temporal = await begin.temporal();
  return {
    postgres: () => postgres,
    temporal: () => temporal.address,
    async away(engine: 'postgres' | 'temporal') {
      await (engine === 'postgres' ? postgres : temporal).kill();
      return async () => {
        if (engine === 'postgres') postgres = await begin.postgres();
        else temporal = await begin.temporal();
      };
    },
    stop: () => Promise.all([temporal.stop(), postgres.stop()]),
  };
}

/**
 * Waits until all api processes report that everything behind them answers; a program that gave up meanwhile is started
 * again.
 */
async function answering(doors: readonly string[], revive: () => Promise<void>): Promise<void> {
  const end = performance.now() + READY_MS;
  for (;;) {
    await revive();
    const ready = await Promise.all(
      doors.map((pages) =>
        fetch(`${pages}/ready`).then(
          (response) => response.ok,
          () => false,
        ),
      ),
    );
    if (!ready.includes(false)) return;
    if (performance.now() > end) throw new Error('The house does not come back');
    await wait(100);
  }
}
