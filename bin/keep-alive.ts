/** Something that runs: an engine or a program. */
export interface Living {
  /** Resolves when it has ended, with how it ended. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface KeepAliveOptions {
  say: (sentence: string) => void;
  /** The log that shows why it ended. */
  log: string;
  /** Waits between restarts; the last one repeats. For tests. */
  waitsMs?: readonly number[];
}

/** After running this long it counts as healthy and the waits start from the first again. */
const HEALTHY_MS = 60_000;
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/**
 * Starts `name` and restarts it whenever it dies. If the first start fails, the whole start fails; later ones are
 * repeated with growing waits, each with a message.
 */
export async function keepAlive(
  name: string,
  begin: () => Promise<Living>,
  options: KeepAliveOptions,
): Promise<() => Promise<void>> {
  const { say, log, waitsMs = WAITS_MS } = options;
  const stopped = new AbortController();
  let living: Living | undefined = await begin();
  let bornAt = Date.now();
  const guard = async (): Promise<void> => {
    for (let deaths = 0; ;) {
      const how = await living?.ended;
      if (stopped.signal.aborted) return;
      if (living && Date.now() - bornAt > HEALTHY_MS) deaths = 0;
      const waitMs = waitsMs[Math.min(deaths, waitsMs.length - 1)] ?? 0;
      deaths += 1;
      const what = living ? `остановился сам (${how})` : 'не запустился';
      say(`${name} ${what}. Запускаем снова через ${Math.ceil(waitMs / 1000)} с. Журнал: ${log}`);
      await pause(waitMs, stopped.signal);
      if (stopped.signal.aborted) return;
      living = await begin().catch(() => undefined);
      bornAt = Date.now();
      // A stop may have come meanwhile, when only the previous process was known.
      if (stopped.signal.aborted) return living?.stop();
      if (living) say(`${name} снова работает.`);
    }
  };
  const guarding = guard();
  return async () => {
    stopped.abort();
    await living?.stop();
    await guarding;
  };
}

/** Waits; a stop ends the wait at once. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
