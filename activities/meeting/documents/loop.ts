import { problemOf } from '../../problem';
import type { Knex } from 'knex';
import { setTimeout as wait } from 'node:timers/promises';
import { paperId, papersOwed, type OwedPaper } from '../../../store/meeting/file/papers';
import { travelsOn } from '../../../store/clock/travels';
import type { Loop } from '../../engine/loop';
import { reportMissingProtocols } from './alarm';
import type { PrintPdf } from '../../gateways/browser';
import { makePaper } from './make';

const PAUSE_MS = 2_000;
const AT_ONCE = 20;
/** A paper that fails is tried again after this time and does not delay the others. */
const AGAIN_MS = 60_000;
/** How often to check for an overdue protocol; only when no other paper can be made just now. */
const ALARM_MS = 60_000;

/**
 * Makes every paper that the facts require (store/meeting/file/papers). It is independent of the cases: a missing
 * browser or a protocol of a thousand rights never delays a legal clock, and no page enters a history.
 */
export function startPapers(db: Knex, print: PrintPdf, log: (problem: string) => void): Loop {
  const ended = new AbortController();
  const resting = new Map<string, number>();
  const alarm = alarms(db, log);
  const rounds = (async () => {
    while (!ended.signal.aborted) {
      const made = await round(db, print, { resting, log, ended: ended.signal }).catch((error: unknown) => {
        log(problemOf(error));
        return 0;
      });
      if (made === 0) await alarm();
      if (made === 0) await wait(PAUSE_MS, undefined, { signal: ended.signal }).catch(() => undefined);
    }
  })();
  return {
    async stop() {
      ended.abort();
      await rounds;
    },
  };
}

/** E-14. While a clock is being moved it proves nothing: the check waits until the travel ends. */
function alarms(db: Knex, log: (problem: string) => void): () => Promise<void> {
  let next = 0;
  return async () => {
    if (performance.now() < next || (await travelsOn(db).catch(() => true))) return;
    next = performance.now() + ALARM_MS;
    const late = await reportMissingProtocols(db).catch((error: unknown) => {
      log(problemOf(error));
      return 0;
    });
    if (late > 0) log(`protocols a day late (E-14.alarm): ${late}`);
  };
}

interface Round {
  resting: Map<string, number>;
  log: (problem: string) => void;
  ended: AbortSignal;
}

async function round(db: Knex, print: PrintPdf, { resting, log, ended }: Round): Promise<number> {
  if (await travelsOn(db)) return 0;
  let made = 0;
  for (const owed of await papersOwed(db, AT_ONCE + resting.size)) {
    if (ended.aborted || (resting.get(paperId(owed)) ?? 0) > performance.now()) continue;
    try {
      await makePaper(db, owed, print);
      made += 1;
    } catch (error) {
      resting.set(paperId(owed), performance.now() + AGAIN_MS);
      log(`${owed.kind} of ${owed.caseId}: ${problemOf(error)}`);
    }
  }
  return made;
}

/** Makes everything that is owed now: for tests and for the seed. */
export async function makeOwedPapers(db: Knex, print: PrintPdf): Promise<number> {
  let made = 0;
  for (;;) {
    const owed: OwedPaper[] = await papersOwed(db, AT_ONCE);
    if (owed.length === 0) return made;
    for (const one of owed) await makePaper(db, one, print);
    made += owed.length;
  }
}
