import { execFile } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createBrotliDecompress } from 'node:zlib';
import puppeteer, { type Browser } from 'puppeteer';
import { Refusal } from '../../law/base/refusal';
import { childEnvironment, environment } from '../environment';
import { cacheFolder, onPath } from './cache';

export interface Chromium {
  readonly path: string;
  readonly env: NodeJS.ProcessEnv;
}

const execute = promisify(execFile);
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macPath = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
/** Only what a page asks for: no updates, no reports, no first-run pages. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
  '--no-pings',
  '--no-default-browser-check',
  '--font-render-hinting=none',
];

/** A browser that prints documents and shows pages to tests. It ends with us, through its pipe. */
export async function openBrowser(): Promise<Browser> {
  const { path, env } = await findChromium();
  const launch = (more: readonly string[]): Promise<Browser> =>
    puppeteer.launch({
      executablePath: path,
      env,
      headless: 'shell',
      pipe: true,
      args: [...flags, ...more],
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  const unboxed = ['--no-sandbox'];
  if (process.getuid?.() === 0) return launch(unboxed);
  // Where user namespaces are disabled, the browser cannot use its sandbox; it only loads pages of our own.
  return launch([]).catch(() => launch(unboxed));
}

/** From CHROMIUM_PATH, from npm (Linux x64), or on PATH. */
export async function findChromium(): Promise<Chromium> {
  const named = environment().CHROMIUM_PATH;
  if (named) return fit(named, childEnvironment());
  const unpacked = process.platform === 'linux' && process.arch === 'x64' ? await unpack() : undefined;
  if (unpacked) {
    const found = await fit(unpacked, packEnvironment(unpacked)).catch(() => undefined);
    if (found) return found;
  }
  const found = names.map(onPath).find(Boolean) ?? (existsSync(macPath) ? macPath : undefined);
  if (found) return fit(found, childEnvironment());
  throw new Refusal('chromium-absent', 'Нет браузера для печати PDF. Поставьте chromium или задайте CHROMIUM_PATH.');
}

async function fit(path: string, env: NodeJS.ProcessEnv): Promise<Chromium> {
  try {
    await execute(path, ['--version'], { env, timeout: 20_000 });
    return { path, env };
  } catch {
    throw new Refusal(
      'chromium-unfit',
      `Браузер ${path} не запускается. Поставьте chromium или задайте CHROMIUM_PATH.`,
    );
  }
}

/** The package contains its own libraries (NSS) and fonts (Open Sans) for machines without them. */
function packEnvironment(path: string): NodeJS.ProcessEnv {
  const folder = dirname(path);
  const env = childEnvironment();
  const libraries = [env.LD_LIBRARY_PATH, join(folder, 'lib')].filter(Boolean).join(':');
  const letters = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: folder };
  return { ...env, ...letters, LD_LIBRARY_PATH: libraries };
}

/** Unpacked under another name and renamed, so that two programs can do it at once. */
async function unpack(): Promise<string | undefined> {
  const packed = packedFolder();
  if (!packed) return undefined;
  const place = join(cacheFolder(), `chromium-${versionOf(packed)}`);
  const program = join(place, 'chromium');
  if (existsSync(program)) return program;
  mkdirSync(cacheFolder(), { recursive: true });
  const fresh = mkdtempSync(`${place}-`);
  try {
    await inflate(join(packed, 'chromium.br'), join(fresh, 'chromium'));
    chmodSync(join(fresh, 'chromium'), 0o755);
    for (const archive of ['al2023.tar', 'fonts.tar', 'swiftshader.tar']) {
      await inflate(join(packed, `${archive}.br`), join(fresh, archive));
      await execute('tar', ['-xf', join(fresh, archive), '-C', fresh]);
      rmSync(join(fresh, archive));
    }
    renameSync(fresh, place);
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true });
    if (!existsSync(program)) throw error;
  }
  return program;
}

function packedFolder(): string | undefined {
  try {
    return join(dirname(require.resolve('@sparticuz/chromium')), '..', '..', 'bin');
  } catch {
    return undefined;
  }
}

function versionOf(packed: string): string {
  return (JSON.parse(readFileSync(join(packed, '..', 'package.json'), 'utf8')) as { version: string }).version;
}

function inflate(from: string, to: string): Promise<void> {
  return pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}
