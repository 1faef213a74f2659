import type { Knex } from 'knex';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../../law/base/refusal';
import { spend } from '../../store/access/rates';

export type RateClass = 'read' | 'write' | 'search' | 'sign-in' | 'password' | 'exchange';

interface Rate {
  points: number;
  seconds: number;
  /** Counted for all processes together; otherwise each process counts for itself. */
  shared: boolean;
  /** Requests in a window that a process allows by its own count before it uses the common one. */
  free?: number;
}
export type Rates = Record<RateClass, Rate>;

/**
 * How often one person (or one address, before sign-in) may ask. Each process counts reads for itself, because a page
 * view must not cost a write to the database. The rest is counted for all processes together, but occasional writers
 * cost no row either: in the last minute of a voting a whole house sends one decision each.
 */
export const usualRates: Rates = {
  read: { points: 1_200, seconds: 60, shared: false },
  search: { points: 120, seconds: 60, shared: true },
  write: { points: 240, seconds: 60, shared: true, free: 24 },
  // Many people of one network may start signing in at the provider in one evening; their return is only read.
  'sign-in': { points: 600, seconds: 300, shared: true, free: 30 },
  // Comparing a password is slow; how often one may be wrong is counted elsewhere (guesses.ts).
  password: { points: 60, seconds: 300, shared: true },
  // A night of accidents is hundreds of calls with several events each; none of them may cost a row here.
  exchange: { points: 6_000, seconds: 60, shared: false },
};

/** Contains the seconds to wait: the answer carries Retry-After. */
export class TooOften extends Refusal {
  constructor(
    readonly retryAfter: number,
    say = 'Слишком много запросов подряд. Подождите минуту и попробуйте снова.',
  ) {
    super('too-often', say, 429);
  }
}

export type RateLimit = (rate: RateClass, who: string) => Promise<void>;

export function createRateLimit(db: Knex, rates: Rates = usualRates): RateLimit {
  const limits = Object.entries(rates).map(([rate, { shared, ...limit }]) => [
    rate,
    shared ? together(db, rate, limit) : alone(limit),
  ]);
  const limiters = Object.fromEntries(limits) as Record<RateClass, (who: string) => Promise<void>>;
  return (rate, who) => limiters[rate](who);
}

type Limit = Omit<Rate, 'shared'>;

const SECOND_MS = 1_000;
const tooOften = (leftMs: number): TooOften => new TooOften(Math.max(1, Math.ceil(leftMs / SECOND_MS)));

/** A sender over the limit is not counted again until the window ends: a flood must not cost one write per request. */
const BLOCKED_MOST = 10_000;

function together(db: Knex, rate: string, { points, seconds, free = 0 }: Limit): (who: string) => Promise<void> {
  const blocked = new Map<string, number>();
  const few = alone({ points: free, seconds });
  return async (who) => {
    if (free > 0 && (await passes(few(who)))) return;
    const stays = (blocked.get(who) ?? 0) - performance.now();
    if (stays > 0) throw tooOften(stays);
    const spent = await spend(db, `${rate}:${who}`, seconds);
    if (spent.points <= points) return;
    if (blocked.size >= BLOCKED_MOST) blocked.clear();
    blocked.set(who, performance.now() + spent.leftMs);
    throw tooOften(spent.leftMs);
  };
}

const passes = (limited: Promise<void>): Promise<boolean> =>
  limited.then(
    () => true,
    (reason: unknown) => {
      if (reason instanceof TooOften) return false;
      throw reason;
    },
  );

function alone({ points, seconds }: Limit): (who: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points, duration: seconds });
  return async (who) => {
    await limiter.consume(who).catch((reason: unknown) => {
      if (reason instanceof RateLimiterRes) throw tooOften(reason.msBeforeNext);
      throw reason;
    });
  };
}
