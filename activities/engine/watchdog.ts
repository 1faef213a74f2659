import { setTimeout as wait } from 'node:timers/promises';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { Knex } from 'knex';
import { listen } from '../../store/sql/listen';
import { WATCH_CHANNEL } from '../../store/watch/mend';
import { orderCalendarAgain, orderRepair } from '../../store/case/repair';
import { lookRound, noteNudges, nudgesDue, type Nudge, type Round } from '../../store/watch/round';
import { NUDGE } from '../../workflows/case/contract';
import type { EngineLink } from './connect';
import type { Loop } from './loop';

const EVERY_MS = 60_000;
/** After something was asked for, look again soon: it may be done. */
const SOON_MS = 3_000;
const CALL_MS = 5_000;

/**
 * Each minute of real time everything that stands still is recorded, and whatever a nudge or a restart may mend gets
 * one. One worker at a time; if it dies it has written all or nothing, and a repeated nudge is harmless.
 */
export async function watchRound(db: Knex, link: EngineLink, soon = false): Promise<Round | null> {
  const round = await lookRound(db, soon);
  if (round) for (const nudge of await nudgesDue(db)) await give(db, link, nudge);
  return round;
}

async function give(db: Knex, link: EngineLink, nudge: Nudge): Promise<void> {
  if (nudge.kind === 'case-lost' || nudge.kind === 'daily-lost') {
    await db.transaction(async (trx) => {
      await restart(trx, nudge);
      await noteNudges(trx, [nudge]);
    });
    return;
  }
  await sendNudge(link, nudge.workflowId);
  await noteNudges(db, [nudge]);
}

const restart = (trx: Knex, { caseId, subject }: Nudge): Promise<unknown> =>
  caseId ? orderRepair(trx, caseId) : orderCalendarAgain(trx, subject);

/** A missing execution cannot be nudged: the reconciler reports it. If the engine is away the round ends. */
async function sendNudge(link: EngineLink, workflowId: string): Promise<void> {
  try {
    await link.connection.withDeadline(Date.now() + CALL_MS, () => link.client.getHandle(workflowId).signal(NUDGE));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}

/** Looks each minute, and at once when an operator has asked for something. */
export async function startWatchdog(
  db: Knex,
  link: EngineLink,
  url: string,
  log: (problem: string) => void,
): Promise<Loop> {
  const ended = new AbortController();
  let wake = new AbortController();
  let asked = false;
  const listener = await listen(url, WATCH_CHANNEL, () => {
    asked = true;
    wake.abort();
  });
  const rounds = (async () => {
    while (!ended.signal.aborted) {
      wake = new AbortController();
      const again = asked;
      asked = false;
      await watchRound(db, link, again).catch((error: unknown) =>
        log(error instanceof Error ? error.message : 'unknown'),
      );
      const signal = AbortSignal.any([ended.signal, wake.signal]);
      await wait(again ? SOON_MS : EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await rounds;
      await listener.close();
    },
  };
}
