import type { ActOutcome } from '../../store/case/accept';
import type { Command, CommandResult } from '../../workflows/case/contract';

export type { Command, CommandResult };

/** How pages reach the workflows. */
export interface Engine {
  /** Tells the case to do what was accepted for it, and waits a little; null when it is not done yet. */
  carryOut(asked: Command): Promise<ActOutcome>;
  /** Throws when the engine does not answer; used by /ready. */
  check?(): Promise<void>;
  /** The workflow history of a running or recent execution as proto-JSON; null when the engine has deleted it. */
  history?(workflowId: string): Promise<string | null>;
  /** Whether the engine is running this case now. */
  runs?(area: string, caseId: string): Promise<boolean>;
}
