import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

/**
 * A lock that does not outlive its holder: the file names a process by its number and its start time, because the
 * number alone may be reused after a crash or in a new container.
 */
export function takeLock(path: string): { release(): void } | { heldBy: number } {
  const mine = `${process.pid} ${birth(process.pid)}`;
  for (let attempt = 0; attempt < 5; attempt += 1) {
    try {
      writeFileSync(path, mine, { flag: 'wx' });
      return { release: () => rmSync(path, { force: true }) };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const held = readIfThere(path);
    const holder = Number(held.split(' ', 1)[0]);
    if (held && held === `${holder} ${birth(holder)}`) return { heldBy: holder };
    removeStale(path, held);
  }
  return { heldBy: 0 };
}

/** Two may find the same stale lock: the one that moved a fresh one away puts it back. */
function removeStale(path: string, stale: string): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readIfThere(aside) === stale) rmSync(aside, { force: true });
  else renameSync(aside, path);
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function birth(pid: number): string {
  if (!Number.isInteger(pid) || pid <= 0) return 'never';
  if (process.platform !== 'linux')
    return (
      spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)])
        .stdout.toString()
        .trim() || 'never'
    );
  const stat = readIfThere(`/proc/${pid}/stat`);
  const boot = readIfThere('/proc/sys/kernel/random/boot_id').trim();
  // Field 22, counted after the name in brackets, which may contain spaces.
  const began = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  return began ? `${boot} ${began}` : 'never';
}
