import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../store/knock';
import type { EngineLink } from './connect';
import { relay } from './relay';
import { travel } from './traveller';

const PAUSE_MS = 1_000;

export interface Loop {
  stop(): Promise<void>;
}

/**
 * Carries out orders and travels: woken by Postgres at once, and by itself every second in case a knock was lost.
 * Whatever fails (an engine or a database that is away) is tried again; nothing is given up.
 */
export async function startLoop(
  db: Knex,
  link: EngineLink,
  url: string,
  log: (problem: string) => void,
): Promise<Loop> {
  let going = true;
  let wake = new AbortController();
  const listener = await listen(url, 'outbox', () => wake.abort());
  const rounds = (async () => {
    while (going) {
      wake = new AbortController();
      try {
        await travel(db, link);
        await relay(db, link);
      } catch (error) {
        log(error instanceof Error ? error.message : 'unknown');
      }
      if (going) await wait(PAUSE_MS, undefined, { signal: wake.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      going = false;
      wake.abort();
      await rounds;
      await listener.close();
    },
  };
}
