import { serve } from '../api/heavy/serve';
import { Refusal } from '../law/base/refusal';

/** A thread for tests: jobs that take long, use too much memory or fail. */
export const slowJobs = {
  quick: ({ word }: { word: string }): string => word,
  bytes: ({ length }: { length: number }): Uint8Array => new Uint8Array(length),
  /** A loop that only the end of the thread stops. */
  burn: ({ ms }: { ms: number }): number => {
    const until = performance.now() + ms;
    let turns = 0;
    while (performance.now() < until) turns += 1;
    return turns;
  },
  swell: (_: object): number => {
    const held: object[] = [];
    for (;;) held.push(Array.from({ length: 10_000 }, (_one, at) => ({ at })));
  },
  refuse: (_: object): never => {
    throw new Refusal('no-such', 'Нельзя.', 409, { word: 'Иначе.' });
  },
  break: (_: object): never => {
    throw new Error('a fault of ours');
  },
  leave: (_: object): never => process.exit(3),
};
export type SlowJobs = typeof slowJobs;

serve(slowJobs);
