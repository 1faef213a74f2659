import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

const ANSWER_MS = 15_000;
const AGAIN_MS = 150;
/** The house must come back sooner than this, even on a loaded machine. */
const PATIENCE_MS = 180_000;
/** Statuses about the moment, not about the request: done already, in progress, closed, too often. */
const PASSING = [409, 423, 429];

export interface Wish {
  token: string;
  path: string;
  body?: object;
  /** The form's key: the same request however often it is sent. */
  key?: string;
  /** Refusals that mean it was done before, or can never be done again. */
  also?: readonly string[];
  /** Called with every answer that is not the expected one. */
  heard?: (answer: Response) => void;
}

/**
 * Asks as a phone does: again with the same key until it is answered, however often the house dies meanwhile. A house
 * with several doors is asked at each in turn.
 */
export async function retryUntilAnswered<T>(
  doors: string | readonly string[],
  { token, path, body, key = randomUUID(), also = [], heard = () => undefined }: Wish,
): Promise<T & { code?: string }> {
  const end = performance.now() + PATIENCE_MS;
  const all = [doors].flat();
  for (let turn = Math.floor(Math.random() * all.length); ; turn += 1) {
    const answer = await fetch(`${all[turn % all.length]}${path}`, {
      method: body ? 'POST' : 'GET',
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(ANSWER_MS),
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json', 'idempotency-key': key }),
      },
    }).catch(() => null);
    const said = (await answer?.json().catch(() => null)) as (T & { code?: string }) | null;
    // Accepted but not done yet: a repeat asks for the same act and finally gets its result.
    const later = answer?.status === 202 && said !== null && 'accepted' in said;
    if (answer && said && !later && (answer.ok || also.includes(said.code ?? ''))) return said;
    if (answer) heard(answer);
    const forGood = answer && answer.status >= 400 && answer.status < 500 && !PASSING.includes(answer.status);
    if (forGood || performance.now() > end) throw new Error(`${path}: ${answer?.status} ${JSON.stringify(said)}`);
    await wait(AGAIN_MS);
  }
}
