import type { Knex } from 'knex';
import { z } from 'zod';
import { momentWords } from '../../law/base/russian';
import { faultKind } from '../../law/dispatch/kinds';
import { requestLifecycle, type RequestPhase } from '../../law/request/lifecycle';
import { outcomeWords } from '../../law/request/words';
import { premisesWords } from '../../law/registry/names';
import type { RequestLine } from '../../store/request/list';
import { namesOf } from '../../store/registry/people';
import { goneWords } from '../case/deadlines';
import { spanWords, type Status } from '../view/deadline';
import { nameIn } from './load';

const instant = z.string();

/** One request in lists and on the board. */
export const requestLineShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  dueAt: instant.nullable(),
  dueName: z.string().nullable(),
  dueFrom: instant.nullable(),
  zone: z.string(),
  organisation: z.string(),
  address: z.string(),
  premises: z.string().nullable(),
  entrance: z.number().nullable(),
  kind: z.string(),
  emergency: z.boolean(),
  common: z.boolean(),
  summary: z.string().nullable(),
  source: z.string(),
  worker: z.string().nullable(),
  joiners: z.number(),
  reopened: z.number(),
  rating: z.number().nullable(),
  acknowledged: z.boolean(),
  pausedUntil: instant.nullable(),
  visitFrom: instant.nullable(),
  lastAt: instant,
  lastKind: z.string(),
  overdue: z.boolean(),
  late: z.boolean(),
});
export type ListedRequest = z.infer<typeof requestLineShape>;

export async function requestLines(db: Knex, rows: readonly RequestLine[]): Promise<ListedRequest[]> {
  const names = await namesOf(
    db,
    rows.flatMap(({ masterId }) => (masterId ? [masterId] : [])),
  );
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null;
  return rows.map((row) =>
    requestLineShape.parse({
      ...row,
      openedAt: iso(row.openedAt),
      closedAt: iso(row.closedAt),
      dueAt: iso(row.dueAt),
      dueFrom: iso(row.dueFrom),
      pausedUntil: iso(row.pausedUntil),
      visitFrom: iso(row.visitFrom),
      lastAt: iso(row.lastAt),
      worker: row.masterId ? nameIn(names, row.masterId) : row.contractor,
    }),
  );
}

export const faultTitle = ({ kind }: { kind: string }): string => faultKind(kind).title;

export const requestPhase = ({ phase }: { phase: string }): string =>
  requestLifecycle.phases[phase as RequestPhase]?.title ?? phase;

export const requestState = (line: Pick<ListedRequest, 'phase' | 'outcome'>): string =>
  line.outcome && line.phase === 'closed' ? outcomeWords(line.outcome) : requestPhase(line);

/** «Лесная, 8, кв. 58», «Лесная, 8, подъезд 3». */
export const requestPlace = ({
  address,
  premises,
  entrance,
}: Pick<ListedRequest, 'address' | 'premises' | 'entrance'>): string =>
  [address, premises ? premisesWords(premises) : null, !premises && entrance ? `подъезд ${entrance}` : null]
    .filter(Boolean)
    .join(', ');

/** «с 28 ноября, 10:00 до 28 ноября, 12:00» */
export const spanOf = (span: { from: string; to: string } | null, zone: string, now: Date): string | null =>
  span && `с ${momentWords(span.from, zone, now)} до ${momentWords(span.to, zone, now)}`;

const SOON_PART = 1 / 5;

/** Time left of the term that ends first, as a status; `due` lets the page keep counting. */
export function requestLeft(line: ListedRequest, now: Date): { status: Status; due?: string } {
  const { dueAt, dueFrom, closedAt, late, phase, pausedUntil } = line;
  if (closedAt && !late && line.outcome && line.outcome !== 'confirmed' && line.outcome !== 'unanswered')
    return { status: { kind: 'plain', word: goneWords(outcomeWords(line.outcome)) } };
  if (closedAt) return { status: late ? { kind: 'late', word: 'с опозданием' } : { kind: 'ok', word: 'в срок' } };
  if (!dueAt) return { status: { kind: 'wait', word: phase === 'fixed' ? 'ждёт жителя' : 'без срока' } };
  const left = Date.parse(dueAt) - now.getTime();
  if (left <= 0) return { status: { kind: 'late', word: `\u2212${spanWords(-left)}` }, due: dueAt };
  if (pausedUntil && Date.parse(pausedUntil) > now.getTime())
    return { status: { kind: 'wait', word: `отложено, ${spanWords(left)}` }, due: dueAt };
  const soon = left <= (Date.parse(dueAt) - Date.parse(dueFrom ?? line.openedAt)) * SOON_PART;
  return { status: { kind: soon ? 'soon' : 'ok', word: spanWords(left) }, due: dueAt };
}

/** Part of the term that is left, in whole percent; a bar only. */
export function requestShareLeft({ openedAt, dueAt, dueFrom }: ListedRequest, now: Date): number {
  if (!dueAt) return 0;
  const [from, to] = [Date.parse(dueFrom ?? openedAt), Date.parse(dueAt)];
  const share = (to - now.getTime()) / Math.max(1, to - from);
  return share <= 0 ? 100 : Math.min(100, Math.round(share * 100));
}
