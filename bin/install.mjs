// Plain Node, no packages: this runs before anything is installed.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(fileURLToPath(import.meta.url), '..', '..');

/** The npm that runs this script, if one does. */
const npm = process.env.npm_execpath;
const ORPHANED_EVERY_MS = 500;

/**
 * Whoever typed `npm start` knows only the npm process. It hands SIGINT and SIGTERM on, but a hangup or a kill of npm
 * alone reaches nobody else: then our parent is another one, and we end as at a signal.
 */
export function whenOrphaned(tell) {
  if (!npm) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && tell(), ORPHANED_EVERY_MS).unref();
}

/** A sentence when this Node is too old to go on. */
export function nodeTrouble() {
  const wanted = readJson('package.json').engines.node.replace('>=', '');
  const [needMajor, needMinor] = wanted.split('.').map(Number);
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return undefined;
  return `Нужен Node.js ${wanted} или новее, а здесь ${process.versions.node}. Обновите Node.js и запустите снова.`;
}

/** Whether node_modules holds every package of the lock file, each in its version. */
export function isInstalled({ production }) {
  let present;
  try {
    present = readJson('node_modules/.package-lock.json').packages;
  } catch {
    return false;
  }
  return Object.entries(readJson('package-lock.json').packages).every(([path, wanted]) => {
    if (path === '' || wanted.link || (production && wanted.dev)) return true;
    const found = present[path];
    return found ? found.version === wanted.version : Boolean(wanted.optional || wanted.devOptional || wanted.peer);
  });
}

/**
 * Brings node_modules to the lock file. No package may run scripts: those that have one (symbolic links of Postgres,
 * the browser's download) are served by our own code. `signal` ends it at once.
 */
export async function install({ production, signal, say }) {
  if (isInstalled({ production })) return;
  say('Ставим пакеты, в первый раз это занимает около минуты…');
  const began = Date.now();
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  if (production) words.push('--omit=dev');
  const [command, args] = npm ? [process.execPath, [npm, ...words]] : ['npm', words];
  const child = spawn(command, args, { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  // At once: npm would tidy up for a long time, and the next `npm ci` begins anew anyway.
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  signal?.addEventListener('abort', end);
  const patience = setInterval(
    () => say(`Ставим пакеты, прошло ${Math.round((Date.now() - began) / 1000)} с…`),
    10_000,
  );
  const code = await new Promise((done) => child.once('close', done).once('error', () => done(1)));
  clearInterval(patience);
  signal?.removeEventListener('abort', end);
  if (signal?.aborted) return;
  if (code !== 0) throw new Error('Пакеты не поставились. Проверьте сеть и место на диске и запустите снова.');
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}
