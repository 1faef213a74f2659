import { fork, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from './environment';
import type { ProgramMessage } from './program';

const here = JSON.stringify(join(__dirname, 'program.ts'));
const refusal = JSON.stringify(join(__dirname, '..', 'law', 'base', 'refusal.ts'));
const tsx = require.resolve('tsx/cjs');
const stays = `return { say: 'I am here', stop: async () => { console.log('stopped'); clearInterval(beat); } };`;
const service = `const { runProgram } = require(${here}); const beat = setInterval(() => {}, 1000);
runProgram('test', async (env, progress) => { progress('half way'); ${stays} });`;

interface Told {
  child: ChildProcess;
  messages: ProgramMessage[];
  said: () => string;
  ended: Promise<string>;
  until: (condition: (message: ProgramMessage) => boolean) => Promise<void>;
}

describe('a program', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'domovoy-program-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const begin = (text: string, values: Record<string, string> = {}): Told => {
    const path = join(folder, 'program.cjs');
    writeFileSync(path, text);
    const env = { ...childEnvironment(), NODE_OPTIONS: '', ...values };
    const child = fork(path, { execArgv: ['--require', tsx], env, silent: true });
    const messages: ProgramMessage[] = [];
    let said = '';
    child.on('message', (message: ProgramMessage) => messages.push(message));
    for (const stream of [child.stdout, child.stderr])
      stream?.setEncoding('utf8').on('data', (part: string) => (said += part));
    // Not `close`: that does not come once our side has closed the channel.
    const silent = new Promise((done) => child.stdout?.once('end', done));
    const ended = new Promise<string>((done) =>
      child.once('exit', (code, signal) => void silent.then(() => done(signal ?? String(code)))),
    );
    const until = (condition: (message: ProgramMessage) => boolean): Promise<void> =>
      new Promise((done) => {
        const look = (): void => {
          if (messages.some(condition)) done();
        };
        child.on('message', look);
        look();
      });
    return { child, messages, said: () => said, ended, until };
  };

  it('tells its parent how it goes and when it is ready, and stops on a signal, however often it comes', async () => {
    const { child, messages, said, ended, until } = begin(service);
    await until(({ ready }) => ready === true);
    expect(messages).toEqual([{ progress: 'half way' }, { ready: true, say: 'I am here' }]);
    for (const signal of ['SIGINT', 'SIGINT', 'SIGTERM'] as const) child.kill(signal);
    expect(await ended).toBe('0');
    expect(said()).toBe('stopped\n');
  });

  it('stops when its parent is gone', async () => {
    const { child, said, ended, until } = begin(service);
    await until(({ ready }) => ready === true);
    child.disconnect();
    expect(await ended).toBe('0');
    expect(said()).toBe('stopped\n');
  });

  it('stops what it has begun when the signal comes during the start', async () => {
    const slow = `const { runProgram } = require(${here}); const beat = setInterval(() => {}, 1000);
      runProgram('test', async (env, progress) => { progress('slowly');
        await new Promise((d) => setTimeout(d, 300)); ${stays} });`;
    const { child, said, ended, until } = begin(slow);
    await until(({ progress }) => progress === 'slowly');
    child.kill('SIGINT');
    expect(await ended).toBe('0');
    expect(said()).toBe('stopped\n');
  });

  it('says a refusal as one sentence, without a stack', async () => {
    const refusing = `const { runProgram } = require(${here}); const { Refusal } = require(${refusal});
      runProgram('test', async () => { throw new Refusal('no', 'Сегодня нельзя.'); });`;
    const { messages, said, ended } = begin(refusing);
    expect(await ended).toBe('1');
    expect(messages).toEqual([{ failed: 'Сегодня нельзя.' }]);
    expect(said()).toBe('');
  });

  it('shows the stack of a surprise only to those who ask for it', async () => {
    const failing = `const { runProgram } = require(${here});
      runProgram('test', async () => { throw new Error('oops'); });`;
    const quiet = begin(failing);
    expect(await quiet.ended).toBe('1');
    expect(quiet.messages).toEqual([{ failed: 'Неожиданная ошибка: oops' }]);
    expect(quiet.said()).toBe('');
    const loud = begin(failing, { LOG_LEVEL: 'debug' });
    expect(await loud.ended).toBe('1');
    expect(loud.said()).toMatch(/^\s+at /m);
  });

  it('ends by itself when it is a job', async () => {
    const { messages, ended } = begin(`const { runProgram } = require(${here}); runProgram('test', async () => {});`);
    expect(await ended).toBe('0');
    expect(messages).toEqual([{ ready: true }]);
  });

  it('ends a job with the exit code it has set: what it found is told to whoever called it', async () => {
    const job = `runProgram('test', async () => { process.exitCode = 3; });`;
    expect(await begin(`const { runProgram } = require(${here}); ${job}`).ended).toBe('3');
  });

  it('speaks on the console when nobody started it', async () => {
    writeFileSync(
      join(folder, 'alone.cjs'),
      `const { runProgram } = require(${here}); runProgram('test', async (_, p) => p('сделано'));`,
    );
    const child = spawn(process.execPath, ['--require', tsx, join(folder, 'alone.cjs')], {
      env: { ...childEnvironment(), NODE_OPTIONS: '' },
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (said += part));
    await new Promise((done) => child.once('close', done));
    expect(said).toBe('сделано\n');
  });
});
