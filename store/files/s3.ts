import { setTimeout as wait } from 'node:timers/promises';
import { Refusal } from '../../law/base/refusal';
import { sumOf, type Files } from './port';
import { signatureOf, stampOf } from './sign';
import { away, lost, refused } from './trouble';

/** An S3-compatible store as FILES_URL describes it: s3://key:secret@host:port/bucket/folder?tls=0&region=ru-1 */
export interface S3Address {
  origin: string;
  /** /bucket or /bucket/folder */
  path: string;
  region: string;
  key: string;
  secret: string;
}

export interface S3Options {
  /** Time limit of one try. */
  tryMs?: number;
  /** Waits before each further try. */
  waitsMs?: readonly number[];
}

export interface S3Files extends Files {
  /** Throws what is wrong: unreachable, or no permission to list, write or read. */
  check(): Promise<void>;
}

const TRY_MS = 6_000;
const WAITS_MS = [200, 1_000] as const;
const USUAL_REGION = 'us-east-1';
const EMPTY = sumOf('');
const PROBE = Buffer.from('domovoy');
/** Recently stored checksums, so that writing the row does not store the content again. */
const REMEMBERED = 1_000;
const REMEMBERED_MS = 60_000;

export function s3Address(url: string): S3Address {
  const given = URL.canParse(url) ? new URL(url) : null;
  const path = given?.pathname.replace(/\/+$/, '') ?? '';
  if (given?.protocol !== 's3:' || !given.host || !given.username || !given.password || !/^\/[^/]+/.test(path)) {
    throw new Refusal(
      'environment',
      'FILES_URL должна иметь вид s3://ключ:секрет@адрес:порт/корзина?tls=1&region=us-east-1.',
    );
  }
  return {
    origin: `${given.searchParams.get('tls') === '0' ? 'http' : 'https'}://${given.host}`,
    path,
    region: given.searchParams.get('region') ?? USUAL_REGION,
    key: decodeURIComponent(given.username),
    secret: decodeURIComponent(given.password),
  };
}

interface Asked {
  method: 'GET' | 'PUT' | 'HEAD';
  path: string;
  body?: Buffer;
}

/** Failures worth retrying: no answer, a 5xx answer, «slow down». */
const passing = (status: number): boolean => status >= 500 || status === 429;

export function s3Files(address: S3Address, { tryMs = TRY_MS, waitsMs = WAITS_MS }: S3Options = {}): S3Files {
  const once = async ({ method, path, body }: Asked): Promise<{ status: number; bytes: Buffer }> => {
    const url = new URL(address.origin + path);
    const at = new Date();
    const sha256 = body ? sumOf(body) : EMPTY;
    const headers = { host: url.host, 'x-amz-content-sha256': sha256, 'x-amz-date': stampOf(at) };
    const Authorization = signatureOf({ method, url, headers, sha256, at, ...address });
    const answer = await fetch(url, {
      method,
      headers: { ...headers, Authorization },
      body: body && new Uint8Array(body),
      redirect: 'error',
      signal: AbortSignal.timeout(tryMs),
    });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  };
  const ask = async (asked: Asked): Promise<{ status: number; bytes: Buffer }> => {
    for (let tries = 0; ; tries += 1) {
      const answer = await once(asked).catch((cause: unknown) => away(cause));
      if (!(answer instanceof Refusal) && !passing(answer.status)) return answer;
      const waitMs = waitsMs[tries];
      if (waitMs === undefined) throw answer instanceof Refusal ? answer : away(`status ${answer.status}`);
      await wait(waitMs);
    }
  };
  const pathOf = (sha256: string): string => `${address.path}/${sha256}`;
  const known = remembering();
  const read = async (sha256: string): Promise<Buffer> => {
    const { status, bytes } = await ask({ method: 'GET', path: pathOf(sha256) });
    if (status === 404) throw lost();
    if (status !== 200) throw refused(`GET ${status}`);
    return bytes;
  };
  const write = async (sha256: string, body: Buffer): Promise<void> => {
    const { status } = await ask({ method: 'PUT', path: pathOf(sha256), body });
    if (status !== 200) throw refused(`PUT ${status}`);
    known.add(sha256);
  };
  return {
    async put(sha256, bytes) {
      if (!known.has(sha256)) await write(sha256, bytes);
      return null;
    },
    get: async (sha256, row) => row ?? read(sha256),
    async has(sha256, row) {
      if (row) return true;
      const { status } = await ask({ method: 'HEAD', path: pathOf(sha256) });
      if (status !== 200 && status !== 404) throw refused(`HEAD ${status}`);
      return status === 200;
    },
    async check() {
      await write(sumOf(PROBE), PROBE);
      if (!(await read(sumOf(PROBE))).equals(PROBE)) throw refused('another content than was written');
    },
  };
}

function remembering(): { add(sum: string): void; has(sum: string): boolean } {
  const at = new Map<string, number>();
  return {
    add(sum) {
      at.delete(sum);
      at.set(sum, performance.now());
      const [oldest] = at.keys();
      if (at.size > REMEMBERED && oldest !== undefined) at.delete(oldest);
    },
    has: (sum) => performance.now() - (at.get(sum) ?? -REMEMBERED_MS) < REMEMBERED_MS,
  };
}

/** Undefined: content stays in the database. */
export const filesAt = (url: string | undefined): S3Files | undefined => (url ? s3Files(s3Address(url)) : undefined);
