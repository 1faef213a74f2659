import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import type { Lane } from '../../store/engine/claims';
import { listen } from '../../store/sql/knock';
import { driveActs } from './acts';
import type { EngineLink } from './connect';
import { relay } from './relay';
import { travel } from './traveller';

const PAUSE_MS = 1_000;
/** Orders carried out before a travel that was asked for meanwhile has its turn. */
const ORDERS_A_TURN = 200;

export interface Loop {
  stop(): Promise<void>;
}

export interface LoopOptions {
  /** A travel that does not move on for so long ends. */
  stallMs?: number;
  /** What this process carries out; everything when absent. */
  lanes?: readonly Lane[];
}

/**
 * Carries out orders and travels: woken by Postgres at once, and by itself every second in case a knock was lost.
 * Whatever fails because an engine or the database is away is tried again; nothing is given up. Histories leave in a
 * lane of their own: however large and many they are, no case waits for them.
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
  // Acts have a round of their own: an order that takes its time holds up nobody who was told «принято».
  const acts = async (): Promise<boolean> => (await driveActs(db, link)) > 0;
  // Only starts and words are urgent. An act is asked for by its page first, and no case waits for the keeping of a
  // history: those rounds look each second, and are not woken by every intake of the region.
  const unwoken = new Set<() => void>();
  const rounds = [
    ...lanes.map((lane) => turning(turns[lane], { signal, wakes: lane === 'cases' ? wakes : unwoken, log })),
    ...(lanes.includes('cases') ? [turning(acts, { signal, wakes: unwoken, log })] : []),
  ];
  return {
    async stop() {
      ended.abort();
      [...wakes, ...unwoken].forEach((wake) => wake());
      await Promise.all(rounds);
      await listener.close();
    },
  };
}

interface Turning {
  signal: AbortSignal;
  wakes: Set<() => void>;
  log: (problem: string) => void;
}

/** Takes turns while there is more to do, and rests between them until somebody knocks. */
async function turning(turn: () => Promise<boolean>, { signal, wakes, log }: Turning): Promise<void> {
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
