import type { Knex } from 'knex';
import type { Logger } from 'pino';
import { orderCalendars } from '../activities/calendar';
import { tellRefusals } from '../activities/engine/acts';
import type { EngineLink } from '../activities/engine/connect';
import { startLoop, type Loop } from '../activities/engine/loop';
import { reconcileWhenQuiet } from '../activities/engine/reconcile';
import { startWatchdog } from '../activities/engine/watchdog';
import { printer } from '../activities/gateways/browser';
import { startLanes } from '../activities/letters';
import type { Gateways } from '../activities/letters/gateway';
import { everyMinute } from '../activities/minutes';
import { startPapers } from '../activities/meeting/documents/loop';
import type { WorkerRole, Roles } from '../activities/roles';
import { signCheckpoints } from '../store/meeting/ballots/checkpoints';
import { forgetOldActs } from '../store/case/accept';
import { forgetOldGuesses } from '../store/access/guesses';
import { forgetDoneOrders } from '../store/engine/outbox';
import { forgetOldRates } from '../store/access/rates';
import { forgetOldWrites } from '../store/access/writes';
import { openBrowser } from './engines/chromium';
import { livesInPast } from './seed/past';

export interface House {
  /** For cases and their orders. */
  db: Knex;
  /** For everything that stands beside them. */
  beside: Knex;
  link: EngineLink;
  url: string;
  roles: Roles;
  ways: Gateways;
  log: Logger;
}

type Duty = (house: House) => Loop | Promise<Loop>;

/** What a role keeps going by itself, beside the task queues it serves (activities/worker). */
const duties: Partial<Record<WorkerRole, Duty>> = {
  relay: ({ db, link, url, log }) => startLoop(db, link, url, tell(log, 'the relay tries again'), { lanes: ['cases'] }),
  exchange: ({ beside, link, url, log }) =>
    startLoop(beside, link, url, tell(log, 'a history waits for its next try'), { lanes: ['histories'] }),
  letters: ({ beside, url, ways, log }) => startLanes(beside, url, ways, tell(log, 'letters wait a second')),
  documents: ({ beside, log }) => {
    const paper = printer(openBrowser);
    const papers = startPapers(beside, paper.print, tell(log, 'a paper waits a minute'));
    return { stop: async () => void (await Promise.all([papers.stop(), paper.close()])) };
  },
  batch: startBatchWork,
};

/**
 * Begins the duties of these roles; each goes on by itself, and what fails in one waits for its own next turn. To watch
 * is everybody's duty, whatever the role: one at a time does it, and as long as any worker lives one does.
 */
export function startDuties(house: House): Promise<Loop[]> {
  const { beside, link, url, log } = house;
  const watch = startWatchdog(beside, link, url, tell(log, 'the watch looks again in a minute'));
  return Promise.all([watch, ...[...house.roles].flatMap((role) => duties[role]?.(house) ?? [])]);
}

/** What is thrown away when nobody can need it any more: a few thousand rows a statement. */
const pastKeeping = [forgetDoneOrders, forgetOldActs, forgetOldWrites, forgetOldRates, forgetOldGuesses];

/** The work of each minute that is no clock of a case, and the calendars that are. */
async function startBatchWork({ beside, link, log }: House): Promise<Loop> {
  if (!(await livesInPast(beside))) await orderCalendars(beside);
  const minutes = everyMinute(
    [() => signCheckpoints(beside), () => tellRefusals(beside), ...pastKeeping.map((forget) => () => forget(beside))],
    tell(log, 'the work of the minute waits for the next'),
  );
  const checks = everyMinute(
    [(ended) => reconcileWhenQuiet(beside, link, ended)],
    tell(log, 'cases and workflows are compared the next minute'),
  );
  return { stop: async () => void (await Promise.all([minutes.stop(), checks.stop()])) };
}

const tell =
  (log: Logger, what: string) =>
  (problem: string): void =>
    log.warn({ problem }, what);
