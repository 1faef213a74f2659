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
 * `npm start` runs us below an npm process, and only npm is known to the person who started it. npm passes SIGINT and
 * SIGTERM on; but when npm is killed or hung up, no signal reaches us: then our parent changes, and we end as after a
 * signal.
 */
export function whenOrphaned(tell) {
  if (!npm) return;
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && tell(), ORPHANED_EVERY_MS).unref();
}

/** A message when this Node is too old. */
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
 * Installs node_modules by the lock file. No package may run scripts: what they would do (symbolic links of Postgres,
 * the browser's download) our own code does. `signal` ends it at once.
 */
export async function install({ production, signal, say }) {
  if (isInstalled({ production })) return;
  say('Ставим пакеты, в первый раз это занимает около минуты…');
  const began = Date.now();
  const words = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  if (production) words.push('--omit=dev');
  const [command, args] = npm ? [process.execPath, [npm, ...words]] : ['npm', words];
  const child = spawn(command, args, { cwd: root, detached: true, stdio: ['ignore', 'inherit', 'inherit'] });
  // Killed at once: npm would clean up for a long time, and the next `npm ci` starts from scratch anyway.
  const end = () => {
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It has already ended.
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
