import { lifecycles } from '../../law/areas';

/** What travels between pages, workflows and activities of every case: ids and instants only, JSON-safe. */

export interface CaseInput {
  area: string;
  caseId: string;
  /** For people: stands in the engine's list and in its details. */
  number: string;
  /** Its clock is moved by people: the engine cannot continue such a case as new (decisions/0011). */
  training: boolean;
  /** The region's offset when the case started: its clock is the engine's plus this (DESIGN §6). */
  offsetMs: number;
  /** Where the case stood when it was started; a run may begin at any phase. */
  state: CaseState;
}

export type Args = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One act upon a case: a person's, an alarm of a deadline, or word from another case. */
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
  /** Every future instant the case must wake at, earliest first; one that could not be done comes again later. */
  wakes: readonly Wake[];
  /** The database's clock was behind the case's by so much when an alarm rang: it rings again when that is made up. */
  earlyMs?: number;
}

/** A person's act upon a running case, as a page orders it. */
export interface Command {
  area: string;
  caseId: string;
  /** Made of the form's key and what it carries; the engine and the database both hold it. */
  key: string;
  name: string;
  actorId: string;
  args: Args;
}

/** An act that was accepted, as the case is told of it: what it is judged by stands in the database. */
export interface ActCall {
  key: string;
  actorId: string | null;
  receivedAt: string;
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

/** Updates, signals and activities are named after the act: `appeal.answer`. */
export const actName = (area: string, act: string): string => `${area}.${act}`;
/** Somebody has seen that a case sleeps too long, or that Postgres is further: it looks where it stands. */
export const NUDGE = 'kernel.nudge';

/** The task queue beside those of the cases: the daily work. Letters, papers and histories leave by lanes of their own. */
export const queues = { batch: 'batch' } as const;
/** Each area has a queue of its own: a flood of appeals delays no meeting. */
export const casesQueue = (area: string): string => `cases-${area}`;
/** Where a workflow of this type runs; its own activities run there too. */
export const queueOf = (type: string): string => (type in lifecycles ? casesQueue(type) : queues.batch);

export const caseWorkflowId = (area: string, caseId: string): string => `${area}:${caseId}`;
export const calendarWorkflowId = (region: string, month: string): string => `calendar:${region}:${month}`;

/** The month's run of the `calendar` workflow. */
export interface CalendarInput {
  region: string;
  zone: string;
  /** YYYY-MM */
  month: string;
  /** When the daily work of the month is still to be done, ISO; made once, by law/base/zone, outside the workflow. */
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
export interface WorkflowStanding {
  phase: string;
  seq: number;
}
