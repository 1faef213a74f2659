import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { readClock } from '../../store/clock/clock';
import { advanceDrill } from '../../store/request/drill-run';
import type { Loop } from '../engine/loop';

const EVERY_MS = 1_000;

/**
 * Leads the running drill of a training region: its calls come and its clock goes on while nobody has the page open, and
 * however many have. A worker that dies leaves it to the next one.
 */
export async function startDrills(db: Knex, log: (problem: string) => void): Promise<Loop> {
  const ended = new AbortController();
  const { kind } = await readClock(db);
  const turns = async (): Promise<void> => {
    while (kind === 'training' && !ended.signal.aborted) {
      const more = await advanceDrill(db).catch((error: unknown) => {
        log(error instanceof Error ? error.message : 'unknown');
        return false;
      });
      if (!more) await wait(EVERY_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  };
  const round = turns();
  return {
    async stop() {
      ended.abort();
      await round;
    },
  };
}
