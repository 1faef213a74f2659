import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import type { Lane } from '../../store/engine/claims';
import { listen } from '../../store/sql/listen';
import { deliverActs } from './acts';
import type { EngineLink } from './connect';
import { relay } from './relay';
import { travel } from './traveller';

const PAUSE_MS = 1_000;
/** Orders carried out in one turn, before a travel requested meanwhile is handled. */
const ORDERS_A_TURN = 200;

export interface Loop {
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** A travel without progress for this long ends. */
  stallMs?: number;
  /** The lanes this process serves; all when absent. */
  lanes?: readonly Lane[];
}

/**
 * Carries out orders and travels: woken by Postgres at once, and by itself every second in case a notification was
 * lost. What fails because an engine or the database is away is tried again; nothing is given up. Histories have a lane
 * of their own: however large they are, no case waits for them.
 */
export async function startLoop(
  db: Knex,
  link: EngineLink,
  url: string,
  log: (problem: string) => void,
  { stallMs, lanes = ['cases', 'histories'] }: LoopOptions = {},
): Promise<Loop> {
  const ended = new AbortController();
  const { signal } = ended;
  const turns: Readonly<Record<Lane, () => Promise<boolean>>> = {
    async cases() {
      await travel(db, link, { stallMs, signal });
      return (await relay(db, link, { most: ORDERS_A_TURN, signal })) === ORDERS_A_TURN;
    },
    histories: async () => (await relay(db, link, { lane: 'histories', signal })) > 0,
  };
  const wakes = new Set<() => void>();
  const listener = await listen(url, 'outbox', () => wakes.forEach((wake) => wake()));
  // Acts have a loop of their own: a slow order delays nobody who was answered «принято».
  const acts = async (): Promise<boolean> => (await deliverActs(db, link)) > 0;
  // Only starts and messages are urgent. The page asks for its act first, and no case waits for a history to be
  // exported: those loops look each second and are not woken by every intake of the region.
  const timerOnly = new Set<() => void>();
  const rounds = [
    ...lanes.map((lane) => repeat(turns[lane], { signal, wakes: lane === 'cases' ? wakes : timerOnly, log })),
    ...(lanes.includes('cases') ? [repeat(acts, { signal, wakes: timerOnly, log })] : []),
  ];
  return {
    async stop() {
      ended.abort();
      [...wakes, ...timerOnly].forEach((wake) => wake());
      await Promise.all(rounds);
      await listener.close();
    },
  };
}

interface Repeating {
  signal: AbortSignal;
  wakes: Set<() => void>;
  log: (problem: string) => void;
}

/** Repeats `turn` while there is more to do, and otherwise waits for the next notification. */
async function repeat(turn: () => Promise<boolean>, { signal, wakes, log }: Repeating): Promise<void> {
  while (!signal.aborted) {
    const rest = new AbortController();
    const wake = (): void => rest.abort();
    wakes.add(wake);
    const more = await turn().catch((error: unknown) => {
      log(error instanceof Error ? error.message : 'unknown');
      return false;
    });
    if (!more && !signal.aborted) await wait(PAUSE_MS, undefined, { signal: rest.signal }).catch(() => undefined);
    wakes.delete(wake);
  }
}
