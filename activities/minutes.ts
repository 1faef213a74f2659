import { setTimeout as wait } from 'node:timers/promises';
import type { Loop } from './engine/loop';

const EVERY_MS = 60_000;

/**
 * What a worker does each minute of real time beside the cases: signing ballot logs that have grown. No case depends on
 * it for its clock, so a region in travel does not need it.
 */
export function everyMinute(
  works: readonly ((ended: AbortSignal) => Promise<unknown>)[],
  log: (problem: string) => void,
): Loop {
  const ended = new AbortController();
  const rounds = (async () => {
    while (!ended.signal.aborted) {
      for (const work of works)
        await work(ended.signal).catch((error: unknown) => log(error instanceof Error ? error.message : 'unknown'));
      await wait(EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await rounds;
    },
  };
}
