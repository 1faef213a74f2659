import type { Command, CommandResult } from '../workflows/contract';

export type { Command, CommandResult };

/** The door from pages to workflows. */
export interface Engine {
  command(command: Command): Promise<CommandResult>;
  /** Throws when the engine does not answer; /ready asks it. */
  check?(): Promise<void>;
  /** The machine history of a running or recent execution as proto-JSON; null when the engine has forgotten it. */
  history?(workflowId: string): Promise<string | null>;
}
