import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder, onPath } from '../bin/engines/cache';
import { takeLock } from '../bin/engines/lock';
import { childEnvironment } from '../bin/environment';
import { sumOf } from '../store/files/port';
import { signatureOf, stampOf } from '../store/files/sign';

/** An S3 server for tests: it keeps everything in memory and loses it when it is killed. */
export interface S3Server {
  readonly address: string;
  /** FILES_URL of a bucket there. */
  url(bucket: string, secret?: string): string;
  /** Sends a request as another program with the right key does. */
  ask(method: string, path: string, body?: Buffer): Promise<Response>;
  kill(): Promise<void>;
  /** Starts again at the same address, empty. */
  start(): Promise<void>;
}

const KEY = 'DOMOVOYTESTKEY';
const SECRET = 'a secret/with+signs';
const REGION = 'us-east-1';
const recipe = join(__dirname, 's3');

/** Built once by Go and kept in the cache folder, like the engine (bin/engines/temporal-binary). */
async function builtServer(): Promise<string> {
  const mark = createHash('sha256');
  for (const name of ['main.go', 'go.mod', 'go.sum']) mark.update(readFileSync(join(recipe, name)));
  const program = join(cacheFolder(), `s3-for-tests-${mark.digest('hex').slice(0, 12)}`);
  if (existsSync(program)) return program;
  mkdirSync(cacheFolder(), { recursive: true });
  let lock = takeLock(join(cacheFolder(), 's3-for-tests.lock'));
  for (; !('release' in lock); lock = takeLock(join(cacheFolder(), 's3-for-tests.lock'))) await wait(500);
  const folder = mkdtempSync(join(cacheFolder(), 's3-build-'));
  try {
    if (existsSync(program)) return program;
    const made = join(folder, 's3');
    const go = spawnSync(onPath('go') ?? 'go', ['build', '-trimpath', '-ldflags=-s -w', '-o', made, '.'], {
      cwd: recipe,
      env: childEnvironment({ CGO_ENABLED: '0' }),
      encoding: 'utf8',
    });
    if (go.status !== 0)
      throw new Error(`The S3 server for tests could not be built: ${go.stderr || go.error?.message}`);
    renameSync(made, program);
    return program;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    lock.release();
  }
}

/** It needs Go, as the engine does where it cannot be downloaded. */
export const canServeS3 = (): boolean => onPath('go') !== undefined;

export async function s3Server(...buckets: readonly string[]): Promise<S3Server> {
  const program = await builtServer();
  let child: ChildProcess;
  let address = '127.0.0.1:0';
  const ask: S3Server['ask'] = async (method, path, body) => {
    const url = new URL(`http://${address}${path}`);
    const at = new Date();
    const sha256 = sumOf(body ?? '');
    const headers = { host: url.host, 'x-amz-content-sha256': sha256, 'x-amz-date': stampOf(at) };
    const Authorization = signatureOf({ method, url, headers, sha256, at, region: REGION, key: KEY, secret: SECRET });
    return fetch(url, { method, headers: { ...headers, Authorization }, body: body && new Uint8Array(body) });
  };
  const start = async (): Promise<void> => {
    const env = childEnvironment({ S3_KEY: KEY, S3_SECRET: SECRET });
    child = spawn(program, ['-address', address], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    for await (const line of createInterface({ input: child.stdout! })) {
      address = line.replace('listening on ', '');
      break;
    }
    for (const bucket of buckets) await ask('PUT', `/${bucket}`);
  };
  const kill = (): Promise<void> =>
    new Promise((done) => {
      child.once('exit', () => done());
      child.kill('SIGKILL');
    });
  await start();
  return {
    get address() {
      return address;
    },
    url: (bucket, secret = SECRET) =>
      `s3://${KEY}:${encodeURIComponent(secret)}@${address}/${bucket}?tls=0&region=${REGION}`,
    ask,
    kill,
    start,
  };
}
