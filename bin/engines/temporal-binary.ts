import { execFile, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { Refusal } from '../../law/base/refusal';
import { childEnvironment, environment } from '../environment';
import { cacheFolder, onPath } from './cache';
import { takeLock } from './lock';

type Progress = (sentence: string) => void;

/** The first server that can skip time in a single execution. */
const MINIMUM = [1, 32] as const;
/** The release with a known server version; other releases are taken from PATH or TEMPORAL_CLI only. */
const RELEASE = 'v1.9.1';
const recipe = join(__dirname, '..', 'temporal');
const ANSWER_LIMIT_MS = 5_000;
const SILENCE_LIMIT_MS = 10_000;
const execute = promisify(execFile);
const never = new AbortController().signal;

/**
 * The Temporal CLI: from TEMPORAL_CLI, PATH, the cache, the official download, or built with Go. An unavailable source
 * is skipped within seconds, with a message.
 */
export async function findTemporal(progress: Progress, signal: AbortSignal = never): Promise<string> {
  const named = environment().TEMPORAL_CLI;
  if (named) {
    const trouble = unfit(named);
    if (trouble) throw new Refusal('temporal-cli', `TEMPORAL_CLI не подходит: ${trouble}`);
    return named;
  }
  const found = onPath('temporal');
  if (found) {
    const trouble = unfit(found);
    if (!trouble) return found;
    progress(`Temporal из PATH не подходит: ${trouble} Ищем дальше.`);
  }
  return cached() ?? obtain(progress, signal);
}

/** Downloaded or built by an earlier start. */
export function cached(): string | undefined {
  return [downloadedPath(), builtPath()].find((path) => existsSync(path) && !unfit(path));
}

/** Why this program cannot be used, in one sentence; undefined when it can. */
export function unfit(path: string): string | undefined {
  const asked = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 20_000 });
  if (asked.status !== 0) return 'программа не отвечает на «--version».';
  const [, major, minor] = /Server (\d+)\.(\d+)/.exec(asked.stdout) ?? [];
  if (!major || !minor) return 'это не Temporal CLI со встроенным сервером.';
  const enough = Number(major) > MINIMUM[0] || (Number(major) === MINIMUM[0] && Number(minor) >= MINIMUM[1]);
  return enough ? undefined : `в нём сервер ${major}.${minor}, а нужен ${MINIMUM.join('.')} или новее.`;
}

async function obtain(progress: Progress, signal: AbortSignal): Promise<string> {
  mkdirSync(cacheFolder(), { recursive: true });
  const release = await waitForTurn(join(cacheFolder(), 'temporal.lock'), progress, signal);
  try {
    const ready = cached();
    if (ready) return ready;
    dropLeftovers();
    const downloaded = await download(progress, signal).catch((error: unknown) => {
      signal.throwIfAborted();
      progress(`Скачать Temporal не удалось (${reason(error)}). Собираем из исходных модулей.`);
      return undefined;
    });
    return downloaded ?? (await build(progress, signal));
  } finally {
    release();
  }
}

/** Deletes folders of interrupted tries; the lock guarantees that nobody uses them. */
function dropLeftovers(): void {
  const left = readdirSync(cacheFolder()).filter((name) => /^(build|download)-/.test(name));
  for (const name of left) rmSync(join(cacheFolder(), name), { recursive: true, force: true });
}

/** Two starts must not build twice: the second waits for the first. */
async function waitForTurn(path: string, progress: Progress, signal: AbortSignal): Promise<() => void> {
  for (let waited = 0; ; waited += 1) {
    signal.throwIfAborted();
    const lock = takeLock(path);
    if ('release' in lock) return lock.release;
    if (waited % 10 === 0) progress(`Temporal уже готовит другой процесс (${lock.heldBy}). Ждём его.`);
    await new Promise((done) => setTimeout(done, 1_000));
  }
}

async function download(progress: Progress, signal: AbortSignal): Promise<string> {
  progress('Скачиваем Temporal…');
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const about = `https://temporal.download/cli/${RELEASE}?arch=${arch}&platform=${platform}&format=tar.gz`;
  const answer = await fetch(about, { signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_LIMIT_MS)]) });
  if (!answer.ok) throw new Error(`ответ ${answer.status}`);
  const { archiveUrl, fileToExtract } = (await answer.json()) as { archiveUrl: string; fileToExtract: string };
  const folder = mkdtempSync(join(cacheFolder(), 'download-'));
  try {
    const archive = join(folder, 'temporal.tar.gz');
    await fetchFile(archiveUrl, archive, progress, signal);
    await run('tar', ['-xzf', archive, '-C', folder, fileToExtract], { cwd: folder, signal });
    return settle(join(folder, fileToExtract), downloadedPath());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives up when nothing arrives for a while, however long the whole takes. */
async function fetchFile(url: string, path: string, progress: Progress, stop: AbortSignal): Promise<void> {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), ANSWER_LIMIT_MS);
  try {
    const signal = AbortSignal.any([stop, silence.signal]);
    const answer = await fetch(url, { signal });
    if (!answer.ok || !answer.body) throw new Error(`ответ ${answer.status}`);
    const whole = Number(answer.headers.get('content-length') ?? 0);
    let received = 0;
    let said = Date.now();
    const body = Readable.fromWeb(answer.body as Parameters<typeof Readable.fromWeb>[0]);
    body.on('data', (part: Buffer) => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_LIMIT_MS);
      received += part.length;
      if (Date.now() - said < 3_000) return;
      said = Date.now();
      progress(`Скачиваем Temporal: ${megabytes(received)}${whole ? ` из ${megabytes(whole)}` : ''}`);
    });
    await pipeline(body, createWriteStream(path), { signal });
  } finally {
    clearTimeout(timer);
  }
}

async function build(progress: Progress, signal: AbortSignal): Promise<string> {
  const go = onPath('go');
  if (!go) {
    throw new Refusal(
      'temporal-absent',
      'Temporal не найден. Поставьте Temporal CLI 1.9 или новее, либо Go 1.26, либо задайте TEMPORAL_ADDRESS.',
    );
  }
  progress('Собираем Temporal, это нужно один раз и займёт 5–10 минут…');
  const folder = mkdtempSync(join(cacheFolder(), 'build-'));
  const program = join(folder, 'temporal');
  const tool = 'github.com/temporalio/cli/cmd/temporal';
  try {
    const cwd = recipe;
    // `mod download` prints a line per module to stderr only with -x.
    await run(go, ['mod', 'download', '-x'], {
      cwd,
      signal,
      heard: tally(progress, 'Скачиваем модули Go, строк журнала'),
    });
    const flags = ['-v', '-trimpath', '-ldflags=-s -w', '-o', program, tool];
    await run(go, ['build', ...flags], {
      cwd,
      signal,
      heard: tally(progress, 'Собираем Temporal, готово пакетов', await countPackages(go, tool, signal)),
    });
    return settle(program, builtPath());
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How many packages the whole build has, including those built earlier. */
async function countPackages(go: string, tool: string, signal: AbortSignal): Promise<number> {
  const { stdout } = await execute(go, ['list', '-deps', tool], {
    cwd: recipe,
    env: goEnvironment(),
    signal,
    maxBuffer: 1e8,
  });
  return stdout.split('\n').length - 1;
}

/** Reports progress now and then: how many lines the tool has printed so far. */
function tally(progress: Progress, words: string, total?: number): (line: string) => void {
  let lines = 0;
  let said = Date.now();
  return () => {
    lines += 1;
    if (Date.now() - said < 10_000) return;
    said = Date.now();
    progress(`${words}: ${lines}${total ? ` из ${total}` : ''}`);
  };
}

function goEnvironment(): NodeJS.ProcessEnv {
  return childEnvironment({ CGO_ENABLED: '0', GOFLAGS: '-mod=readonly' });
}

interface RunOptions {
  cwd: string;
  signal: AbortSignal;
  heard?: (line: string) => void;
}

/** In its own process group: Go starts compilers, and they must end with it. */
function run(
  command: string,
  args: readonly string[],
  { cwd, signal, heard = () => undefined }: RunOptions,
): Promise<void> {
  signal.throwIfAborted();
  const env = goEnvironment();
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
  const end = (): void => {
    if (child.pid && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  signal.addEventListener('abort', end);
  let last = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter(Boolean)) {
      last = line;
      heard(line);
    }
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => {
      signal.removeEventListener('abort', end);
      if (code === 0) done();
      else failed(new Refusal('temporal-get', `Получить Temporal не удалось: ${last}`));
    });
  });
}

/** Checked first, then renamed into place in one step: other programs see a complete file or none. */
function settle(made: string, place: string): string {
  chmodSync(made, 0o755);
  const trouble = unfit(made);
  if (trouble) throw new Refusal('temporal-unfit', `Полученный Temporal не подходит: ${trouble}`);
  renameSync(made, place);
  return place;
}

function downloadedPath(): string {
  return join(cacheFolder(), `temporal-${RELEASE}`);
}

/** The build recipe is part of the name: another recipe makes another file. */
function builtPath(): string {
  const sums = createHash('sha256')
    .update(readFileSync(join(recipe, 'go.mod')))
    .update(readFileSync(join(recipe, 'go.sum')));
  return join(cacheFolder(), `temporal-built-${sums.digest('hex').slice(0, 12)}`);
}

function reason(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  return name === 'TimeoutError' || name === 'AbortError' ? 'источник молчит' : (cause?.code ?? message);
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} МБ`;
}
