import type { Knex } from 'knex';
import { paperTitles } from '../../law/request/papers';
import { addDocument } from '../../store/case/documents';
import { readClock } from '../../store/clock/clock';
import { putAhead } from '../../store/files/port';
import { paperFacts, type StoredPaperFacts } from '../../store/request/paper-facts';
import { drawnId, drawnKind, papersToDraw, type RequestPaper } from '../../store/request/papers';
import { paperView } from '../../law/request/paper-words';
import { renderIn } from '../../templates/engine/render';
import { blankShell } from '../../templates/engine/shell';
import { drawOwed, startDrawing, type Drawing } from '../documents/loop';
import type { Loop } from '../engine/loop';
import type { PrintPdf } from '../gateways/browser';

/** The paper as a complete page, for printing and for tests. */
export function requestPaperHtml(paper: RequestPaper, facts: StoredPaperFacts, training: boolean): string {
  const shell = blankShell({
    title: `${paperTitles[paper.kind]} ${facts.number}`,
    zone: facts.zone,
    training: training ? { now: '' } : undefined,
  });
  return renderIn('document', 'documents/request/paper', paperView(paper, facts), shell);
}

async function make(db: Knex, paper: RequestPaper, print: PrintPdf): Promise<void> {
  const facts = await paperFacts(db, paper.caseId);
  const { kind } = await readClock(db);
  const name = `${paperTitles[paper.kind]} ${facts.number}`;
  const bytes = await print({ html: requestPaperHtml(paper, facts, kind === 'training'), foot: name });
  await putAhead(db, [bytes]);
  await db.transaction(async (trx) => {
    const { now } = await readClock(trx);
    await addDocument(trx, {
      ...{ id: drawnId(paper.id), caseId: paper.caseId, kind: drawnKind(paper.id), name: `${name}.pdf` },
      ...{ type: 'application/pdf', bytes, actorId: null, at: now },
    });
  });
}

const drawing: Drawing<RequestPaper> = {
  owed: papersToDraw,
  idOf: ({ id }) => id,
  nameOf: ({ kind, caseId }) => `${kind} of ${caseId}`,
  make,
};

/** Draws every paper of a request that stands. */
export const startRequestPapers = (db: Knex, print: PrintPdf, log: (problem: string) => void): Loop =>
  startDrawing(db, print, log, drawing);

/** Draws everything that is owed now: for tests. */
export const drawRequestPapers = (db: Knex, print: PrintPdf): Promise<number> => drawOwed(db, print, drawing);
