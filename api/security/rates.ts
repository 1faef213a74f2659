import type { Knex } from 'knex';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../law/refusal';

export type RateClass = 'read' | 'write' | 'search' | 'sign-in' | 'password';
export type Rates = Record<RateClass, { points: number; seconds: number; shared: boolean }>;

/**
 * How often one person (or one address, before sign-in) may ask. Reads are counted by each process for itself: a page
 * view must not cost a write to the database. The rest is counted for all processes together.
 */
export const usualRates: Rates = {
  read: { points: 1_200, seconds: 60, shared: false },
  search: { points: 120, seconds: 60, shared: true },
  write: { points: 240, seconds: 60, shared: true },
  'sign-in': { points: 60, seconds: 300, shared: true },
  password: { points: 10, seconds: 900, shared: true },
};

/** Thrown with the seconds to wait: the answer carries Retry-After. */
export class TooOften extends Refusal {
  constructor(readonly retryAfter: number) {
    super('too-often', 'Слишком много запросов подряд. Подождите минуту и попробуйте снова.', 429);
  }
}

export type RateLimit = (rate: RateClass, who: string) => Promise<void>;

export function createRateLimit(db: Knex, rates: Rates = usualRates): RateLimit {
  const limiters = Object.fromEntries(
    Object.entries(rates).map(([rate, { points, seconds, shared }]) => {
      const limits = { keyPrefix: rate, points, duration: seconds };
      const limiter = shared
        ? new RateLimiterPostgres({
            ...limits,
            storeClient: db,
            storeType: 'knex',
            tableName: 'rate_limit',
            tableCreated: true,
            clearExpiredByTimeout: false,
            inMemoryBlockOnConsumed: points + 1,
          })
        : new RateLimiterMemory(limits);
      return [rate, limiter];
    }),
  );
  return async (rate, who) => {
    await limiters[rate]?.consume(who).catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) throw new TooOften(Math.max(1, Math.ceil(reason.msBeforeNext / 1_000)));
      throw reason;
    });
  };
}
