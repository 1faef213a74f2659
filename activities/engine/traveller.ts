import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { caseUnderWay } from '../../store/case/accept';
import { readClock } from '../../store/clock/clock';
import { closeDoors, moveClockTo, openDoors, waitForWriters } from '../../store/clock/doors';
import { earliestWake, executionsToMove, type Execution } from '../../store/engine/executions';
import { earliestLetter, wakeLanes, lettersAwaited } from '../../store/letters/lanes';
import { ordersAwaited } from '../../store/engine/outbox';
import { endTravel, noteHop, travelAlone, travelUnderway, type Travel } from '../../store/clock/travels';
import { deliverActs } from './acts';
import type { EngineLink } from './connect';
import { DoorsLost, STALL_MS, startPulse, type Pulse } from './pulse';
import { relay } from './relay';
import { catchUp } from './skip';
import {
  Standstill,
  tooBusyToMove,
  didNotWake,
  ordersPending,
  actsPending,
  writesPending,
  type Waiting,
} from './standstill';

const AT_ONCE = 20;
/** Fast work is seen at once; slow work is checked less often, because checking costs the machine too. */
const LOOK_MS = 3;
const LOOK_MOST_MS = 30;
const SLOWER = 1.4;
/** Letters are not waited for when none leaves for this long: a server that hangs does not block travel. */
const LETTERS_MS = 5_000;

/** One travel in progress. */
interface Way {
  db: Knex;
  link: EngineLink;
  pulse: Pulse;
  wanted: Travel;
  /** The lease that keeps the doors closed. */
  mark: string;
  /** Letters that did not leave while they were waited for: how many, and how often tried. */
  stuck?: string;
}

export interface TravelOptions {
  stallMs?: number;
  /** The worker stops: the travel is left for the next worker to continue. */
  signal?: AbortSignal;
}

/**
 * Moves the region to the requested instant in hops: each to the earliest instant at which an open case must wake or a
 * letter kept for the morning leaves. A hop moves only the executions that wake; the others catch up at the end. The
 * region's own clock is moved first, so a worker that continues an interrupted travel sees how far everything is.
 */
export async function travel(db: Knex, link: EngineLink, options: TravelOptions = {}): Promise<void> {
  if (!(await travelUnderway(db))) return;
  await travelAlone(db, async (still) => {
    const wanted = await travelUnderway(db);
    if (wanted?.over) await endTravel(db, wanted.id, { problem: wanted.problem, mark: null });
    else if (wanted) await conduct({ db, link, wanted, still }, options);
  });
}

/**
 * However it ends, the doors are open afterwards. A standstill ends the travel with its message; after any other
 * failure the travel is retried in a moment, until it has made no progress for too long.
 */
async function conduct(
  { db, link, wanted, still }: Pick<Way, 'db' | 'link' | 'wanted'> & { still: () => Promise<boolean> },
  { stallMs = STALL_MS, signal }: TravelOptions,
): Promise<void> {
  const mark = await closeDoors(db);
  const pulse = startPulse({ db, mark, still, id: wanted.id, stallMs, signal });
  try {
    await Promise.race([go({ db, link, pulse, wanted, mark }), pulse.ended]);
    await endTravel(db, wanted.id, { problem: null, mark });
  } catch (error) {
    if (error instanceof Standstill) await endTravel(db, wanted.id, { problem: error.message, mark });
    else throw error;
  } finally {
    pulse.stop();
    await openDoors(db, mark).catch(() => undefined);
  }
}

async function go(way: Way): Promise<void> {
  const { db, wanted } = way;
  if (!(await waitForWriters(db))) throw new Standstill(writesPending);
  await until(way, () => acting(db));
  await settle(way);
  while (await hop(way));
  if (!wanted.more) await moveAll(way);
  await settle(way);
}

/** One hop; false when the clock is already at the target. */
async function hop(way: Way): Promise<boolean> {
  const { db, mark, wanted } = way;
  const { now } = await readClock(db);
  const stops = [await earliestWake(db), await earliestLetter(db), wanted.toAt].filter((stop) => stop !== null);
  const next = new Date(Math.min(...stops.map((stop) => stop.getTime())));
  way.pulse.check();
  if (next > now && !(await moveClockTo(db, next, mark))) throw new DoorsLost('the doors were lost on the way');
  const { now: here, offsetMs } = await readClock(db);
  const waking = await executionsToMove(db, here);
  await awake(way, here, offsetMs);
  await settle(way);
  await noteHop(db, wanted.id, here, waking.length);
  way.pulse.moved();
  return next < wanted.toAt;
}

/** At the end every case is at the region's instant, so commands can be sent again. */
async function moveAll(way: Way): Promise<void> {
  const { offsetMs } = await readClock(way.db);
  let behind = await executionsToMove(way.db);
  await until(way, async () => {
    behind = await leftBehind(way, behind, offsetMs);
    return behind[0] ? { sign: `behind ${behind.length}`, say: tooBusyToMove(behind[0]) } : null;
  });
}

/** Moves every case that must wake, from wake to wake, until all have done what they woke for. */
async function awake(way: Way, by: Date, offsetMs: number): Promise<void> {
  await until(way, async () => {
    const late = await executionsToMove(way.db, by);
    await leftBehind(way, late, offsetMs);
    const sign = late.map(({ workflowId, wakeAt }) => `${workflowId} ${wakeAt?.toISOString()}`).join();
    return late[0] ? { sign, say: didNotWake(late[0]) } : null;
  });
}

/**
 * Starts, messages and letters of a hop happen at its instant, before the next one; what cannot be done is not waited
 * for.
 */
async function settle(way: Way): Promise<void> {
  const { db, link, pulse } = way;
  await until(way, async () => {
    await relay(db, link, { carried: () => (pulse.check(), pulse.moved()) });
    await deliverActs(db, link);
    const orders = await ordersAwaited(db);
    if (orders.count > 0) return { sign: `orders ${orders.count} ${orders.tries}`, say: ordersPending };
    return acting(db);
  });
  await lettersOut(way);
}

/**
 * Every letter that is due is tried once before the clock moves on; otherwise its proof would have a later instant.
 * Lanes whose server is away or makes no progress are not waited for: they are no reason to end a travel.
 */
async function lettersOut(way: Way): Promise<void> {
  const { db, pulse } = way;
  let last = '';
  let end = 0;
  for (let left = await lettersAwaited(db); left.count > 0; left = await lettersAwaited(db)) {
    pulse.check();
    const sign = `${left.count} ${left.tries}`;
    if (sign === way.stuck) return;
    if (last === '') await wakeLanes(db);
    if (sign !== last) {
      [last, end] = [sign, performance.now() + LETTERS_MS];
      pulse.moved();
    }
    if (performance.now() > end) {
      way.stuck = sign;
      return;
    }
    await wait(LOOK_MS);
  }
}

async function acting(db: Knex): Promise<Waiting | null> {
  const number = await caseUnderWay(db);
  return number === null ? null : { sign: `acting ${number}`, say: actsPending(number) };
}

/** Checks until there is nothing more to wait for; the pulse ends it when nothing changes for too long. */
async function until({ pulse }: Way, look: () => Promise<Waiting | null>): Promise<void> {
  let pauseMs = LOOK_MS;
  let sign = '';
  for (let waiting = await look(); waiting; waiting = await look()) {
    pulse.waits(waiting);
    pulse.check();
    pauseMs = waiting.sign === sign ? Math.min(pauseMs * SLOWER, LOOK_MOST_MS) : LOOK_MS;
    sign = waiting.sign;
    await wait(pauseMs);
  }
}

/** Moves executions to the region's offset, a few at once; returns those that are too busy to move. */
async function leftBehind(
  { link, pulse }: Way,
  executions: readonly Execution[],
  offsetMs: number,
): Promise<Execution[]> {
  const behind: Execution[] = [];
  for (let start = 0; start < executions.length; start += AT_ONCE) {
    pulse.check();
    const few = executions.slice(start, start + AT_ONCE);
    const there = await Promise.all(few.map((execution) => catchUp(link, execution, offsetMs)));
    behind.push(...few.filter((_, index) => !there[index]));
  }
  return behind;
}
