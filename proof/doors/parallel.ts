import { randomUUID } from 'node:crypto';
import type { Response, Test } from 'supertest';

/** So many hands at once. */
export const HANDS = 8;

/** One act as somebody may press its button: with a key, and what it leaves in the database. */
export interface Act {
  ask(key: string): Test;
  /** A number that grows by one for each effect of the act. */
  effect(): Promise<number>;
  /** The answer is not kept, because it shows a secret: it may differ from time to time. */
  secret?: boolean;
}

const fine = ({ status }: Response): boolean => status < 400;
const inFlight = ({ status, body, text }: Response): boolean =>
  status === 409 && (body?.code === 'write-in-flight' || /ещё выполняется/.test(text));
/** A refusal bears the number of its own request: what it says is its code. */
const saidOf = (answer: Response): string => {
  const { status, headers, body } = answer;
  return JSON.stringify(fine(answer) ? [status, headers['location'], body] : [status, body?.code]);
};
const listOf = (answers: readonly Response[]): string =>
  answers.map(({ status, body }) => [status, body?.code].filter(Boolean).join(' ')).join(', ');

/** A service that is off says so, and that is no failure. */
const failed = (answers: readonly Response[]): string | null =>
  answers.some(({ status }) => status >= 500 && status !== 503) ? `fails: ${listOf(answers)}` : null;

/** Answers to one key: all the same, or that the first one is still under way. */
export function oneAnswer(answers: readonly Response[], secret = false): string | null {
  const settled = answers.filter((answer) => !inFlight(answer));
  if (failed(answers)) return failed(answers);
  if (settled.length === 0) return 'nobody was heard';
  const said = new Set(settled.map(saidOf));
  return secret || said.size === 1 ? null : `answers differ: ${listOf(answers)}`;
}

export const atOnce = (ask: Act['ask'], keys: readonly string[]): Promise<Response[]> =>
  Promise.all(keys.map((key) => ask(key)));

export const oneKey = (): string[] => Array<string>(HANDS).fill(randomUUID());
const ownKeysOf = (): string[] => Array.from({ length: HANDS }, () => randomUUID());

/** Eight times the same form: one effect and one answer, also to whoever asks once more later. */
export async function sameKey({ ask, effect, secret = false }: Act): Promise<string | null> {
  const [keys, before] = [oneKey(), await effect()];
  const answers = await atOnce(ask, keys);
  const later = secret ? [] : [await ask(keys[0] ?? '')];
  return oneAnswer([...answers, ...later], secret) ?? once(answers, (await effect()) - before);
}

/** Eight forms of an act that happens once: one effect; whoever came later is told that it is done. */
export async function ownKeys({ ask, effect }: Act): Promise<string | null> {
  const before = await effect();
  const answers = await atOnce(ask, ownKeysOf());
  return failed(answers) ?? once(answers, (await effect()) - before);
}

function once(answers: readonly Response[], made: number): string | null {
  if (!answers.some(fine)) return `nobody could: ${listOf(answers)}`;
  return made === 1 ? null : `effects: ${made} (${listOf(answers)})`;
}
