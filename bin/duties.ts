import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { orderCalendars } from '../activities/calendar';
import { writeRefusalLetters } from '../activities/engine/acts';
import type { EngineLink } from '../activities/engine/connect';
import { startLoop, type Loop } from '../activities/engine/loop';
import { reconcileWhenQuiet } from '../activities/engine/reconcile';
import { startWatchdog } from '../activities/engine/watchdog';
import { printer } from '../activities/gateways/browser';
import { startLanes } from '../activities/letters';
import type { Gateways } from '../activities/letters/gateway';
import { everyMinute } from '../activities/minutes';
import { startDrills } from '../activities/request/drill';
import { startRequestPapers } from '../activities/request/papers';
import { startPapers } from '../activities/meeting/documents/loop';
import type { WorkerRole, Roles } from '../activities/roles';
import { signCheckpoints } from '../store/meeting/ballots/checkpoints';
import { forgetOldActs } from '../store/case/accept';
import { forgetOldGuesses } from '../store/access/guesses';
import { forgetDoneOrders } from '../store/engine/outbox';
import { forgetOldRecordings } from '../store/dispatch/call-events';
import { forgetOldRates } from '../store/access/rates';
import { forgetOldWrites } from '../store/access/writes';
import { openBrowser } from './engines/chromium';
import { isBeforeLastMonths } from './seed/past';

export interface House {
  /** For cases and their orders. */
  db: Knex;
  /** For everything beside the cases. */
  beside: Knex;
  link: EngineLink;
  url: string;
  roles: Roles;
  ways: Gateways;
  log: Logger;
}

type Duty = (house: House) => Loop | Promise<Loop>;

/** What a role keeps running beside the task queues it serves (activities/worker). */
const duties: Partial<Record<WorkerRole, Duty>> = {
  relay: ({ db, link, url, log }) => startLoop(db, link, url, tell(log, 'the relay tries again'), { lanes: ['cases'] }),
  exchange: ({ beside, link, url, log }) =>
    startLoop(beside, link, url, tell(log, 'a history waits for its next try'), { lanes: ['histories'] }),
  letters: ({ beside, url, ways, log }) => startLanes(beside, url, ways, tell(log, 'letters wait a second')),
  documents: ({ beside, log }) => {
    const paper = printer(openBrowser);
    const waits = tell(log, 'a paper waits a minute');
    const papers = [startPapers, startRequestPapers].map((start) => start(beside, paper.print, waits));
    return { stop: async () => void (await Promise.all([...papers.map((one) => one.stop()), paper.close()])) };
  },
  batch: startBatchWork,
};

/**
 * Starts the duties of these roles; each runs by itself, and a failure waits for its own next turn. Every worker also
 * has the watchdog: one at a time does the work, and it is done as long as any worker lives.
 */
export function startDuties(house: House): Promise<Loop[]> {
  const { beside, link, url, log } = house;
  const watch = startWatchdog(beside, link, url, tell(log, 'the watch looks again in a minute'));
  return Promise.all([watch, ...[...house.roles].flatMap((role) => duties[role]?.(house) ?? [])]);
}

/** Deletes what nobody needs any more: a few thousand rows per statement. */
const pastKeeping = [
  forgetDoneOrders,
  forgetOldActs,
  forgetOldWrites,
  forgetOldRates,
  forgetOldGuesses,
  forgetOldRecordings,
];

/** Work done each minute that no case waits for, and the calendars. */
async function startBatchWork({ beside, link, log }: House): Promise<Loop> {
  if (!(await isBeforeLastMonths(beside))) await orderCalendars(beside);
  const minutes = everyMinute(
    [
      () => signCheckpoints(beside),
      () => writeRefusalLetters(beside),
      ...pastKeeping.map((forget) => () => forget(beside)),
    ],
    tell(log, 'the work of the minute waits for the next'),
  );
  const checks = everyMinute(
    [(ended) => reconcileWhenQuiet(beside, link, ended)],
    tell(log, 'cases and workflows are compared the next minute'),
  );
  const drills = await startDrills(beside, tell(log, 'the drill goes on in a second'));
  return { stop: async () => void (await Promise.all([minutes.stop(), checks.stop(), drills.stop()])) };
}

const tell =
  (log: Logger, what: string) =>
  (problem: string): void =>
    log.warn({ problem }, what);
