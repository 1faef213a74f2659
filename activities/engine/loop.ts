import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { listen } from '../../store/knock';
import { driveActs } from './acts';
import type { EngineLink } from './connect';
import { relay } from './relay';
import { travel } from './traveller';

const PAUSE_MS = 1_000;
/** Orders carried out before a travel that was asked for meanwhile has its turn. */
const ORDERS_A_TURN = 50;

export interface Loop {
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** A travel that does not move on for so long ends. */
  stallMs?: number;
}

/**
 * Carries out orders and travels: woken by Postgres at once, and by itself every second in case a knock was lost.
 * Whatever fails because an engine or the database is away is tried again; nothing is given up.
 */
export async function startLoop(
  db: Knex,
  link: EngineLink,
  url: string,
  log: (problem: string) => void,
  { stallMs }: LoopOptions = {},
): Promise<Loop> {
  const ended = new AbortController();
  const { signal } = ended;
  let wake = new AbortController();
  const listener = await listen(url, 'outbox', () => wake.abort());
  const rounds = (async () => {
    while (!signal.aborted) {
      wake = new AbortController();
      try {
        await travel(db, link, { stallMs, signal });
        if ((await relay(db, link, { most: ORDERS_A_TURN })) === ORDERS_A_TURN) continue;
        if ((await driveActs(db, link)) > 0) continue;
      } catch (error) {
        log(error instanceof Error ? error.message : 'unknown');
      }
      if (!signal.aborted) await wait(PAUSE_MS, undefined, { signal: wake.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      wake.abort();
      await rounds;
      await listener.close();
    },
  };
}
