import type { ActOutcome } from '../../store/case/accept';
import type { Command, CommandResult } from '../../workflows/case/contract';

export type { Command, CommandResult };

/** The door from pages to workflows. */
export interface Engine {
  /** Asks the case for what was accepted for it and waits a little; null when it has not done it yet. */
  carryOut(asked: Command): Promise<ActOutcome>;
  /** Throws when the engine does not answer; /ready asks it. */
  check?(): Promise<void>;
  /** The machine history of a running or recent execution as proto-JSON; null when the engine has forgotten it. */
  history?(workflowId: string): Promise<string | null>;
  /** Whether the case is being run by the engine now. */
  runs?(area: string, caseId: string): Promise<boolean>;
}
