import { z } from 'zod';
import { dueWords } from '../../law/base/russian';
import { lifecycles } from '../../law/areas';
import type { CaseLine } from '../../store/case/overview';
import { SOON_MS, spanWords, type Status } from '../view/deadline';
import { caseHref } from './address';
import { sentencesOf } from '../areas';

/** A case in a list of several areas; search and the home page use it. */
export const lineShape = z.object({
  id: z.string(),
  area: z.string(),
  number: z.string(),
  topic: z.string(),
  phase: z.string(),
  phaseTitle: z.string(),
  outcome: z.string(),
  address: z.string().nullable(),
  organisation: z.string().nullable(),
  zone: z.string(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  dueTitle: z.string().nullable(),
});
export type LineOfCases = z.infer<typeof lineShape>;

export function plainLine(row: CaseLine): LineOfCases {
  const words = sentencesOf(row.area);
  return {
    ...row,
    topic: words.topic(row.topic),
    outcome: words.outcome(row.outcome),
    phaseTitle: lifecycles[row.area]?.phases[row.phase]?.title ?? row.phase,
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString() ?? null,
    dueAt: row.dueAt?.toISOString() ?? null,
  };
}

export function caseStatus({ closedAt, outcome, dueAt, phaseTitle }: LineOfCases, now: Date): Status {
  if (closedAt) return { kind: 'plain', word: outcome };
  if (!dueAt) return { kind: 'wait', word: phaseTitle };
  const left = Date.parse(dueAt) - now.getTime();
  if (left <= 0) return { kind: 'late', word: `просрочено на ${spanWords(-left)}` };
  return { kind: left <= SOON_MS ? 'soon' : 'plain', word: spanWords(left) };
}

const untilOf = ({ dueAt, closedAt, zone }: LineOfCases, now: Date): string | undefined =>
  dueAt && !closedAt ? `до ${dueWords(dueAt, zone, now)}` : undefined;

export function lineView(line: LineOfCases, now: Date) {
  const status = caseStatus(line, now);
  return {
    href: caseHref(line),
    number: line.number,
    topic: line.topic,
    status,
    where: [line.address, line.organisation].filter(Boolean).join(' · '),
    what: line.dueTitle ?? line.phaseTitle,
    until: untilOf(line, now),
    ...(line.dueAt && !line.closedAt && status.kind !== 'late' && { due: line.dueAt }),
  };
}
