import { readdirSync, readFileSync } from 'node:fs';

/** Processor time used by the processes of a run: by name, over all their children. */
export interface Usage {
  cpuMs: number;
  rssMb: number;
}
export type Usages = Readonly<Record<string, Usage>>;

const names: readonly (readonly [RegExp, string])[] = [
  [/bin\/api\.ts/, 'api'],
  [/bin\/worker\.ts/, 'worker'],
  [/bare-worker\.ts/, 'bare worker'],
  [/start-dev/, 'engine'],
  [/postgres/, 'postgres'],
];
/** Linux counts processor time in hundredths of a second on every machine. */
const TICK_MS = 10;

interface Process {
  pid: number;
  parent: number;
  cpuMs: number;
}

/** For everything this process has started, as /proc shows it; empty where there is no /proc. */
export function usages(): Usages {
  const all = processes();
  const ours = new Set([process.pid]);
  for (let grew = true; grew;) {
    grew = false;
    for (const { pid, parent } of all) if (ours.has(parent) && !ours.has(pid)) grew = Boolean(ours.add(pid));
  }
  const found: Record<string, Usage> = {};
  for (const { pid, cpuMs } of all.filter((one) => one.pid !== process.pid && ours.has(one.pid))) {
    const name = names.find(([pattern]) => pattern.test(read(pid, 'cmdline')))?.[1];
    if (!name) continue;
    const one = (found[name] ??= { cpuMs: 0, rssMb: 0 });
    one.cpuMs += cpuMs;
    one.rssMb += rssOf(pid);
  }
  return found;
}

/** `engine 48, worker 45, …`: milliseconds of processor time per item. */
export function spent(before: Usages, after: Usages, each: number): string {
  return Object.entries(after)
    .map(([name, { cpuMs }]) => `${name} ${((cpuMs - (before[name]?.cpuMs ?? 0)) / each).toFixed(0)}`)
    .join(', ');
}

function processes(): Process[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        // The program's name stands in brackets and may contain anything; the numbers follow it.
        const fields = read(Number(name), 'stat').split(') ').at(-1)?.split(' ') ?? [];
        const [user, system, childUser, childSystem] = fields.slice(11, 15).map(Number);
        if (user === undefined) return [];
        const ticks = user + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0);
        return [{ pid: Number(name), parent: Number(fields[1]), cpuMs: ticks * TICK_MS }];
      });
  } catch {
    return [];
  }
}

const rssOf = (pid: number): number => Number(/VmRSS:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0) / 1_024;

/** A process may end while it is being read. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
