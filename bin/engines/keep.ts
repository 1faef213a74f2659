import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** An engine process and how to end it. */
export interface KeptEngine {
  readonly pid: number;
  /** Resolves when the engine has ended, with its exit code or signal. */
  readonly ended: Promise<string>;
  alive(): boolean;
  /** Asks it to stop, waits, then kills it. */
  stop(): Promise<void>;
  /** Like a power cut; for tests of faults. */
  kill(): Promise<void>;
}

export interface KeepOptions {
  env: NodeJS.ProcessEnv;
  /** File for the engine's output. */
  log: string;
  uid?: number;
  gid?: number;
}

/**
 * The engine runs in its own session, so Ctrl-C does not reach it before its users have stopped. Beside it a small
 * shell waits on a pipe from us: if we die suddenly (SIGKILL), the pipe closes and the shell asks the engine to stop. A
 * line on the pipe means that the engine has ended already and its number may belong to another process.
 */
const guard = `exec 3<&0
( if read -r word <&3; then exit 0; fi; kill -INT $$ ) >/dev/null 2>&1 &
exec 3<&- </dev/null
exec "$@"`;

/** SIGINT is a quick and clean stop for Postgres (fast shutdown) and for Temporal. */
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
