/** A command to a running case: ids and instants only, for it becomes part of the case's history. */
export interface Command {
  area: string;
  caseId: string;
  /** The form's idempotency key; the engine and `case_command` both hold it. */
  key: string;
  name: string;
  actorId: string;
  args: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
}

export interface CommandResult {
  phase: string;
  seq: number;
}

/** The door from pages to workflows. */
export interface Engine {
  command(command: Command): Promise<CommandResult>;
  /** Throws when the engine does not answer; /ready asks it. */
  check?(): Promise<void>;
  /** The machine history of a running or recent execution as proto-JSON; null when the engine has forgotten it. */
  history?(workflowId: string): Promise<string | null>;
}
