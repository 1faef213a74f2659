import { mustHaveAppeal } from '../../../store/appeal/rows';
import { liveDeadline } from '../../../store/case/deadlines';
import type { Facts } from '../../../store/case/chain';
import { toApplicants, toExecutor, toHeads } from '../../../store/appeal/letters';
import type { Decide } from '../../../store/case/change';

/** Half of the term has passed: the executor is reminded. */
export const half: Decide = async (trx, file, call) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const facts = await factsOf(trx, file.id, String(call.args.deadline));
  return { events: [{ kind: 'half', facts }], letters: [toExecutor(file, appeal, call, { letter: 'appeal-half' })] };
};

/** Most of the term has passed: the head is told as well. */
export const appealSoon: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const facts = await factsOf(trx, file.id, String(call.args.deadline));
  const wording = { letter: 'appeal-soon' };
  const heads = await toHeads(trx, file, appeal, call, at, wording);
  return { events: [{ kind: 'soon', facts }], letters: [toExecutor(file, appeal, call, wording), ...heads] };
};

/**
 * The first instant that is too late: recorded as a fact with its norm; the head and the applicant are told at once.
 */
export const appealLate: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const facts = await factsOf(trx, file.id, String(call.args.deadline));
  const events = [{ kind: 'overdue', facts }];
  // In a split appeal the late part sends its own letters.
  if (file.phase === 'split') return { events };
  return {
    events,
    letters: [
      ...(await toHeads(trx, file, appeal, call, at, { letter: 'appeal-late', urgent: true })),
      ...(await toApplicants(trx, file, appeal, call, { letter: 'appeal-late-applicant', urgent: true })),
    ],
  };
};

/** A window has ended. */
export const end: Decide = async (trx, file, call) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const deadline = String(call.args.deadline);
  const letters = await toApplicants(trx, file, appeal, call, { letter: 'appeal-closed' });
  const outcome = appeal.anonymous ? 'noted' : (appeal.answerKind ?? 'answered');
  return { events: [{ kind: 'window-ended', facts: { deadline, outcome } }], to: 'closed', outcome, letters };
};

async function factsOf(trx: Parameters<Decide>[0], caseId: string, name: string): Promise<Facts> {
  const due = await liveDeadline(trx, caseId, name);
  return { deadline: name, norm: due?.norm ?? null, dueAt: due?.dueAt.toISOString() ?? null };
}
