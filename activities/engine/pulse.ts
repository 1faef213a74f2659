import type { Knex } from 'knex';
import { DOORS_LEASE_MS, renewDoors } from '../../store/clock/doors';
import { beatTravel } from '../../store/clock/travels';
import { Standstill, engineSilent, type Waiting } from './standstill';

/** A travel that has not moved on for so long ends where it is. */
export const STALL_MS = 60_000;
const BEATS_A_LEASE = 4;

/** The travel has lost its doors, or is not wanted any more: writes may have come in. */
export class DoorsLost extends Error {}

/** The life of one traveller: renews its doors while it moves on, and ends it when it does not, even when it hangs. */
export interface Pulse {
  /** Rejects as soon as the travel must stop; whoever does the work is raced against it. */
  readonly ended: Promise<never>;
  moved(): void;
  /** Notes what is waited for: another sign than before means that something has moved. */
  waits(waiting: Waiting): void;
  /** Throws once the travel has ended: work that was left behind does no more. */
  check(): void;
  stop(): void;
}

interface Traveller {
  db: Knex;
  id: string;
  /** Of the doors it has closed. */
  mark: string;
  /** That no other has become the traveller. */
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
    // What cannot be said is said at the next beat; doors that nobody renews open by themselves.
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
