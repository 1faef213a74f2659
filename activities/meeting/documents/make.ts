import type { Knex } from 'knex';
import { renderIn } from '../../../templates/engine/render';
import { blankShell } from '../../../templates/engine/shell';
import { paperTitles, type PaperKind } from '../../../law/meeting/protocol/papers';
import { signingKey } from '../../../store/case/signing-key';
import { addDocument } from '../../../store/case/documents';
import { putAhead } from '../../../store/files/port';
import { readClock } from '../../../store/clock/clock';
import { paperId, type OwedPaper } from '../../../store/meeting/file/papers';
import { fileProtocol } from '../../../store/meeting/file/protocol';
import { paperFacts, type PaperFacts } from './facts';
import type { PrintPdf } from '../../gateways/browser';
import { noticeView } from './notice';
import { protocolView } from './protocol';
import { ballotFormView, deliverySheetView } from './sheets';
import { protocolXml } from './xml';

type Page = (facts: PaperFacts) => { template: string; view: object };

const pages: Readonly<Record<Exclude<PaperKind, 'protocol-xml'>, Page>> = {
  notice: (facts) => ({ template: 'notice', view: noticeView(facts) }),
  'ballot-form': (facts) => ({ template: 'ballot-form', view: ballotFormView(facts) }),
  'delivery-sheet': (facts) => ({ template: 'delivery-sheet', view: deliverySheetView(facts) }),
  'protocol-draft': (facts) => ({ template: 'protocol', view: protocolView(facts, { open: false, draft: true }) }),
  protocol: (facts) => ({ template: 'protocol', view: protocolView(facts, { open: false, draft: false }) }),
  'protocol-public': (facts) => ({ template: 'protocol', view: protocolView(facts, { open: true, draft: false }) }),
};

/** The paper as a complete page, for printing and for tests. */
export function paperHtml(facts: PaperFacts, kind: Exclude<PaperKind, 'protocol-xml'>, training: boolean): string {
  const { template, view } = pages[kind](facts);
  const shell = blankShell({
    title: titleOf(facts, kind),
    zone: facts.file.zone,
    training: training ? { now: '' } : undefined,
  });
  return renderIn('document', `documents/meeting/${template}`, view, shell);
}

/** Makes one paper and files it; calling it twice files it once. */
export async function makePaper(db: Knex, owed: OwedPaper, print: PrintPdf): Promise<void> {
  const { caseId, kind } = owed;
  const facts = await paperFacts(db, caseId);
  const { kind: installation } = await readClock(db);
  const bytes =
    kind === 'protocol-xml'
      ? Buffer.from(protocolXml(facts, await signingKey(db)))
      : await print({ html: paperHtml(facts, kind, installation === 'training'), foot: titleOf(facts, kind) });
  const [type, ending] = kind === 'protocol-xml' ? ['application/xml', 'xml'] : ['application/pdf', 'pdf'];
  const id = paperId(owed);
  await putAhead(db, [bytes]);
  await db.transaction(async (trx) => {
    const { now } = await readClock(trx);
    await addDocument(trx, {
      id,
      caseId,
      kind,
      name: `${titleOf(facts, kind)}.${ending}`,
      type: type ?? '',
      bytes,
      actorId: null,
      at: now,
    });
    if (kind === 'protocol') await fileProtocol(trx, caseId, { documentId: id });
    if (kind === 'protocol-xml') await fileProtocol(trx, caseId, { xmlId: id });
  });
}

const titleOf = ({ file }: PaperFacts, kind: PaperKind): string => `${paperTitles[kind]} ${file.number}`;
