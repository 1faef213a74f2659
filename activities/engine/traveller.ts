import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { readClock } from '../../store/clock';
import { earliestWake, executionsToMove, newcomers } from '../../store/executions';
import { ordersOpen } from '../../store/outbox';
import {
  closeDoors,
  endTravel,
  moveClockTo,
  noteHop,
  travelAlone,
  travelUnderway,
  type Travel,
} from '../../store/travels';
import type { EngineLink } from './connect';
import { relay } from './relay';
import { catchUp } from './skip';

const AT_ONCE = 20;
const LOOK_MS = 5;
const PATIENCE_MS = 60_000;

/** Something does not come to rest however long it is waited for: the travel ends where it is and says so. */
class Stuck extends Error {}

/**
 * Moves the region to the instant that somebody asked for, in hops: each to the earliest instant at which any open
 * case must wake. Only the executions that wake are moved at a hop, the others catch up at the end; the region's own
 * clock is moved first, so that whoever finishes an interrupted travel finds out by looking how far everything is.
 */
export async function travel(db: Knex, link: EngineLink): Promise<void> {
  if (!(await travelUnderway(db))) return;
  await travelAlone(db, async () => {
    const wanted = await travelUnderway(db);
    if (!wanted) return;
    await closeDoors(db);
    await endTravel(db, wanted.id, await go(db, link, wanted));
  });
}

/** Returns why it could not go on. Anything else that fails leaves the travel open: it is taken up again. */
async function go(db: Knex, link: EngineLink, wanted: Travel): Promise<string | null> {
  try {
    await settle(db, link);
    while (await hop(db, link, wanted));
    if (!wanted.more) await moveAll(db, link);
    await settle(db, link);
    return null;
  } catch (error) {
    if (error instanceof Stuck) return error.message;
    throw error;
  }
}

/** One hop; false when the clock already stands where it was wanted. */
async function hop(db: Knex, link: EngineLink, { id, toAt }: Travel): Promise<boolean> {
  const { now } = await readClock(db);
  const wake = await earliestWake(db);
  const next = wake && wake < toAt ? wake : toAt;
  if (next > now) await moveClockTo(db, next);
  const { now: here, offsetMs } = await readClock(db);
  const waking = await executionsToMove(db, here);
  await awake(db, link, here, offsetMs);
  await settle(db, link);
  await noteHop(db, id, here, waking.length);
  return next < toAt;
}

/** At the end everybody stands at the region's instant: commands can be sent again. */
async function moveAll(db: Knex, link: EngineLink): Promise<void> {
  const { offsetMs } = await readClock(db);
  await inTurn(await executionsToMove(db), (execution) => catchUp(link, execution, offsetMs));
}

/** Moves every case that must wake, from wake to wake, until all have done what they woke for. */
async function awake(db: Knex, link: EngineLink, by: Date, offsetMs: number): Promise<void> {
  await until(async () => {
    const late = await executionsToMove(db, by);
    await inTurn(late, (execution) => catchUp(link, execution, offsetMs));
    return late.length === 0 ? null : `${late[0]?.workflowId} does not wake`;
  });
}

/** Births and words of a hop happen at its instant, before the next one. */
async function settle(db: Knex, link: EngineLink): Promise<void> {
  await until(async () => {
    await relay(db, link);
    if (await ordersOpen(db)) return 'orders stay open';
    return (await newcomers(db)) ? 'a new case does not take its first step' : null;
  });
}

async function until(look: () => Promise<string | null>): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  for (let problem = await look(); problem; problem = await look()) {
    if (performance.now() > end) throw new Stuck(problem);
    await wait(LOOK_MS);
  }
}

async function inTurn<T>(list: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < list.length; start += AT_ONCE)
    await Promise.all(list.slice(start, start + AT_ONCE).map(work));
}
