import { TooOften } from './rates';

interface Line {
  served: number;
  waiting: (() => void)[];
}

/**
 * A flood by one sender must not slow down others: only so many of their requests are served at once, and the rest wait
 * without using a connection or a turn. A sender with too many waiting requests is told to slow down.
 */
export class Turns {
  readonly #lines = new Map<string, Line>();

  constructor(
    readonly atOnce: number,
    readonly waitingMost: number,
    readonly tooMany: () => Error = () => new TooOften(1),
  ) {}

  async take<T>(who: string, work: () => Promise<T>): Promise<T> {
    await this.#enter(who);
    try {
      return await work();
    } finally {
      this.#leave(who);
    }
  }

  async #enter(who: string): Promise<void> {
    const line = this.#lines.get(who) ?? { served: 0, waiting: [] };
    this.#lines.set(who, line);
    if (line.served < this.atOnce) {
      line.served += 1;
      return;
    }
    if (line.waiting.length >= this.waitingMost) throw this.tooMany();
    await new Promise<void>((served) => line.waiting.push(served));
  }

  /** Passes the turn to the next in line; an empty line is removed. */
  #leave(who: string): void {
    const line = this.#lines.get(who);
    if (!line) return;
    const next = line.waiting.shift();
    if (next) next();
    else if ((line.served -= 1) === 0) this.#lines.delete(who);
  }
}

/** How many requests of one person, or of one address before sign-in, may be served at once and may wait. */
const PERSON = { atOnce: 6, waiting: 60 };
const ADDRESS = { atOnce: 20, waiting: 200 };

export type InTurn = <T>(who: { name: string; signedIn: boolean }, work: () => Promise<T>) => Promise<T>;

export function turnsOfAskers(): InTurn {
  const people = new Turns(PERSON.atOnce, PERSON.waiting);
  const addresses = new Turns(ADDRESS.atOnce, ADDRESS.waiting);
  return ({ name, signedIn }, work) => (signedIn ? people : addresses).take(name, work);
}
