import type { Knex } from 'knex';
import { caseStandingOf } from '../store/case/state';
import { enterStep, perform } from '../store/case/step';
import type { CaseState, StepCall } from '../workflows/case/contract';
import type { Decide } from '../store/case/change';

/** Carries out one act on a case at once, whatever else is due: for tests of its effects. */
export async function actNow(db: Knex, call: StepCall, decide: Decide): Promise<CaseState> {
  return db.transaction(async (trx) => {
    const entered = await enterStep(trx, call, []);
    if (entered.done) return (await caseStandingOf(trx, call.caseId)).state;
    const { key, act, actorId, args } = call;
    const at = new Date(Math.max(entered.now.getTime(), Date.parse(call.at)));
    const kind = actorId === null ? 'alarm' : 'act';
    return perform(trx, { ...entered, now: at }, { kind, key, act, actorId, args, at }, decide);
  });
}
