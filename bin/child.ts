import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Refusal } from '../law/base/refusal';
import type { Living } from './keep-alive';
import type { Reader } from './variables';
import type { ProgramMessage } from './program';

export interface ChildOptions {
  env: NodeJS.ProcessEnv;
  log: string;
  say: (sentence: string) => void;
  /** Ends a start or a job in progress; a started service is ended by `stop`. */
  signal: AbortSignal;
}

const STOP_LIMIT_MS = 6_000;

export interface ChildProgram extends Living {
  said: string | undefined;
  /** The failure it reported after it was ready. */
  failed(): string | undefined;
}

/**
 * Starts a program of bin/ and waits until it reports «ready». It ends when we do: it watches the channel between us.
 */
export async function startChild(name: Reader, options: ChildOptions): Promise<ChildProgram> {
  const { child, ended } = launch(name, options);
  let failed: string | undefined;
  const ready = new Promise<string | undefined>((done) => {
    child.on('message', (message: ProgramMessage) => {
      if (message.progress) options.say(`  ${message.progress}`);
      if (message.failed) failed = message.failed;
      if (message.ready) done(message.say);
    });
  });
  const giveUp = (): void => void stopChild(child, ended);
  options.signal.addEventListener('abort', giveUp);
  const first = await Promise.race([ready.then((said) => ({ said })), ended]);
  options.signal.removeEventListener('abort', giveUp);
  if (typeof first === 'string') {
    throw new Refusal(
      'program-start',
      `${name}: ${failed ?? `остановился (код ${first}).${lastError(options.log)}`} Журнал: ${options.log}`,
    );
  }
  return { said: first.said, failed: () => failed, ended, stop: () => stopChild(child, ended) };
}

/** Runs a job to its end. */
export async function runJob(name: Reader, options: ChildOptions): Promise<void> {
  const { child, ended } = launch(name, options);
  const stop = (): void => void stopChild(child, ended);
  options.signal.addEventListener('abort', stop);
  let failed: string | undefined;
  child.on('message', (message: ProgramMessage) => {
    if (message.progress) options.say(`  ${message.progress}`);
    if (message.say) options.say(message.say);
    if (message.failed) failed = message.failed;
  });
  const how = await ended;
  options.signal.removeEventListener('abort', stop);
  if (options.signal.aborted || (how === '0' && !failed)) return;
  throw new Refusal(
    'program-job',
    `${name}: ${failed ?? `не удалось (код ${how}).${lastError(options.log)}`} Журнал: ${options.log}`,
  );
}

/** Runs in its own session, so that Ctrl-C reaches it only through us, in order. */
function launch(name: Reader, { env, log }: ChildOptions): { child: ChildProcess; ended: Promise<string> } {
  mkdirSync(dirname(log), { recursive: true });
  const file = openSync(log, 'a');
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', join(__dirname, `${name}.ts`)], {
    env,
    detached: true,
    stdio: ['ignore', file, file, 'ipc'],
  });
  closeSync(file);
  const ended = new Promise<string>((done) => {
    child.once('exit', (code, signal) => done(signal ?? String(code)));
    child.once('error', (error) => done(error.message));
  });
  return { child, ended };
}

async function stopChild(child: ChildProcess, ended: Promise<string>): Promise<void> {
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(insist);
}

/** The last output of a program that died before it could report: the line of the error, without its stack. */
function lastError(log: string): string {
  const lines = readFileSync(log, 'utf8').slice(-10_000).split('\n');
  const found = lines.filter((line) => /^\w*Error\b/.test(line)).at(-1);
  return found ? ` ${found}.` : '';
}
