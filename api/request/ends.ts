import type { Knex } from 'knex';
import { faultKind } from '../../law/dispatch/kinds';
import { iso } from '../../law/base/instant';
import { localOf } from '../../law/base/zone';
import { warrantyEnds } from '../../law/request/paid';
import { monthFacts, violationWords } from '../../law/request/violation';
import type { CaseDocument } from '../../store/case/documents';
import { estimatesOf } from '../../store/request/estimates';
import { violationOfRequest } from '../../store/request/interruptions';
import { drawnId, papersOf } from '../../store/request/papers';
import { usedParts } from '../../store/request/parts';
import type { RequestFile } from '../../store/request/read';
import type { RequestEnds } from './shape';

/** For whom the papers, sums and parts of a request are no business. */
export const noEnds = ({ free }: Pick<RequestFile, 'free'>): RequestEnds => ({
  ...{ papers: [], used: [], estimates: [], violation: [], warrantyUntil: null },
  free,
});

/** Papers that stand, parts used, sums offered, warranty, and what the bill may count on. */
export async function requestEnds(
  db: Knex,
  { file, request, free }: RequestFile,
  documents: readonly CaseDocument[],
  now: Date,
): Promise<RequestEnds> {
  const { id, zone, law_date: lawDate } = file;
  const [papers, estimates, used] = await Promise.all([papersOf(db, id), estimatesOf(db, id), usedParts(db, id)]);
  const until = file.phase === 'closed' && request.fixedAt ? warrantyEnds(request.fixedAt, zone, lawDate) : null;
  return {
    papers: papers.map((one) => ({
      ...{ id: one.id, kind: one.kind, at: one.at.toISOString() },
      file: drawnOf(documents, one.id),
    })),
    used,
    estimates: estimates.map(({ at, answeredAt, invoicedAt, ...rest }) => ({
      ...rest,
      at: at.toISOString(),
      answeredAt: iso(answeredAt),
      invoicedAt: iso(invoicedAt),
    })),
    free,
    warrantyUntil: until && until > now ? until.toISOString() : null,
    violation: faultKind(request.kind).quality ? await violationSaid(db, id, zone, now) : [],
  };
}

function drawnOf(documents: readonly CaseDocument[], paperId: string): RequestEnds['papers'][number]['file'] {
  const found = documents.find(({ id }) => id === drawnId(paperId));
  if (!found) return null;
  const { id, kind, name, type, size, sha256 } = found;
  return { id, kind, name, type, size, sha256 };
}

/** The hours and degrees of the month in which it ended, or goes on. */
async function violationSaid(db: Knex, id: string, zone: string, now: Date): Promise<string[]> {
  const found = await violationOfRequest(db, id);
  if (!found) return [];
  const { violation, service } = found;
  const month = localOf(violation.to ?? now, zone).day.slice(0, 7);
  const facts = monthFacts({ service, month, zone, now, violations: [violation] });
  return violationWords(facts, violation, zone);
}
