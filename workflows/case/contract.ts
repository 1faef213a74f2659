import { lifecycles } from '../../law/areas';

/*
 * What pages, workflows and activities pass to each other about every case: ids and instants only, JSON-safe.
 *
 * act       what can be done to a case, by name: `answer`. The table in law/<area>/lifecycle.ts lists the acts and the
 *           phases they are possible in.
 * command   an act that a person asks for on a page. It is accepted first (written down with its instant), then done.
 * message   an act that one case asks of another, in the transaction of the first.
 * alarm     an act that a deadline asks for at an instant: a reminder, a miss, the end of a window.
 * wake      one instant the workflow must sleep until, with the alarm to run then. Wakes are read from the deadlines.
 * step      one act done to one case, in one transaction. Its activity is named after the act: `appeal.answer`.
 * change    everything a step writes: phase, events, deadlines, letters, messages.
 * order     what the engine is asked to do after a transaction is committed: start a workflow, deliver a message,
 *           export a history. It waits in the table `outbox` until the relay has done it.
 * letter    what one person or organisation is told about a case; it is written in the same transaction as the fact.
 * delivery  one letter on one channel (cabinet, e-mail, SMS, push, paper), with the proof of what became of it.
 */

export interface CaseInput {
  area: string;
  caseId: string;
  /** For people: shown in the engine's list and details. */
  number: string;
  /** A training region, where time is moved: the engine cannot continue such a case as new (docs/decisions/0011). */
  training: boolean;
  /** Added to the engine's clock; fixed when the case starts (docs/architecture.md, «The clock»). */
  offsetMs: number;
  /** The state of the case when it was started; a run may begin at any phase. */
  state: CaseState;
}

export type Args = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** One act upon a case: a person's command, an alarm of a deadline, or a message from another case. */
export interface StepCall {
  area: string;
  caseId: string;
  /** A second run with the same key changes nothing. */
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

/** The state of a case after a step: all that its workflow needs to go on. */
export interface CaseState {
  phase: string;
  seq: number;
  closed: boolean;
  /** Every instant the case must wake at, earliest first; an alarm that could not be done is listed again, later. */
  wakes: readonly Wake[];
  /** How far the database's clock was behind the case's when an alarm was due: the alarm waits this much longer. */
  earlyMs?: number;
}

/** A person's act upon a running case, as a page sends it. */
export interface Command {
  area: string;
  caseId: string;
  /** Made from the form's key and its content; the engine and the database both know the act by it. */
  key: string;
  name: string;
  actorId: string;
  args: Args;
}

/** An accepted act, as it is sent to the case; the facts that decide it are in the database. */
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

/** A message from another case; with the same `key` it is handled once. */
export interface CaseMessage {
  key: string;
  act: string;
  args: Args;
}

/** Updates, signals and activities are named after the act: `appeal.answer`. */
export const actName = (area: string, act: string): string => `${area}.${act}`;
/** Sent when a case sleeps too long or is behind Postgres: it then reads its state again. */
export const NUDGE = 'kernel.nudge';

/** The task queue for daily work. Letters, papers and histories do not use task queues: they have their own lanes. */
export const queues = { batch: 'batch' } as const;
/** Each area has its own queue: many appeals do not delay meetings. */
export const casesQueue = (area: string): string => `cases-${area}`;
/** The queue of a workflow type and of its activities. */
export const queueOf = (type: string): string => (type in lifecycles ? casesQueue(type) : queues.batch);

export const caseWorkflowId = (area: string, caseId: string): string => `${area}:${caseId}`;
export const calendarWorkflowId = (region: string, month: string): string => `calendar:${region}:${month}`;

/** Input of the `calendar` workflow: one region, one month. */
export interface CalendarInput {
  region: string;
  zone: string;
  /** YYYY-MM */
  month: string;
  /** The instants of the month's remaining daily work, ISO; computed once, outside the workflow (law/base/daily). */
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

/** The query by which the reconciler asks a workflow for its state. */
export const STANDING = 'standing';
export interface WorkflowStanding {
  phase: string;
  seq: number;
}
