import { ApplicationFailure } from '@temporalio/activity';
import type { Knex } from 'knex';
import { Refusal } from '../law/refusal';
import { runStep, type Decide } from '../store/case/step';
import type { CaseState, StepCall } from '../workflows/contract';

/** What each area decides on each act: `deciders.appeal.answer`. */
export type Deciders = Readonly<Record<string, Readonly<Record<string, Decide>>>>;

export interface CaseActivities {
  /** One act upon a case, written once however often it is run. */
  step(call: StepCall): Promise<CaseState>;
}

export function caseActivities(db: Knex, deciders: Deciders): CaseActivities {
  return {
    async step(call) {
      const decide = deciders[call.area]?.[call.act];
      if (!decide) throw new Error(`Nobody decides «${call.act}» in ${call.area}`);
      try {
        return await runStep(db, call, decide);
      } catch (error) {
        if (error instanceof Refusal && call.actorId !== null) throw refused(error);
        throw error;
      }
    },
  };
}

/**
 * A person hears an expected «no» at once. Anything else, and a «no» to what a case must do by itself, is tried again
 * until it works: the case waits for whoever mends the cause, it does not die of it.
 */
function refused({ say, code, status, fields }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ message: say, type: code, nonRetryable: true, details: [{ status, fields }] });
}
