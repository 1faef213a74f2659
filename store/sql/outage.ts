import { setTimeout as wait } from 'node:timers/promises';
import { isNativeError } from 'node:util/types';

/**
 * What the database could not do just now, by no fault of the code or of whoever asked: it is out of reach, it has no
 * room or time, or two writes met and one of them has to begin anew. Nothing of it was written, but for an answer to a
 * commit that got lost on its way: whoever repeats a write with its key hears what came of the first one.
 */
export type Outage = 'away' | 'busy' | 'again';

const codes: readonly (readonly [RegExp, Outage])[] = [
  // Connection trouble, the server going down or coming up, a session it ended, a standby that takes no writes.
  [/^(08...|57P0[1-5]|25P0[34]|25006)$/, 'away'],
  [/^E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)$/, 'away'],
  // No room for more, a lock not given in time, a statement that took longer than it may.
  [/^(53...|55P03|57014)$/, 'busy'],
  [/^40(001|P01)$/, 'again'],
];
/** The driver says these without a code, and knex puts the statement before them. */
const words =
  /(^| - )(Connection (terminated|ended)|Client .*not queryable|Transaction query already complete|timeout e)/;

/** A statement kept by name, planned before the tables changed: the next time it is planned anew (prepared.ts). */
export const planIsOld = /cached plan must not change result type/;

export function outageOf(error: unknown): Outage | null {
  // A socket's error may come from another realm than ours, where it is no instance of our Error.
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

/** Does work that is one transaction again when it only met another one. */
export async function again<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries === TRIES || outageOf(error) !== 'again') throw error;
      // Two that met must not meet again.
      await wait(APART_MS * tries * (1 + Math.random()));
    }
  }
}
