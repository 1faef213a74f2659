import { setTimeout as wait } from 'node:timers/promises';

const AGAIN_MS = 500;

export interface MarkQueue<T> {
  add(one: T): void;
  /** Resolves when everything added is written; throws when it could not be. */
  done(): Promise<void>;
}

/**
 * Records the results of letters: the first at once, and those that gather meanwhile together afterwards. A short
 * database outage is waited out: a sent letter that is not marked would be sent twice.
 */
export function gathered<T>(write: (these: T[]) => Promise<void>, patienceMs: number): MarkQueue<T> {
  const waiting: T[] = [];
  let busy = false;
  let writing = Promise.resolve();
  const stubborn = async (these: T[]): Promise<void> => {
    const end = performance.now() + patienceMs;
    for (;;) {
      try {
        return await write(these);
      } catch (error) {
        if (performance.now() >= end) throw error;
        await wait(AGAIN_MS);
      }
    }
  };
  const flush = async (): Promise<void> => {
    try {
      while (waiting.length > 0) await stubborn(waiting.splice(0));
    } finally {
      busy = false;
    }
  };
  return {
    add(one) {
      waiting.push(one);
      if (busy) return;
      busy = true;
      writing = Promise.all([writing, flush()]).then(() => undefined);
      writing.catch(() => undefined);
    },
    done: () => writing,
  };
}
