import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Refusal } from '../../law/base/refusal';
import { childEnvironment } from '../environment';
import { keepEngine, type KeptEngine } from './keep';
import { freePort } from './ports';
import { findTemporal } from './temporal-binary';

export interface Temporal {
  readonly port: number;
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL, for tests of faults. */
  kill(): Promise<void>;
}

export interface TemporalOptions {
  /** SQLite file; in memory when absent. */
  file?: string;
  /** Whether time may be skipped. Never in a live installation. */
  training: boolean;
  log: string;
  port?: number;
  /** No Web UI when absent. */
  uiPort?: number;
  progress?: (sentence: string) => void;
  /** The CLI, if it is known already (temporal-binary.ts). */
  program?: string;
  /** Server limits to change, NAME=JSON: for tests. */
  limits?: readonly string[];
  /** Ends a start in progress; a started server is ended by `stop`. */
  signal?: AbortSignal;
}

/** Three years, like protocols; the dev server's own default is a day. */
const RETENTION = '1095d';
const READY_LIMIT_MS = 60_000;
const TRIES = 3;
const execute = promisify(execFile);

export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  const { progress = () => undefined, signal } = options;
  const program = options.program ?? (await findTemporal(progress, signal));
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    // If the port of the Web UI has been taken since it was found free, another one is used.
    const uiPort = attempt === 1 || options.uiPort === undefined ? options.uiPort : await freePort();
    const engine = keepEngine(program, await serverWords({ ...options, uiPort }, port), {
      env: childEnvironment({ TZ: 'UTC' }),
      log: options.log,
    });
    const address = `127.0.0.1:${port}`;
    const giveUp = (): void => void engine.stop();
    signal?.addEventListener('abort', giveUp);
    const ready = await becomesReady(engine, program, address);
    signal?.removeEventListener('abort', giveUp);
    if (ready) {
      const uiUrl = uiPort === undefined ? undefined : `http://localhost:${uiPort}`;
      return { port, address, uiUrl, ended: engine.ended, stop: () => engine.stop(), kill: () => engine.kill() };
    }
    if (attempt === TRIES || signal?.aborted) {
      throw new Refusal('temporal-start', `Temporal не запустился. Причина записана в журнале: ${options.log}`);
    }
  }
}

/**
 * By default the server reads its timer and task queues at most twenty times a second per shard. This one has few shards,
 * so a timer that was due waited for the next read.
 */
const QUEUE_READS = ['history.timerProcessorMaxPollRPS=1000', 'history.transferProcessorMaxPollRPS=1000'] as const;

async function serverWords(options: TemporalOptions, port: number): Promise<string[]> {
  const settings = ['frontend.enableServerVersionCheck=false', ...QUEUE_READS, ...(options.limits ?? [])];
  // Without the second setting each skip takes about a second.
  if (options.training) {
    settings.push('frontend.WorkflowTimeSkippingEnabled=true', 'history.timerProcessorMaxTimeShift="1ms"');
  }
  const file = options.file
    ? ['--db-filename', options.file, '--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=FULL']
    : [];
  const ui =
    options.uiPort === undefined
      ? ['--headless']
      : ['--ui-port', String(options.uiPort), '--ui-ip', '127.0.0.1', '--ui-disable-news-fetch'];
  return [
    'server',
    'start-dev',
    '--ip',
    '127.0.0.1',
    '--port',
    String(port),
    '--http-port',
    String(await freePort()),
    '--log-level',
    'warn',
    '--namespace',
    'default',
    ...ui,
    ...file,
    ...settings.flatMap((setting) => ['--dynamic-config-value', setting]),
  ];
}

/** Ready means that it has accepted our retention: a namespace does so only when everything behind it works. */
async function becomesReady(engine: KeptEngine, program: string, address: string): Promise<boolean> {
  const began = Date.now();
  const words = [
    'operator',
    'namespace',
    'update',
    '--namespace',
    'default',
    '--retention',
    RETENTION,
    '--address',
    address,
  ];
  while (engine.alive() && Date.now() - began < READY_LIMIT_MS) {
    const taken = await execute(program, words, { timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (taken) return true;
    await Promise.race([new Promise((done) => setTimeout(done, 150)), engine.ended]);
  }
  await engine.stop();
  return false;
}
