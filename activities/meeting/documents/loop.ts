import type { Knex } from 'knex';
import { travelsOn } from '../../../store/clock/travels';
import { paperId, papersOwed, type OwedPaper } from '../../../store/meeting/file/papers';
import { drawOwed, startDrawing, type Drawing } from '../../documents/loop';
import type { Loop } from '../../engine/loop';
import type { PrintPdf } from '../../gateways/browser';
import { problemOf } from '../../problem';
import { reportMissingProtocols } from './alarm';
import { makePaper } from './make';

/** How often to check for an overdue protocol; only when no other paper can be made just now. */
const ALARM_MS = 60_000;

const drawing: Drawing<OwedPaper> = {
  owed: papersOwed,
  idOf: paperId,
  nameOf: ({ kind, caseId }) => `${kind} of ${caseId}`,
  make: makePaper,
};

/** Makes every paper that the facts require (store/meeting/file/papers). */
export const startPapers = (db: Knex, print: PrintPdf, log: (problem: string) => void): Loop =>
  startDrawing(db, print, log, { ...drawing, idle: alarms(db, log) });

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

/** Makes everything that is owed now: for tests and for the seed. */
export const makeOwedPapers = (db: Knex, print: PrintPdf): Promise<number> => drawOwed(db, print, drawing);
