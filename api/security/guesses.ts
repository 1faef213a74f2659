import type { Knex } from 'knex';
import { counted } from '../../law/base/russian';
import { countGuess, forgiveGuess, type Counter } from '../../store/access/guesses';
import { hashOf } from '../../store/access/secrets';
import { TooOften } from './rates';

/** Whose password is tried, from where, and from which browser if this person has signed in from it before. */
export interface Guess {
  login: string;
  sender: string;
  device: string | null;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Enough for a person's own mistakes; a stranger is slowed down from the sixth attempt on: about a hundred a day. */
const own = { free: 5, firstSeconds: 30, mostSeconds: 15 * MINUTE, memorySeconds: 24 * HOUR };
/** For attempts spread over many senders; one sender alone never reaches this limit. */
const spread = { free: 50, firstSeconds: 10, mostSeconds: 15 * MINUTE, memorySeconds: HOUR };
/** For one sender that tries a few passwords on many accounts. */
const sweep = { free: 30, firstSeconds: 10, mostSeconds: 5 * MINUTE, memorySeconds: HOUR };

const mark = (text: string): string => hashOf(text).toString('base64url');

/**
 * A browser the account knows is counted separately, so attempts of strangers never make its owner wait. All unknown
 * senders together have one more counter, or a thousand senders would be a thousand times as fast.
 */
function countersOf({ login, sender, device }: Guess): [Counter, ...Counter[]] {
  const account = mark(login.toLowerCase());
  if (device) return [{ account, place: mark(`device:${device}`), ...own }];
  const place = mark(`sender:${sender}`);
  return [
    { account, place, ...own },
    { account, place: '', ...spread },
    { account: '', place, ...sweep },
  ];
}

/**
 * Lets a password be tried, or says how long to wait. `db` is not the request's transaction, so refused attempts stay
 * counted. An unknown login is counted like a known one, so waiting times do not reveal which logins exist.
 */
export async function guarded<T>(db: Knex, guess: Guess, tried: () => Promise<T | null>): Promise<T | null> {
  const counters = countersOf(guess);
  const waitMs = await countGuess(db, counters);
  if (waitMs > 0) throw new TooOften(Math.ceil(waitMs / 1_000), sayOf(waitMs));
  const found = await tried();
  if (found !== null) await forgiveGuess(db, counters);
  return found;
}

function sayOf(waitMs: number): string {
  const seconds = Math.ceil(waitMs / 1_000);
  const wait =
    seconds < 2 * MINUTE
      ? counted(seconds, ['секунду', 'секунды', 'секунд'])
      : counted(Math.ceil(seconds / MINUTE), ['минуту', 'минуты', 'минут']);
  return `Слишком много неверных паролей. Подождите ${wait} и попробуйте снова или войдите другим способом.`;
}
