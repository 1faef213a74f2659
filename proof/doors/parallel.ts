import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';

/** Requests sent at the same time. */
export const REQUESTS_AT_ONCE = 8;

/** One act as a form sends it: with a key, and with its effect in the database. */
export interface Act {
  ask(key: string): Test;
  /** A number that grows by one for each effect of the act. */
  effect(): Promise<number>;
  /** The answer is not stored, because it shows a secret: it may differ from time to time. */
  secret?: boolean;
}

const fine = ({ status }: Response): boolean => status < 400;
const inFlight = ({ status, body, text }: Response): boolean =>
  status === 409 && (body?.code === 'write-in-flight' || /ещё выполняется/.test(text));
/** A refusal contains the id of its own request, so only its code is compared. */
const saidOf = (answer: Response): string => {
  const { status, headers, body } = answer;
  return JSON.stringify(fine(answer) ? [status, headers['location'], body] : [status, body?.code]);
};
const listOf = (answers: readonly Response[]): string =>
  answers.map(({ status, body }) => [status, body?.code].filter(Boolean).join(' ')).join(', ');

/** A service that is switched off says so; that is not a failure. */
const failed = (answers: readonly Response[]): string | null =>
  answers.some(({ status }) => status >= 500 && status !== 503) ? `fails: ${listOf(answers)}` : null;

/** Answers to one key must all be the same, or say that the first is still being processed. */
export function oneAnswer(answers: readonly Response[], secret = false): string | null {
  const settled = answers.filter((answer) => !inFlight(answer));
  if (failed(answers)) return failed(answers);
  if (settled.length === 0) return 'nobody was heard';
  const said = new Set(settled.map(saidOf));
  return secret || said.size === 1 ? null : `answers differ: ${listOf(answers)}`;
}

export const atOnce = (ask: Act['ask'], keys: readonly string[]): Promise<Response[]> =>
  Promise.all(keys.map((key) => ask(key)));

export const oneKey = (): string[] => Array<string>(REQUESTS_AT_ONCE).fill(randomUUID());
const ownKeysOf = (): string[] => Array.from({ length: REQUESTS_AT_ONCE }, () => randomUUID());

/** The same form eight times: one effect and one answer, also for somebody who asks again later. */
export async function sameKey({ ask, effect, secret = false }: Act): Promise<string | null> {
  const [keys, before] = [oneKey(), await effect()];
  const answers = await atOnce(ask, keys);
  const later = secret ? [] : [await ask(keys[0] ?? '')];
  return oneAnswer([...answers, ...later], secret) ?? once(answers, (await effect()) - before);
}

/** Eight different forms of an act that can happen once: one effect; the later ones are told that it is done. */
export async function ownKeys({ ask, effect }: Act): Promise<string | null> {
  const before = await effect();
  const answers = await atOnce(ask, ownKeysOf());
  return failed(answers) ?? once(answers, (await effect()) - before);
}

function once(answers: readonly Response[], made: number): string | null {
  if (!answers.some(fine)) return `nobody could: ${listOf(answers)}`;
  return made === 1 ? null : `effects: ${made} (${listOf(answers)})`;
}
