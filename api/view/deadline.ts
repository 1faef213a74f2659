import { confidenceMark } from '../../law/base/mark';
import { counted, dayAndMonth, instantWords, momentWords, NBSP, untilWords, dayForms } from '../../law/base/russian';
import type { Deadline } from '../../law/base/terms';
import { type Verdict, verdict } from '../../law/base/verdict';

export type StatusKind = 'ok' | 'soon' | 'late' | 'wait' | 'plain';

export interface Status {
  kind: StatusKind;
  word: string;
}

export interface DeadlineView {
  what: string;
  until: string;
  status: Status;
  /** Only while it runs: the page keeps counting from the server's instant. */
  due?: string;
  why: { title: string; derivation: string[]; citation: string; norm?: string; mark?: string; provisional: boolean };
}

/** What the case knows about one deadline; instants are facts, the verdict is computed. */
export interface DeadlineFacts {
  deadline: Deadline;
  metAt?: Date | null;
  droppedAt?: Date | null;
  /** False for a moment that simply comes, such as the end of voting: nobody can be late for it. */
  duty?: boolean;
  /** Replaces the norm's title: «Ответить заявителю». */
  what?: string;
}

/** When less time is left, the status becomes a warning. A choice of presentation, not a rule of law. */
export const SOON_MS = 3 * 86_400_000;

const MINUTE = 60_000;

/**
 * When only this part of the term is left, the status becomes a warning. A choice of presentation, not a rule of law.
 */
const SOON_PART = 1 / 5;

/** «14 мин», «2 ч 05 мин», «12 дней»: as precise as a person needs at that distance. */
export function spanWords(ms: number): string {
  const minutes = Math.floor(ms / MINUTE);
  if (minutes < 60) return `${minutes}${NBSP}мин`;
  if (minutes < 48 * 60)
    return `${Math.floor(minutes / 60)}${NBSP}ч ${String(minutes % 60).padStart(2, '0')}${NBSP}мин`;
  return counted(Math.floor(minutes / 1440), dayForms);
}

export function verdictStatus(found: Verdict, soonMs: number): Status {
  switch (found.kind) {
    case 'in-time':
      return { kind: 'ok', word: 'в срок' };
    case 'late':
      return { kind: 'late', word: `позже на ${spanWords(found.lateMs)}` };
    case 'missed':
      return { kind: 'late', word: `просрочено на ${spanWords(found.overdueMs)}` };
    case 'dropped':
      return { kind: 'plain', word: 'больше не нужно' };
    case 'running':
      return { kind: found.leftMs <= soonMs ? 'soon' : 'plain', word: spanWords(found.leftMs) };
  }
}

/** A moment is counted from nothing: it comes on its own day, where a window runs out. */
const isMoment = ({ event, dueAt }: Deadline): boolean => Date.parse(event) === Date.parse(dueAt);

function cameOf({ deadline, metAt = null }: DeadlineFacts): Status {
  if (metAt) return { kind: 'plain', word: 'наступило' };
  return { kind: 'plain', word: isMoment(deadline) ? 'не наступило' : 'время вышло' };
}

/** Until when, in the local time of the house; and when it was done. */
function termWords({ deadline, metAt, duty }: DeadlineFacts, now: Date): string {
  if (duty === false && isMoment(deadline)) return instantWords(new Date(deadline.dueAt), deadline.zone);
  const until = untilWords(deadline, deadline.zone);
  return metAt ? `${until} · сделано ${momentWords(metAt, deadline.zone, now)}` : until;
}

/** A deadline as a page shows it: what, until when, how long is left or how it ended, and why. */
export function deadlineView(facts: DeadlineFacts, now: Date): DeadlineView {
  const { deadline, metAt = null, droppedAt = null } = facts;
  const dueAt = new Date(deadline.dueAt);
  const soonMs = Math.abs(dueAt.getTime() - Date.parse(deadline.event)) * SOON_PART;
  const found = verdict({ dueAt, metAt, droppedAt }, now);
  const came = facts.duty === false && (found.kind === 'late' || found.kind === 'missed');
  return {
    what: facts.what ?? deadline.title,
    until: termWords(came ? { ...facts, metAt: null } : facts, now),
    status: came ? cameOf(facts) : verdictStatus(found, soonMs),
    ...(found.kind === 'running' ? { due: dueAt.toISOString() } : {}),
    why: {
      title: deadline.lastDay ? `Почему ${dayAndMonth(deadline.lastDay)}` : 'Почему такой срок',
      derivation: deadline.derivation,
      citation: deadline.citation,
      norm: deadline.norm || undefined,
      mark: confidenceMark(deadline.confidence),
      provisional: deadline.provisional,
    },
  };
}
