import { z } from 'zod';
import type { Knex } from 'knex';
import { readClock } from '../../store/clock/clock';
import { anyQueue, sharedCounts, type SharedCounts } from '../../store/request/board';
import { maybe, uuid } from '../http/fields';
import { route } from '../http/route';
import { EVENTS, loneEvent, type Say } from '../http/stream';
import { signed } from '../account/signed';
import { takers } from './access';
import { BOARD, boardTime, deskIdOf } from './board-ask';
import type { Looks } from './board';

/** What open boards are told: that something is new, never what; each then asks for its own rows. */
interface Told {
  version: number;
  at: string;
  counts: SharedCounts;
}

/** How changes of requests are heard of; gives back how to stop. */
export type Hear = (heard: (organisationId?: string) => void) => Promise<{ close(): Promise<void> }>;

declare module '../http/route' {
  interface Services {
    /** Tells open boards of changes; absent in a process that does not listen to the database. */
    liveBoard?: LiveBoard;
  }
}

/** Changes that come together are told together. */
const GATHER_MS = 1_000;
/** Time passes without any change: what was in time becomes late. */
const TICK_MS = 15_000;
/** An answer is shared until something changes, and not for longer than this. */
const SHARED_MS = 5_000;
const SHARED_MOST = 500;

interface DeskState {
  version: number;
  viewers: Set<Say>;
  told: string;
  timer?: NodeJS.Timeout;
}

export interface Pace {
  gatherMs: number;
  tickMs: number;
}

/** One ear and one set of answers for all boards of a process, however many people look at them. */
export class LiveBoard {
  readonly #desks = new Map<string, DeskState>();
  readonly #answers = new Map<string, { until: number; answer: Promise<unknown> }>();
  readonly #ticking: NodeJS.Timeout;
  #ear: { close(): Promise<void> } | undefined;

  private constructor(
    private readonly db: Knex,
    private readonly pace: Pace,
  ) {
    this.#ticking = setInterval(() => this.#everyDesk(), pace.tickMs).unref();
  }

  static async open(db: Knex, hear: Hear, pace: Pace = { gatherMs: GATHER_MS, tickMs: TICK_MS }): Promise<LiveBoard> {
    const live = new LiveBoard(db, pace);
    // Without a name: the connection was lost and anything may have changed.
    live.#ear = await hear((organisationId) => (organisationId ? live.#heard(organisationId) : live.#all()));
    return live;
  }

  async close(): Promise<void> {
    clearInterval(this.#ticking);
    for (const { timer } of this.#desks.values()) clearTimeout(timer);
    await this.#ear?.close();
  }

  #desk(organisationId: string): DeskState {
    const found = this.#desks.get(organisationId) ?? { version: 0, viewers: new Set<Say>(), told: '' };
    this.#desks.set(organisationId, found);
    return found;
  }

  #all(): void {
    this.#answers.clear();
    for (const organisationId of this.#desks.keys()) this.#heard(organisationId);
  }

  #heard(organisationId: string): void {
    const desk = this.#desk(organisationId);
    desk.version += 1;
    if (desk.viewers.size > 0) this.#soon(organisationId, desk);
  }

  #everyDesk(): void {
    for (const [organisationId, desk] of this.#desks) if (desk.viewers.size > 0) this.#soon(organisationId, desk);
  }

  #soon(organisationId: string, desk: DeskState): void {
    desk.timer ??= setTimeout(() => {
      desk.timer = undefined;
      void this.#tell(organisationId, desk).catch(() => undefined);
    }, this.pace.gatherMs);
  }

  async #tell(organisationId: string, desk: DeskState): Promise<void> {
    const told = await this.look(organisationId);
    const said = JSON.stringify([told.version, told.counts]);
    if (said === desk.told) return;
    desk.told = said;
    for (const say of [...desk.viewers]) if (!say('board', told)) desk.viewers.delete(say);
  }

  /** What is told of a desk now; whoever begins to look asks for it once. */
  async look(organisationId: string): Promise<Told> {
    const { version } = this.#desk(organisationId);
    const { now } = await readClock(this.db);
    const filter = { organisationId };
    const counts = await this.#once(organisationId, ['told'], () => sharedCounts(this.db, filter, boardTime(now)));
    return { version, at: now.toISOString(), counts };
  }

  watch(organisationId: string, say: Say): () => void {
    const desk = this.#desk(organisationId);
    desk.viewers.add(say);
    void this.look(organisationId)
      .then((told) => say('board', told))
      .catch(() => undefined);
    return () => void desk.viewers.delete(say);
  }

  /** The same looks, shared by everybody who asks the same of a desk before it changes. */
  looks({ page, counts, mine }: Looks): Looks {
    return {
      page: (filter, after, time) =>
        this.#once(filter.organisationId, ['page', filter, after], () => page(filter, after, time)),
      counts: (filter, time) =>
        this.#once(filter.organisationId, ['counts', anyQueue(filter)], () => counts(filter, time)),
      mine: (filter, time) => this.#once(filter.organisationId, ['mine', anyQueue(filter)], () => mine(filter, time)),
    };
  }

  #once<T>(organisationId: string, of: readonly unknown[], look: () => Promise<T>): Promise<T> {
    const { version } = this.#desk(organisationId);
    const key = JSON.stringify([organisationId, version, ...of]);
    const held = this.#answers.get(key);
    if (held && held.until > performance.now()) return held.answer as Promise<T>;
    if (this.#answers.size >= SHARED_MOST) this.#answers.clear();
    const answer = look();
    this.#answers.set(key, { until: performance.now() + SHARED_MS, answer });
    answer.catch(() => this.#answers.delete(key));
    return answer;
  }
}

const live = route({
  id: 'request.live',
  method: 'get',
  path: `${BOARD}/live`,
  summary: 'Что меняется на пульте заявок',
  allowed: takers,
  query: z.object({ organisation: maybe(uuid()) }),
  out: z.object({}),
  file: { types: [EVENTS] },
  stream: true,
  handle: async ({ db, actor, now, query, services: { liveBoard } }) => {
    const organisationId = deskIdOf(signed({ actor }), query.organisation);
    if (liveBoard) return { data: {}, stream: (say) => liveBoard.watch(organisationId, say) };
    const counts = await sharedCounts(db, { organisationId }, boardTime(now));
    const bytes = loneEvent('board', { version: 0, at: now.toISOString(), counts } satisfies Told);
    return { data: {}, file: { name: 'board.txt', type: EVENTS, bytes, inline: true } };
  },
});

export const requestLiveRoutes = [live];
