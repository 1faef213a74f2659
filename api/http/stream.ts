import type { Request, Response } from 'express';
import type { Knex } from 'knex';
import { openSessions } from '../../store/access/sessions';
import { TooOften } from '../security/rates';
import { busy } from '../security/busy';
import { visitorOf } from '../security/visitor';
import type { Route } from './route';

export const EVENTS = 'text/event-stream';

/** Says something to one listener; false: they have left. */
export type Say = (event: string, data: unknown) => boolean;
/** Begins to tell a listener what happens; gives back how to stop. */
export type Stream = (say: Say) => () => void;

export interface StreamLimits {
  beatMs: number;
  /** After this the browser comes again and is let in anew: a post taken away ends with it. */
  longestMs: number;
  perPerson: number;
  most: number;
}
const usual: StreamLimits = { beatMs: 10_000, longestMs: 300_000, perPerson: 6, most: 2_000 };
const AGAIN_MS = 3_000;
/** Where nobody is told of changes, a browser asks again after this. */
const ALONE_MS = 15_000;

interface Listener {
  who: string;
  sessionId: string | null;
  since: number;
  end(): void;
  beat(): void;
}

/** One event as it goes over the wire. */
export const eventText = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

/** The whole answer where there is nothing to listen to: one event, and when to come again. */
export const loneEvent = (event: string, data: unknown): string => `retry: ${ALONE_MS}\n\n${eventText(event, data)}`;

/** The open streams of this process: heartbeat, sessions that have ended, and limits. One query a beat for all of them. */
export class Streams {
  readonly #open = new Set<Listener>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly db: Knex,
    private readonly limits: StreamLimits = usual,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  admit(who: string): void {
    const { perPerson, most } = this.limits;
    if (this.#open.size >= most) throw busy();
    if ([...this.#open].filter((one) => one.who === who).length < perPerson) return;
    const say = 'Открыто слишком много живых страниц. Закройте лишние вкладки; эта обновляется сама раз в минуту.';
    throw new TooOften(Math.ceil(this.limits.beatMs / 1_000), say);
  }

  add(listener: Listener): () => void {
    this.#open.add(listener);
    this.#timer ??= setInterval(() => void this.look().catch(() => undefined), this.limits.beatMs).unref();
    return () => {
      this.#open.delete(listener);
      if (this.#open.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  }

  /** Ends what has lasted too long or whose session is over; the others get a sign of life. */
  async look(): Promise<void> {
    const all = [...this.#open];
    const sessions = await openSessions(
      this.db,
      all.flatMap(({ sessionId }) => sessionId ?? []),
    );
    const oldest = performance.now() - this.limits.longestMs;
    for (const one of all) {
      if (one.since < oldest || (one.sessionId !== null && !sessions.has(one.sessionId))) one.end();
      else one.beat();
    }
  }

  /** The process stops: browsers come again and reach another one. */
  close(): void {
    for (const one of [...this.#open]) one.end();
  }
}

const shared = new WeakMap<Knex, Streams>();
/** The streams of whoever serves from this database. */
export function streamsOf(db: Knex, limits?: StreamLimits): Streams {
  const found = shared.get(db) ?? new Streams(db, limits);
  shared.set(db, found);
  return found;
}

/** Answers with events and returns at once, so that an open stream holds neither a turn nor a connection. */
export function openStream(
  db: Knex,
  { route, stream }: { route: Pick<Route, 'id' | 'stream'>; stream: Stream },
  request: Request,
  response: Response,
): void {
  if (!route.stream) throw new Error(`The answer of ${route.id} goes on, which it does not promise`);
  const { actor, session } = visitorOf(response);
  const who = actor?.personId ?? '';
  const streams = streamsOf(db);
  streams.admit(who);
  response.set({ 'Content-Type': EVENTS, 'Cache-Control': 'no-store', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  if (request.method === 'HEAD') return void response.end();
  response.write(`retry: ${AGAIN_MS}\n\n`);
  const say: Say = (event, data) => {
    if (response.writableEnded || response.destroyed) return false;
    // Whoever does not read is not written to without end.
    if (response.writableNeedDrain) return true;
    return (response.write(eventText(event, data)), true);
  };
  const leave = streams.add({
    who,
    sessionId: session?.id ?? null,
    since: performance.now(),
    end: () => response.end(),
    beat: () => void response.write(': \n\n'),
  });
  const stop = stream(say);
  response.on('close', () => {
    leave();
    stop();
  });
}
