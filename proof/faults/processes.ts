import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawn, type ChildProcess } from 'node:child_process';
import { environmentFor, type Reader } from '../../bin/environment';
import { freePort } from '../../bin/engines/ports';
import { startPostgres, type Postgres } from '../../bin/engines/postgres';
import { startTemporal, type Temporal } from '../../bin/engines/temporal';
import { prepare } from '../../bin/owner';
import type { Settings } from '../../bin/settings';
import { migrate } from '../../store/migrate';

/** What may be killed. */
export const victims = ['postgres', 'temporal', 'worker', 'api'] as const;
export type Victim = (typeof victims)[number];
type Program = Victim | 'post';

/** The house as separate processes, each of which may be killed at any moment and comes back by itself. */
export interface Processes {
  readonly url: string;
  readonly ownerUrl: string;
  readonly pages: string;
  /** Where the local sinks show what they took. */
  readonly post: string;
  readonly temporal: string;
  /** SIGKILL; the process is started again on the same data. */
  kill(victim: Victim): Promise<void>;
  stop(): Promise<void>;
}

const SESSION_SECRET = 'only the fault proofs know this secret';
const READY_MS = 60_000;

/** Programs as `npm start` launches them, each with the values it may see. */
function programsOn(values: Settings) {
  const programs = new Map<Program, ChildProcess>();
  const launch = (name: Program & Reader): Promise<void> => {
    const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, '..', '..', 'bin', `${name}.ts`)], {
      env: environmentFor(name, values),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    programs.set(name, child);
    return new Promise((ready) => {
      child.on('message', ({ ready: is, failed }: { ready?: true; failed?: string }) => {
        if (failed) console.error(`${name}: ${failed}`);
        if (is) ready();
      });
      child.once('exit', () => ready());
    });
  };
  const end = async (name: Program, signal: NodeJS.Signals): Promise<void> => {
    const child = programs.get(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    child.kill(signal);
    await gone;
  };
  return { programs, launch, end };
}

export async function startProcesses(): Promise<Processes> {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-faults-'));
  const [postgresPort, temporalPort, pagesPort, postPort, smtpPort, smppPort] = await Promise.all(
    Array.from({ length: 6 }, freePort),
  );
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
  const { app, owner } = await prepare(postgres);
  await migrate(owner, { kind: 'training' });
  const pages = `http://127.0.0.1:${pagesPort}`;
  const values = {
    DATABASE_URL: app,
    TEMPORAL_ADDRESS: temporal.address,
    PORT: String(pagesPort),
    PUBLIC_URL: pages,
    SESSION_SECRET,
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    SMPP_URL: `smpp://proof:secret@127.0.0.1:${smppPort}`,
    POST_PORT: String(postPort),
    LOG_LEVEL: 'error',
    DATA_DIR: folder,
  };
  const { programs, launch, end } = programsOn(values);
  await launch('post');
  await Promise.all([launch('worker'), launch('api')]);
  return {
    url: app,
    ownerUrl: owner,
    pages,
    post: `http://127.0.0.1:${postPort}`,
    temporal: temporal.address,
    async kill(victim) {
      if (victim === 'postgres') {
        await postgres.kill();
        postgres = await begin.postgres();
      } else if (victim === 'temporal') {
        await temporal.kill();
        temporal = await begin.temporal();
      } else {
        await end(victim, 'SIGKILL');
        await launch(victim);
      }
      await answering(
        pages,
        () => launch('api'),
        () => launch('worker'),
        programs,
      );
    },
    async stop() {
      await Promise.all([end('api', 'SIGTERM'), end('worker', 'SIGTERM'), end('post', 'SIGTERM')]);
      await Promise.all([temporal.stop(), postgres.stop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Waits until the pages say that everything behind them answers; a program that gave up meanwhile is started again. */
async function answering(
  pages: string,
  api: () => Promise<void>,
  worker: () => Promise<void>,
  programs: Map<Program, ChildProcess>,
): Promise<void> {
  const gone = (name: Program): boolean => {
    const child = programs.get(name);
    return !child || child.exitCode !== null || child.signalCode !== null;
  };
  const end = performance.now() + READY_MS;
  for (;;) {
    if (gone('api')) await api();
    if (gone('worker')) await worker();
    const ready = await fetch(`${pages}/ready`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (performance.now() > end) throw new Error('The house does not come back');
    await wait(100);
  }
}
