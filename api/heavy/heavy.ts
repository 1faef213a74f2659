import { join } from 'node:path';
import type { Call } from '../http/route';
import type { HeavyJobs } from '../jobs';
import { ThreadPool } from './room';

export type Heavy = Pick<ThreadPool<HeavyJobs>, 'run' | 'warm'>;

let shared: Heavy | undefined;

/** One pool for the process, however many apps it serves: they share processors and memory. */
export const heavyPool = (): Heavy =>
  (shared ??= new ThreadPool<HeavyJobs>({
    entry: join(__dirname, 'thread.ts'),
    threads: 2,
    waiting: 24,
    waitingEach: 2,
    patienceMs: 20_000,
    heapMb: 512,
  }));

/** Computes outside the main thread; each person's jobs wait in their own turn. */
export const computeApart = <N extends keyof HeavyJobs>(
  { services, sender }: Pick<Call, 'services' | 'sender'>,
  name: N,
  input: Parameters<HeavyJobs[N]>[0],
): Promise<Awaited<ReturnType<HeavyJobs[N]>>> => services.heavy.run(name, sender, input);
