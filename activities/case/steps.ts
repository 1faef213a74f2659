import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Knex } from 'knex';
import { lifecycles } from '../../law/areas';
import { Refusal } from '../../law/base/refusal';
import { parkAlarm } from '../../store/case/aside';
import { orderRenewal } from '../../store/case/repair';
import { caseStandingOf } from '../../store/case/state';
import { bringUpToDate } from '../../store/case/step';
import { actName, type CaseState, type StepCall } from '../../workflows/case/contract';
import type { Decide } from '../../store/case/change';

/** What each area decides on each act: `deciders.appeal.answer`. */
export type Deciders = Readonly<Record<string, Readonly<Record<string, Decide>>>>;

/** One act upon a case, written once however often it is run; named after the act: `appeal.answer`. */
export type Step = (call: StepCall) => Promise<CaseState>;

export interface CaseActivities {
  /** The state of the case according to Postgres. */
  look(caseId: string): Promise<CaseState>;
  /** Sets aside an alarm that could not even be tried. */
  park(call: StepCall): Promise<CaseState>;
  /** This run is full and its history will be exported; `anew`: another run is ordered, as if the case were started. */
  renew(caseId: string, anew: boolean): Promise<void>;
}

export function caseActivities(db: Knex, deciders: Deciders): CaseActivities & Record<string, Step> {
  const state = async (caseId: string): Promise<CaseState> => (await caseStandingOf(db, caseId)).state;
  return {
    ...stepsOf(db, deciders),
    look: state,
    async park({ caseId, key, act, at }) {
      await parkAlarm(db, caseId, { key, act, dueAt: new Date(at) }, new Error('it could not be tried'));
      return state(caseId);
    },
    renew: (caseId, anew) => orderRenewal(db, caseId, Context.current().info.workflowExecution?.runId ?? '', anew),
  } as CaseActivities & Record<string, Step>;
}

function stepsOf(db: Knex, deciders: Deciders): Record<string, Step> {
  const step: Step = async (call) => {
    try {
      return await bringUpToDate(db, call, (act) => deciders[call.area]?.[act]);
    } catch (error) {
      throw error instanceof Refusal ? refused(error) : error;
    }
  };
  return Object.fromEntries(
    Object.values(lifecycles).flatMap(({ area, acts }) => Object.keys(acts).map((act) => [actName(area, act), step])),
  );
}

/** A person gets an expected «no» at once; it is not retried. */
function refused({ say, code, status, fields }: Refusal): ApplicationFailure {
  return ApplicationFailure.create({ message: say, type: code, nonRetryable: true, details: [{ status, fields }] });
}
