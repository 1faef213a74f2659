import type { Deadline } from '../../law/base/terms';
import { verdict, type Verdict } from '../../law/base/verdict';
import { isoIn } from '../../law/base/zone';
import type { CaseDeadline } from '../../store/case/deadlines';
import { deadlineView, type DeadlineView } from '../view/deadline';

/** A deadline of a case, JSON-safe; the verdict is computed from the facts at the asked instant. */
export interface ShownDeadline {
  name: string;
  title: string;
  norm: string;
  citation: string;
  confidence: string;
  event: string;
  lastDay: string | null;
  dueAt: string;
  provisional: boolean;
  duty: boolean;
  derivation: string[];
  setAt: string;
  metAt: string | null;
  droppedAt: string | null;
  missedAt: string | null;
  verdict: Verdict['kind'];
}

const iso = (instant: Date | null): string | null => instant?.toISOString() ?? null;

export function shownDeadline(row: CaseDeadline, zone: string, now: Date): ShownDeadline {
  const { name, title, norm, citation, confidence, lastDay, provisional, duty, derivation } = row;
  return {
    name,
    title,
    norm,
    citation,
    confidence,
    lastDay,
    provisional,
    duty,
    derivation,
    event: isoIn(row.eventAt, zone),
    dueAt: isoIn(row.dueAt, zone),
    setAt: row.setAt.toISOString(),
    metAt: iso(row.metAt),
    droppedAt: iso(row.droppedAt),
    missedAt: iso(row.missedAt),
    verdict: verdict(row, now).kind,
  };
}

/** The value and the unit of the norm are already spent on the day itself; a page and a calendar need no more. */
export const asDeadline = (shown: ShownDeadline, zone: string): Deadline => ({
  ...shown,
  zone,
  value: '',
  unit: '',
  direction: 'forward',
});

const date = (text: string | null): Date | null => (text ? new Date(text) : null);

export const factsOf = (shown: ShownDeadline) => ({
  dueAt: new Date(shown.dueAt),
  metAt: date(shown.metAt),
  droppedAt: date(shown.droppedAt),
});

/** Duties that were dropped in time say nothing to a person: another deadline took their place. */
export function deadlineViews(list: readonly ShownDeadline[], zone: string, now: Date): DeadlineView[] {
  return list
    .filter(({ verdict: kind }) => kind !== 'dropped')
    .map((shown) =>
      deadlineView(
        {
          deadline: asDeadline(shown, zone),
          metAt: date(shown.metAt),
          droppedAt: date(shown.droppedAt),
          duty: shown.duty,
        },
        now,
      ),
    );
}
