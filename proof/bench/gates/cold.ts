import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childEnvironment } from '../../../bin/environment';
import { freePort } from '../../../bin/engines/ports';
import type { Gate } from './gate';

const root = join(__dirname, '..', '..', '..');
const PACKAGES_MOST_S = 30;
const EMPTY_MOST_S = 75;
const SECOND_MS = 1_000;

/**
 * From `npm start` in a fresh clone of the last commit to the line that says «Ready»; engines come from the user's
 * cache.
 */
export const cold: Gate = async ({ say }) => {
  const row = async (what: string, most: number, packages: boolean) => {
    const seconds = await started(packages, say);
    return { what, figure: `${seconds.toFixed(1)} s`, gate: `≤ ${most} s`, held: seconds <= most };
  };
  return [
    await row('cold start, packages installed', PACKAGES_MOST_S, true),
    await row('cold start, an empty clone', EMPTY_MOST_S, false),
  ];
};

async function started(packages: boolean, say: (sentence: string) => void): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'domovoy-cold-'));
  try {
    execFileSync('git', ['clone', '--quiet', root, folder]);
    // Hard links where the disk allows: copying half a gigabyte takes long.
    if (packages) execFileSync('cp', ['-al', join(root, 'node_modules'), folder]);
    const began = performance.now();
    const env = { ...childEnvironment({ PORT: String(await freePort()) }), npm_config_update_notifier: 'false' };
    const child = spawn('npm', ['start'], { cwd: folder, env, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = new Promise<'ended'>((done) => child.once('exit', () => done('ended')));
    const ready = new Promise<'ready'>((done) => {
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        text.split('\n').forEach((line) => line && say(line));
        said += text;
        if (/^Ready: /m.test(said)) done('ready');
      });
    });
    const how = await Promise.race([ended, ready]);
    const seconds = (performance.now() - began) / SECOND_MS;
    if (how === 'ended') throw new Error('npm start ended before it was ready');
    process.kill(-(child.pid ?? 0), 'SIGINT');
    await ended;
    return seconds;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
