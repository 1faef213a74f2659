import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** An engine that lives exactly as long as it is wanted. */
export interface KeptEngine {
  readonly pid: number;
  /** Settles when the engine has ended, with its exit code or signal. */
  readonly ended: Promise<string>;
  alive(): boolean;
  /** Asks, waits, insists. */
  stop(): Promise<void>;
  /** What a power cut does; for tests of faults. */
  kill(): Promise<void>;
}

export interface KeepOptions {
  env: NodeJS.ProcessEnv;
  /** File that receives what the engine prints. */
  log: string;
  uid?: number;
  gid?: number;
}

/**
 * The engine runs in a session of its own, so Ctrl-C does not reach it before those who use it have stopped. Beside it
 * waits a small shell on a pipe from us: when we die without a word (SIGKILL), the pipe closes and the shell asks the
 * engine to stop. A line on the pipe means that the engine is gone already and its number may belong to another.
 */
const guard = `exec 3<&0
( if read -r word <&3; then exit 0; fi; kill -INT $$ ) >/dev/null 2>&1 &
exec 3<&- </dev/null
exec "$@"`;

/** SIGINT is a prompt and clean stop for Postgres (fast shutdown) and for Temporal alike. */
const POLITE = 'SIGINT';
const GRACE_MS = 6_000;

export function keepEngine(command: string, args: readonly string[], options: KeepOptions): KeptEngine {
  mkdirSync(dirname(options.log), { recursive: true });
  const log = openSync(options.log, 'a');
  const { env, uid, gid } = options;
  const child = spawn('/bin/sh', ['-c', guard, 'domovoy-engine', command, ...args], {
    env,
    uid,
    gid,
    detached: true,
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  let alive = true;
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((settle) => {
    const end = (how: string): void => {
      alive = false;
      child.stdin?.end('gone\n');
      settle(how);
    };
    child.once('exit', (code, signal) => end(signal ?? String(code)));
    child.once('error', (error) => end(error.message));
  });
  const signal = (name: NodeJS.Signals): void => {
    if (alive && child.pid) child.kill(name);
  };
  const stop = async (): Promise<void> => {
    signal(POLITE);
    const insist = setTimeout(() => signal('SIGKILL'), GRACE_MS);
    await ended;
    clearTimeout(insist);
  };
  const kill = async (): Promise<void> => {
    signal('SIGKILL');
    await ended;
  };
  return { pid: child.pid ?? 0, ended, alive: () => alive, stop, kill };
}
