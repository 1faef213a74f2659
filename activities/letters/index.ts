import { problemOf } from '../problem';
import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { outsideChannels } from '../../store/letters/deliveries';
import { listen } from '../../store/sql/listen';
import { beatLane } from '../../store/letters/lanes';
import type { Loop } from '../engine/loop';
import type { Gateways } from './gateway';
import { laneOf } from './lane';

const PAUSE_MS = 1_000;
const BEAT_MS = 5_000;
/** How long letters in progress are waited for when a program stops; after that their lease expires. */
const STOP_MS = 5_000;
const MARK_MS = 15_000;

/**
 * Sends letters independently of the cases, one lane per channel: a server that is away delays no other channel and no
 * legal clock. Woken by Postgres when a letter is written, and by itself every second. Any number of programs may do it
 * at once.
 */
export async function startLanes(
  db: Knex,
  url: string,
  gateways: Gateways,
  log: (problem: string) => void,
): Promise<Loop> {
  const ended = new AbortController();
  const lanes = outsideChannels.map((channel) => {
    const lane = laneOf({ db, channel, gateway: gateways[channel], markMs: MARK_MS, ended: ended.signal });
    return { channel, ...runLane(lane.turn, ended.signal, (problem) => log(`${channel}: ${problem}`)) };
  });
  const listener = await listen(url, 'letters', (channel = '') => {
    for (const lane of lanes) if (channel === '' || channel === lane.channel) lane.wakeUp();
  });
  const beat = (): Promise<unknown> => Promise.all(outsideChannels.map((channel) => beatLane(db, channel)));
  await beat();
  const pulse = setInterval(() => void beat().catch(() => undefined), BEAT_MS);
  return {
    async stop() {
      ended.abort();
      clearInterval(pulse);
      for (const lane of lanes) lane.wakeUp();
      const late = new AbortController();
      const patience = wait(STOP_MS, undefined, { signal: late.signal }).catch(() => undefined);
      await Promise.race([Promise.all(lanes.map(({ rounds }) => rounds)), patience]);
      late.abort();
      await listener.close();
    },
  };
}

function runLane(turn: () => Promise<number>, ended: AbortSignal, log: (problem: string) => void) {
  let wake = new AbortController();
  const rounds = (async () => {
    while (!ended.aborted) {
      wake = new AbortController();
      const handled = await turn().catch((error: unknown) => {
        log(problemOf(error));
        return 0;
      });
      if (handled === 0 && !ended.aborted)
        await wait(PAUSE_MS, undefined, { signal: wake.signal }).catch(() => undefined);
    }
  })();
  return { rounds, wakeUp: () => wake.abort() };
}
