import { z } from 'zod';
import { iso } from '../../law/base/instant';
import type { OutageLine } from '../../store/outage/list';
import { spanWords, type Status } from '../view/deadline';

/** One outage in lists. */
export const outageLineShape = z.object({
  id: z.string(),
  number: z.string(),
  phase: z.string(),
  outcome: z.string().nullable(),
  openedAt: z.string(),
  closedAt: z.string().nullable(),
  dueAt: z.string().nullable(),
  zone: z.string(),
  organisation: z.string(),
  kind: z.enum(['planned', 'emergency']),
  services: z.array(z.string()),
  from: z.string(),
  until: z.string().nullable(),
  cause: z.string(),
  danger: z.boolean(),
  beganAt: z.string().nullable(),
  restoredAt: z.string().nullable(),
  version: z.number(),
  houses: z.number(),
  address: z.string(),
  requests: z.number(),
  overdue: z.boolean(),
  late: z.boolean(),
});
export type ListedOutage = z.infer<typeof outageLineShape>;

export const outageLine = (row: OutageLine): ListedOutage => ({
  ...row,
  openedAt: row.openedAt.toISOString(),
  closedAt: iso(row.closedAt),
  dueAt: iso(row.dueAt),
  from: row.from.toISOString(),
  until: iso(row.until),
  beganAt: iso(row.beganAt),
  restoredAt: iso(row.restoredAt),
});

/** How the outage stands against its promise: the page keeps counting what runs. */
export function promiseOf(
  { phase, outcome, from, until }: Pick<ListedOutage, 'phase' | 'outcome' | 'from' | 'until'>,
  now: Date,
): { status: Status; due?: string } {
  if (outcome === 'cancelled') return { status: { kind: 'plain', word: 'отменено' } };
  if (phase === 'announced') {
    const ahead = Date.parse(from) - now.getTime();
    return ahead > 0
      ? { status: { kind: 'plain', word: `начнётся через ${spanWords(ahead)}` } }
      : { status: { kind: 'soon', word: 'начинается' } };
  }
  if (phase !== 'running') return { status: { kind: 'ok', word: 'восстановлено' } };
  if (!until) return { status: { kind: 'soon', word: 'конец неизвестен' } };
  const left = Date.parse(until) - now.getTime();
  if (left <= 0) return { status: { kind: 'late', word: `\u2212${spanWords(-left)}` }, due: until };
  return { status: { kind: 'wait', word: spanWords(left) }, due: until };
}
