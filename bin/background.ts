import type { ChildProgram } from './child';
import { pause } from './keep-alive';
import { explain } from './program';

export interface Background {
  /** Resolves when it is ready for the first time, or has failed to start: nobody waits longer. */
  begun: Promise<void>;
  stop(): Promise<void>;
}

export interface BackgroundOptions {
  say: (sentence: string) => void;
  /** The message when it could not be done, with the reason; it says what to do. */
  givenUp: (why: string) => string;
  /** Waits before each new try; set by tests. */
  waitsMs?: readonly number[];
}

const WAITS_MS = [1_000, 5_000, 15_000] as const;
/** If it dies after running this long, the count of tries starts again. */
const HEALTHY_MS = 60_000;

/**
 * A program that does long work beside the others and ends with it. When it dies it is started again a few times;
 * whatever happens to it, nothing else ends.
 */
export function inBackground(
  begin: () => Promise<ChildProgram>,
  { say, givenUp, waitsMs = WAITS_MS }: BackgroundOptions,
): Background {
  const stopped = new AbortController();
  let living: ChildProgram | undefined;
  let begunOnce: () => void = () => undefined;
  const begun = new Promise<void>((done) => (begunOnce = done));
  /** Why it ended badly, if it did. */
  const life = async (): Promise<string | undefined> => {
    try {
      living = await begin();
    } catch (error) {
      return explain(error);
    }
    begunOnce();
    // A stop may have come meanwhile, when there was nothing to stop yet.
    if (stopped.signal.aborted) await living.stop();
    const how = await living.ended;
    return how === '0' ? undefined : (living.failed() ?? `программа остановилась (${how})`);
  };
  const lives = (async () => {
    for (let deaths = 0; ;) {
      const bornAt = performance.now();
      const why = await life();
      begunOnce();
      if (why === undefined || stopped.signal.aborted) return;
      if (performance.now() - bornAt > HEALTHY_MS) deaths = 0;
      const waitMs = waitsMs[deaths++];
      if (waitMs === undefined) return say(givenUp(why));
      say(`${why} Пробуем снова через ${Math.ceil(waitMs / 1_000)} с.`);
      await pause(waitMs, stopped.signal);
      if (stopped.signal.aborted) return;
    }
  })();
  return {
    begun,
    async stop() {
      stopped.abort();
      await living?.stop();
      await lives;
    },
  };
}
