import { cpus, loadavg, totalmem } from 'node:os';

export interface Measured {
  perSecond: number;
  p50: number;
  p95: number;
}

/** Runs `work` `total` times, `atOnce` at a time, and returns the rate and the percentiles. */
export async function measure(work: () => Promise<void>, total: number, atOnce: number): Promise<Measured> {
  const times: number[] = [];
  let left = total;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left > 0) {
        left -= 1;
        const one = performance.now();
        await work();
        times.push(performance.now() - one);
      }
    }),
  );
  const seconds = (performance.now() - began) / 1_000;
  times.sort((a, b) => a - b);
  const at = (part: number): number => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
  return { perSecond: total / seconds, p50: at(0.5), p95: at(0.95) };
}

export function machine(): string {
  const gib = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${gib} GiB, Node ${process.versions.node}, load before and during ${loadavg()[0]?.toFixed(1)}`;
}

/** Columns as wide as their content; words are aligned left, figures right. */
export function print(head: readonly string[], rows: readonly (readonly string[])[]): void {
  const all = [head, ...rows];
  const widths = head.map((_, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)) + 2);
  for (const row of all)
    console.log(
      row
        .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
        .join(''),
    );
}
