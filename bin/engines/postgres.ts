import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { Refusal } from '../../law/base/refusal';
import { answersPostgres } from '../../store/sql/cluster';
import { childEnvironment } from '../environment';
import { keepEngine, type KeptEngine } from './keep';
import { postgresBinaries, postgresIdentity, type RunAs } from './postgres-binaries';
import { freePort } from './ports';

export interface PostgresAddress {
  readonly port: number;
  /** Address for a role; every role has its own password, derived from one secret stored beside the data. */
  url(role: string, database: string): string;
  password(role: string): string;
}

export interface Postgres extends PostgresAddress {
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
  /** SIGKILL, for tests of faults. */
  kill(): Promise<void>;
}

export interface PostgresOptions {
  port?: number;
  /** Server settings that replace ours, e.g. `{ fsync: 'off' }` in tests. */
  settings?: Readonly<Record<string, string>>;
  log?: string;
  progress?: (sentence: string) => void;
  /** Ends a start in progress; a started server is ended by `stop`. */
  signal?: AbortSignal;
}

export const SUPERUSER = 'postgres';
const MAJOR = '18';
const TRIES = 3;
const READY_LIMIT_MS = 120_000;
const execute = promisify(execFile);

const ours: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '150',
  timezone: 'UTC',
  log_timezone: 'UTC',
  jit: 'off',
  log_min_messages: 'warning',
};

/** Starts the embedded server on `dir`, creating its cluster the first time. A second start finds the same data. */
export async function startPostgres(dir: string, options: PostgresOptions = {}): Promise<Postgres> {
  const { progress = () => undefined, log = `${dir}.log` } = options;
  mkdirSync(dirname(dir), { recursive: true });
  const binaries = postgresBinaries();
  const identity = postgresIdentity(binaries);
  const secret = readSecret(`${dir}.key`, existsSync(join(dir, 'PG_VERSION')));
  if (!existsSync(join(dir, 'PG_VERSION'))) {
    progress('Создаём базу Postgres…');
    await createCluster(dir, binaries, identity, passwordOf(secret, SUPERUSER));
  }
  checkVersion(dir);
  dropStaleLock(dir);
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await freePort());
    const settings = Object.entries({ ...ours, ...options.settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]);
    const [command = '', ...args] = [
      ...identity.before,
      join(binaries, 'postgres'),
      '-D',
      dir,
      '-p',
      String(port),
      ...settings,
    ];
    const engine = keepEngine(command, args, { env: plainEnvironment(), log, uid: identity.uid, gid: identity.gid });
    const giveUp = (): void => void engine.stop();
    options.signal?.addEventListener('abort', giveUp);
    const address = addressOf(secret, port);
    const ready = await becomesReady(engine, address.url(SUPERUSER, 'postgres'), progress);
    options.signal?.removeEventListener('abort', giveUp);
    if (ready) {
      return { ...address, ended: engine.ended, stop: () => engine.stop(), kill: () => engine.kill() };
    }
    if (attempt === TRIES || options.signal?.aborted) {
      throw new Refusal('postgres-start', `Postgres не запустился. Причина записана в журнале: ${log}`);
    }
    // After a crash the old server's shared memory may need a moment to disappear.
    await pause(1_000);
  }
}

/** The embedded server running on `dir` now, if any: for programs other than the one that started it. */
export function runningPostgres(dir: string): PostgresAddress | undefined {
  const path = join(dir, 'postmaster.pid');
  if (!existsSync(path)) return undefined;
  const [pid, , , port] = readFileSync(path, 'utf8').split('\n');
  return isPostgres(Number(pid)) ? addressOf(readSecret(`${dir}.key`, true), Number(port)) : undefined;
}

function addressOf(secret: string, port: number): PostgresAddress {
  const password = (role: string): string => passwordOf(secret, role);
  const url = (role: string, database: string): string =>
    `postgres://${role}:${password(role)}@127.0.0.1:${port}/${database}`;
  return { port, url, password };
}

function passwordOf(secret: string, role: string): string {
  return createHmac('sha256', secret).update(role).digest('base64url');
}

/** Created under another name and renamed, so that an interrupted start leaves no partial cluster. */
async function createCluster(dir: string, binaries: string, identity: RunAs, password: string): Promise<void> {
  const fresh = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (identity.uid !== undefined && identity.gid !== undefined) {
    for (const path of [fresh, passwordFile]) chownSync(path, identity.uid, identity.gid);
  }
  const [command = '', ...args] = [
    ...identity.before,
    join(binaries, 'initdb'),
    '-D',
    fresh,
    '-U',
    SUPERUSER,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--locale-provider=icu',
    '--icu-locale=ru-RU',
  ];
  try {
    await execute(command, args, { env: plainEnvironment(), uid: identity.uid, gid: identity.gid });
    renameSync(fresh, dir);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

async function becomesReady(engine: KeptEngine, url: string, progress: (sentence: string) => void): Promise<boolean> {
  const began = Date.now();
  let said = began;
  while (engine.alive() && Date.now() - began < READY_LIMIT_MS) {
    if (await answersPostgres(url)) return true;
    await Promise.race([pause(100), engine.ended]);
    if (Date.now() - said > 5_000) {
      said = Date.now();
      progress(`Postgres поднимает базу, прошло ${Math.round((said - began) / 1000)} с…`);
    }
  }
  await engine.stop();
  return false;
}

function readSecret(path: string, clusterExists: boolean): string {
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (clusterExists) {
    throw new Refusal(
      'postgres-key',
      `Нет файла ${basename(path)} с паролем базы. Верните его или восстановите копию.`,
    );
  }
  const secret = randomBytes(32).toString('base64url');
  writeFileSync(path, secret, { mode: 0o600 });
  return secret;
}

function checkVersion(dir: string): void {
  const found = readFileSync(join(dir, 'PG_VERSION'), 'utf8').trim();
  if (found === MAJOR) return;
  throw new Refusal(
    'postgres-version',
    `База сделана в Postgres ${found}, а сервер теперь ${MAJOR}. Снимите копию старой версией и восстановите новой.`,
  );
}

/** After a crash the number in postmaster.pid may belong to another process: Postgres would then refuse to start. */
function dropStaleLock(dir: string): void {
  const path = join(dir, 'postmaster.pid');
  if (!existsSync(path)) return;
  const pid = Number(readFileSync(path, 'utf8').split('\n', 1)[0]);
  if (!isPostgres(pid)) rmSync(path, { force: true });
}

function isPostgres(pid: number): boolean {
  try {
    process.kill(pid, 0);
    if (process.platform !== 'linux') return true;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres');
  } catch {
    return false;
  }
}

/** libpq's own variables (PGPORT, PGDATA …) must not affect our server. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { ...childEnvironment(), PGDATA: undefined, PGPORT: undefined, PGHOST: undefined, LC_ALL: 'C', TZ: 'UTC' };
}

function pause(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
