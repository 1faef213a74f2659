import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/**
 * A passing failure of the database, not a fault of the code or the caller: it is unreachable (`away`), has no room or
 * time (`busy`), or two writes met and one must start again (`again`). Nothing was written, unless the answer to a
 * commit was lost on its way: then a repeat with the same key gets the result of the first write.
 */
export type Outage = 'away' | 'busy' | 'again';

const codes: readonly (readonly [RegExp, Outage])[] = [
  // Connection trouble, the server stopping or starting, a session it ended, a standby that accepts no writes.
  [/^(08...|57P0[1-5]|25P0[34]|25006)$/, 'away'],
  [/^E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/, 'away'],
  // No room, a lock not granted in time, a statement over its time limit.
  [/^(53...|55P03|57014)$/, 'busy'],
  [/^40(001|P01)$/, 'again'],
];
/** The driver has no code for these, and knex puts the statement before the message. */
const words =
  /(^| - )(Connection (terminated|ended)|Client .*not queryable|Transaction query already complete|timeout e)/;

/** A prepared statement planned before the tables changed: next time it is planned anew (prepared.ts). */
export const planIsOld = /cached plan must not change result type/;

export function outageOf(error: unknown): Outage | null {
  // A socket's error may come from another realm, where it is no instance of our Error.
  if (!isNativeError(error)) return null;
  // Every connection of the pool was taken for as long as we wait for one.
  if (error.name === 'KnexTimeoutError') return 'busy';
  const code = String((error as { code?: unknown }).code ?? '');
  const found = codes.find(([sign]) => sign.test(code));
  if (found) return found[1];
  if (words.test(error.message)) return 'away';
  if (planIsOld.test(error.message)) return 'again';
  const inner = [error.cause, ...('errors' in error && Array.isArray(error.errors) ? (error.errors as unknown[]) : [])];
  return inner.map(outageOf).find(Boolean) ?? null;
}

const TRIES = 3;
const APART_MS = 20;

/** Repeats work that is one transaction when it only collided with another one. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || outageOf(error) !== 'again') throw error;
      // Two that collided must not collide again.
      await wait(APART_MS * tries * (1 + Math.random()));
    }
  }
}
