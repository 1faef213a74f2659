import type { Facts } from '../../store/case/chain';

export interface EventTold {
  title: string;
  say?: string;
  /** Something went wrong: the timeline marks this event. */
  bad?: boolean;
  /** What only staff and inspectors read besides. */
  aside?: string;
}

/** When we heard of an event, and in whose time its instants are said. */
export interface Heard {
  at: Date;
  zone: string;
}

/** The reader's part: what the case expects from them depends on it. */
export type ReaderPart = 'party' | 'staff' | 'watch';

/** In which of these phases the case expects something from this part. */
export const phasesAwaiting = (
  { next }: Pick<Sentences, 'next'>,
  phases: Readonly<Record<string, unknown>>,
  part: ReaderPart,
): string[] => Object.keys(phases).filter((phase) => next(phase, part) !== null);

/** How an area describes its events in plain Russian. */
export interface Sentences {
  /** «обращения», for the heading «История обращения». */
  ofCase: string;
  topic(code: string): string;
  /** Names of the area's tables, for messages about damaged data. */
  tables: Readonly<Record<string, string>>;
  outcome(code: string | null): string;
  event(kind: string, facts: Facts, heard?: Heard): EventTold;
  /** What a deadline's alarm does. */
  alarm(act: string): string;
  /** Kinds of events that only staff and inspectors read. */
  inner: readonly string[];
  /** What the case expects from this reader now; null when nothing. */
  next(phase: string, part: ReaderPart): string | null;
}
