import type { Knex } from 'knex';
import { DOORS_LEASE_MS, renewDoors } from '../../store/clock/doors';
import { beatTravel } from '../../store/clock/travels';
import { Standstill, engineSilent, type Waiting } from './standstill';

/** A travel without progress for this long ends where it is. */
export const STALL_MS = 60_000;
const BEATS_A_LEASE = 4;

/** The travel no longer holds the doors closed, or is no longer wanted: writes may have come in. */
export class DoorsLost extends Error {}

/**
 * Watches one travel: keeps the doors closed while it makes progress, and ends it when it does not, even when it hangs.
 */
export interface Pulse {
  /** Rejects as soon as the travel must stop; the work is raced against it. */
  readonly ended: Promise<never>;
  moved(): void;
  /** Records what is waited for: a different `sign` than before means progress. */
  waits(waiting: Waiting): void;
  /** Throws once the travel has ended, so that abandoned work does nothing more. */
  check(): void;
  stop(): void;
}

interface Traveller {
  db: Knex;
  id: string;
  /** The lease that keeps the doors closed. */
  mark: string;
  /** Checks that no other process has become the traveller. */
  still: () => Promise<boolean>;
  stallMs: number;
  signal?: AbortSignal;
}

export function startPulse({ db, id, mark, still, stallMs, signal }: Traveller): Pulse {
  let movedAt = performance.now();
  let told = movedAt;
  let waiting: Waiting | undefined;
  let failure: Error | undefined;
  let fail: (error: Error) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => (fail = reject));
  ended.catch(() => undefined);
  const end = (error: Error): void => {
    failure ??= error;
    clearInterval(timer);
    fail(failure);
  };
  const beat = async (): Promise<void> => {
    if (signal?.aborted) return end(new DoorsLost('the worker stops'));
    if (performance.now() - movedAt > stallMs) return end(new Standstill(waiting?.say ?? engineSilent));
    const fresh = movedAt > told;
    told = movedAt;
    // A failed renewal is repeated at the next beat; doors that nobody renews open by themselves.
    const said = await Promise.all([renewDoors(db, mark), beatTravel(db, id, fresh), still()]).catch(() => [
      true,
      true,
    ]);
    if (said.includes(false)) end(new DoorsLost('the doors were lost on the way'));
  };
  const timer = setInterval(() => void beat(), Math.min(DOORS_LEASE_MS, stallMs) / BEATS_A_LEASE);
  return {
    ended,
    moved() {
      movedAt = performance.now();
      waiting = undefined;
    },
    waits(now) {
      if (waiting?.sign !== now.sign) movedAt = performance.now();
      waiting = now;
    },
    check() {
      if (failure) throw failure;
      if (signal?.aborted) throw new DoorsLost('the worker stops');
    },
    stop: () => end(new DoorsLost('the travel is over')),
  };
}
