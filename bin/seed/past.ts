import { setTimeout as wait } from 'node:timers/promises';
import type { Knex } from 'knex';
import { DAY_MS } from '../../law/base/zone';
import { readClock } from '../../store/clock/clock';
import { papersOwed } from '../../store/meeting/file/papers';
import { castOf } from './cast';
import { runAgain, type Diary, type LivingRegion, type SeedTask } from './living';
import { pastPlans } from './meeting/plan';
import { meetingTasks } from './meeting';
import { demoRegion } from './registry';

/** A training region starts in the days of the first electronic meetings; their results are in the archive. */
export const BORN_AT = new Date('2019-01-28T06:00:00Z');
/** The day from which the plans of those meetings count back. */
export const PAST_DAY = new Date('2019-04-20T09:00:00Z');
/** By then the inspectorate has kept their originals for three years (P-15). */
const ARCHIVED_BY = new Date('2022-05-04T09:00:00Z');
/** The last months, which the region plays through day by day. */
const LIVED_DAYS = 120;
const PAPERS_MS = 30_000;
const LOOK_MS = 500;

export const monthsBegin = (until: Date): Date => new Date(until.getTime() - LIVED_DAYS * DAY_MS);

/** Years without events are crossed in long travels: a region's daily calendar begins with its last months. */
export async function isBeforeLastMonths(db: Knex): Promise<boolean> {
  const { kind, now } = await readClock(db);
  return kind === 'training' && now.getTime() < monthsBegin(new Date()).getTime() - DAY_MS;
}

/** Plays the meetings of 2019 through and moves on to the start of the last months. False when that was done before. */
export async function seedPast(
  region: LivingRegion,
  until: Date,
  { doneTo, note }: Diary,
  papers = papersDrawn,
): Promise<boolean> {
  const start = await region.now();
  if (doneTo >= monthsBegin(until)) return false;
  const tasks = meetingTasks(region, castOf(demoRegion().rows), PAST_DAY, pastPlans).filter(({ at }) => at > doneTo);
  for (const task of tasks.sort(byTime)) {
    if (task.at > (await region.now())) await region.travelTo(task.at, true);
    await runAgain(task, start);
    await note(task.at);
  }
  if (start < PAST_DAY) await region.travelTo(PAST_DAY);
  await papers(region.db);
  for (const stride of [ARCHIVED_BY, monthsBegin(until)]) {
    if (stride > (await region.now())) await region.travelTo(stride);
    await note(stride);
  }
  return true;
}

const byTime = (a: SeedTask, b: SeedTask): number => a.at.getTime() - b.at.getTime();

/** Papers of 2019 get dates of 2019 if there is a browser to print them; otherwise they wait for one. */
async function papersDrawn(db: Knex): Promise<void> {
  const end = performance.now() + PAPERS_MS;
  while (performance.now() < end && (await papersOwed(db, 1)).length > 0) await wait(LOOK_MS);
}
