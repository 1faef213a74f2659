import { spawn, type ChildProcess } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../bin/environment';
import { freePort } from '../bin/engines/ports';

const root = join(__dirname, '..');
// What is copied: of the folders the small programs do not need, only the files that the environment imports.
const rooms = [
  'bin',
  'law',
  'store',
  'migrations',
  'activities/roles.ts',
  'workflows/case/contract.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];
const READY = /^Ready: (http\S+)$/m;

/** A program that does nothing, but starts and stops as all programs do. */
const idle = (name: string): string => `import { runProgram } from './program';
runProgram('${name}', async () => { const beat = setInterval(() => undefined, 1000);
  return { say: '${name} is here', stop: async () => clearInterval(beat) }; });`;

const programs: Record<string, string> = {
  migrate: `import { runProgram } from './program'; import { migrate } from '../store/installation/migrate';
runProgram('migrate', async (env) => {
  await migrate(env.DATABASE_OWNER_URL ?? '', { kind: env.INSTALLATION_KIND }); });`,
  seed: `import { runProgram } from './program'; runProgram('seed', async (_env, progress) => progress('seeding'));`,
  post: idle('post'),
  worker: idle('worker'),
  identity: idle('identity'),
  api: `import { createServer } from 'node:http'; import { runProgram } from './program';
import { withClient } from '../store/sql/cluster';
runProgram('api', async (env) => {
  const server = createServer(async (_request, response) => {
    const { rows } = await withClient(env.DATABASE_URL ?? '', (client) => client.query(
      'select created_at from installation'));
    response.end(JSON.stringify({ made: rows[0].created_at, pid: process.pid }));
  });
  await new Promise<void>((done, failed) => server.once('error', failed).listen(env.PORT, env.HOST, done));
  return { stop: async () => { server.close(); server.closeAllConnections(); } };
});`,
};

/** Engines and start as they are, programs as small as possible: for tests of starting, stopping and dying. */
export interface House {
  readonly folder: string;
  start(values?: Record<string, string>): Promise<Run>;
  /** As people do it, by `npm start`: the child of the run is npm itself. */
  startByNpm(): Promise<Run>;
  /** Ends whatever is left and removes the folder. */
  clear(): void;
}

export interface Run {
  readonly child: ChildProcess;
  readonly address: string;
  /** Resolves to the exit code or signal. */
  readonly ended: Promise<string>;
  words(): string;
  ready(): Promise<void>;
  /** As Ctrl-C does: to the whole group at once. */
  interrupt(signal?: NodeJS.Signals): void;
  /** Commands of processes that this run started and that still run. */
  left(): string[];
}

export function buildHouse(overrides: Record<string, string> = {}): House {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-house-'));
  for (const room of rooms) cpSync(join(root, room), join(folder, room), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  mkdirSync(join(folder, 'bin'), { recursive: true });
  for (const [name, text] of Object.entries({ ...programs, ...overrides }))
    writeFileSync(join(folder, 'bin', `${name}.ts`), text);
  const runs: Run[] = [];
  const begin = async (command: Command, values: Record<string, string>): Promise<Run> => {
    const run = launch(folder, command, { PORT: String(await freePort()), ...values }, runs.length);
    runs.push(run);
    return run;
  };
  const start = (values: Record<string, string> = {}): Promise<Run> =>
    begin([process.execPath, 'bin/start.mjs'], values);
  const startByNpm = (): Promise<Run> => begin(['npm', 'start'], { npm_config_update_notifier: 'false' });
  const clear = (): void => {
    for (const run of runs) for (const line of run.left()) process.kill(Number(line.split(' ')[0]), 'SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  return { folder, start, startByNpm, clear };
}

type Command = readonly [program: string, word: string];

function launch(folder: string, [program, word]: Command, values: Record<string, string>, number: number): Run {
  const mark = `DOMOVOY_TEST_MARK=${folder}-${number}`;
  const [markName = '', markValue = ''] = mark.split('=');
  const child = spawn(program, [word], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...childEnvironment(), NODE_OPTIONS: '', [markName]: markValue, ...values },
  });
  let said = '';
  const ended = new Promise<string>((done) => child.once('exit', (code, signal) => done(signal ?? String(code))));
  const heard = new Promise<void>((done) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (READY.test(said)) done();
      });
    }
  });
  const ready = async (): Promise<void> => {
    const first = await Promise.race([heard.then(() => 'ready'), ended]);
    if (first !== 'ready') throw new Error(`It ended with ${first}:\n${said}`);
  };
  const interrupt = (signal: NodeJS.Signals = 'SIGINT'): void => void process.kill(-(child.pid ?? 0), signal);
  return {
    child,
    address: `http://localhost:${values.PORT}`,
    ended,
    words: () => said,
    ready,
    interrupt,
    left: () => marked(mark),
  };
}

/** However far a process has moved away from its parent, it keeps the environment it was given. */
function marked(mark: string): string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.flatMap((pid) => {
    try {
      const has = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
      return has ? [`${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120)}`] : [];
    } catch {
      return [];
    }
  });
}
