/** Something that runs: an engine or a program. */
export interface Living {
  /** Settles when it has ended, with how. */
  ended: Promise<string>;
  stop(): Promise<void>;
}

export interface KeepAliveOptions {
  say: (sentence: string) => void;
  /** Where a person reads why it ended. */
  log: string;
  /** Waits between deaths; the last one repeats. For tests. */
  waitsMs?: readonly number[];
}

/** After this long a life counts as healthy and the waits start anew. */
const HEALTHY_MS = 60_000;
const WAITS_MS = [1_000, 2_000, 5_000, 10_000, 30_000] as const;

/**
 * Begins `name` and begins it again whenever it dies. The first beginning may fail, and then the whole start fails;
 * later ones are repeated with growing waits, each with a sentence.
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
      // The stop may have come meanwhile, and then knew only the life before.
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

/** Waits; a stop ends it at once. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
