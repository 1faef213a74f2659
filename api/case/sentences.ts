import type { Facts } from '../../store/case/chain';

export interface EventTold {
  title: string;
  say?: string;
  /** Something went wrong here: the timeline marks it. */
  bad?: boolean;
}

/** Part a reader plays: what a case wants from them depends on it. */
export type ReaderPart = 'party' | 'staff' | 'watch';

/** How an area tells its life in plain Russian. */
export interface Sentences {
  /** «Обращение»; the page's heading goes «История обращения». */
  ofCase: string;
  topic(code: string): string;
  /** What its tables are called where one of them is at fault. */
  tables: Readonly<Record<string, string>>;
  outcome(code: string | null): string;
  event(kind: string, facts: Facts): EventTold;
  /** What an alarm of a deadline does when it rings. */
  alarm(act: string): string;
  /** Facts that only staff and inspectors read. */
  inner: readonly string[];
  /** What the case waits for from this reader now; null when nothing. */
  next(phase: string, part: ReaderPart): string | null;
}
