import { setTimeout as wait } from 'node:timers/promises';

/** What other people experienced during a flood, or without one. */
export interface Seen {
  reads: number;
  p95: number;
  /** The slowest answer of /health. */
  health: number;
  failed: number;
  /** The first that failed. */
  first: string;
}

const EVERY_MS = 50;
const HEALTH_EVERY_MS = 100;
const PATIENCE_MS = 20_000;
const PATHS = ['/', '/appeals', '/law', '/law/deadline', '/houses', '/faq'];

async function timed(address: string, headers: Record<string, string>): Promise<{ ms: number; status: number }> {
  const began = performance.now();
  try {
    const answer = await fetch(address, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
    await answer.arrayBuffer();
    return { ms: performance.now() - began, status: answer.status };
  } catch {
    return { ms: performance.now() - began, status: 0 };
  }
}

/**
 * Asks at a steady pace, whether or not the previous question is answered: a slow answer must not reduce the number of
 * questions.
 */
async function steadily(every: number, span: number, ask: (turn: number) => Promise<void>): Promise<void> {
  const began = performance.now();
  const asked: Promise<void>[] = [];
  while (performance.now() - began < span) {
    asked.push(ask(asked.length));
    await wait(Math.max(0, began + asked.length * every - performance.now()));
  }
  await Promise.all(asked);
}

/** For that long, everybody reads their own pages in turn, and a probe asks /health. */
export async function watch(
  { pages, readers }: { pages: string; readers: readonly string[] },
  span: number,
): Promise<Seen> {
  const times: number[] = [];
  const seen: Seen = { reads: 0, p95: 0, health: 0, failed: 0, first: '' };
  const read = async (turn: number): Promise<void> => {
    const [token, path] = [readers[turn % readers.length] ?? '', PATHS[turn % PATHS.length] ?? '/'];
    const { ms, status } = await timed(pages + path, { authorization: `Bearer ${token}`, accept: 'application/json' });
    times.push(ms);
    if (status === 200) return;
    seen.failed += 1;
    seen.first ||= `${path} ${status}`;
  };
  const knock = async (): Promise<void> => {
    const { ms, status } = await timed(`${pages}/health`, {});
    seen.health = Math.max(seen.health, status === 200 ? ms : PATIENCE_MS);
  };
  await Promise.all([steadily(EVERY_MS, span, read), steadily(HEALTH_EVERY_MS, span, knock)]);
  times.sort((a, b) => a - b);
  return { ...seen, reads: times.length, p95: times[Math.floor(times.length * 0.95)] ?? 0 };
}
