/** What travels between pages, workflows and activities of every case: ids and instants only, JSON-safe. */

export interface CaseInput {
  area: string;
  caseId: string;
  /** The region's offset when the case started: its clock is the engine's plus this (DESIGN §6). */
  offsetMs: number;
}

export type Args = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One act upon a case: a person's command, an alarm of a deadline, or word from another case. */
export interface StepCall {
  area: string;
  caseId: string;
  /** Run twice with one key = once. */
  key: string;
  act: string;
  /** null: Domovoy itself. */
  actorId: string | null;
  /** The case's own instant, ISO. */
  at: string;
  args: Args;
}

export interface Wake {
  key: string;
  act: string;
  at: string;
  args: Args;
}

/** Where a case stands after a step: all that its workflow has to know to go on. */
export interface CaseState {
  phase: string;
  seq: number;
  closed: boolean;
  /** Every future instant the case must wake at, earliest first. */
  wakes: readonly Wake[];
}

/** A person's command to a running case, as a page orders it. */
export interface Command {
  area: string;
  caseId: string;
  /** Made of the form's key and what it carries; the engine and `case_command` both hold it. */
  key: string;
  name: string;
  actorId: string;
  args: Args;
}

export interface CommandCall {
  key: string;
  act: string;
  actorId: string;
  args: Args;
}

export interface CommandResult {
  phase: string;
  seq: number;
}

/** Word from another case: `key` makes it heard once. */
export interface Word {
  key: string;
  act: string;
  args: Args;
}

export const COMMAND = 'command';
export const WORD = 'word';

export const queues = { cases: 'cases' } as const;

export const caseWorkflowId = (area: string, caseId: string): string => `${area}:${caseId}`;
export const calendarWorkflowId = (region: string, month: string): string => `calendar:${region}:${month}`;

/** The month's run of the `calendar` workflow. */
export interface CalendarInput {
  region: string;
  zone: string;
  /** YYYY-MM */
  month: string;
  /** When the daily work of the month is still to be done, ISO; made once, by law/zone, outside the workflow. */
  instants: readonly string[];
  offsetMs: number;
}

export interface CalendarDay {
  region: string;
  zone: string;
  month: string;
  at: string;
  /** null: the last day of the month. */
  next: string | null;
}

/** What a workflow says of itself when the reconciler asks. */
export const STANDING = 'standing';
export interface Standing {
  phase: string;
  seq: number;
}
