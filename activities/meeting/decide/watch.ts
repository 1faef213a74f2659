import { liveDeadline } from '../../../store/case/deadlines';
import type { Facts } from '../../../store/case/chain';
import type { CaseFile, Letter } from '../../../store/case/types';
import { openRepeat } from '../../../store/meeting/open';
import { liveRepeatOf } from '../../../store/meeting/read';
import { mustHaveMeeting } from '../../../store/meeting/rows';
import { Refusal } from '../../../law/base/refusal';
import type { Knex } from 'knex';
import type { StepCall } from '../../../workflows/case/contract';
import { toAdministrator, toInitiator, toInspectorate, toManager, type Wording } from '../parts';
import type { Decide } from '../../../store/case/change';

/** When most of a term has passed: the person with the duty is reminded. */
export const dutySoon: Decide = async (trx, file, call, at) => {
  const facts = await factsOf(trx, file.id, String(call.args.deadline));
  const wording: Wording = { letter: 'meeting-soon', facts: { deadline: String(call.args.deadline) } };
  return { events: [{ kind: 'soon', facts }], letters: await toDebtor(trx, file, call, at, wording) };
};

/**
 * The first instant that is too late is a fact, whatever happens later. If the manager missed the duty, the
 * inspectorate is told as well, and the initiator is told that it is not their fault.
 */
export const dutyLate: Decide = async (trx, file, call, at) => {
  const name = String(call.args.deadline);
  const meeting = await mustHaveMeeting(trx, file.id);
  const wording: Wording = { letter: 'meeting-late', facts: { deadline: name }, urgent: true };
  const debtors = await toDebtor(trx, file, call, at, wording);
  const upward = managerOwes(name)
    ? [...toInitiator(file, meeting, call, wording), ...(await toInspectorate(trx, file, call, wording))]
    : [];
  return { events: [{ kind: 'overdue', facts: await factsOf(trx, file.id, name) }], letters: [...debtors, ...upward] };
};

const managerOwes = (name: string): boolean => name === 'file' || name === 'hold';

async function toDebtor(trx: Knex, file: CaseFile, call: StepCall, at: Date, wording: Wording): Promise<Letter[]> {
  const meeting = await mustHaveMeeting(trx, file.id);
  const name = String(call.args.deadline);
  if (managerOwes(name) && !meeting.directManagement) return toManager(trx, file, call, at, wording);
  return name === 'notify' ? toAdministrator(file, meeting, call, wording) : toInitiator(file, meeting, call, wording);
}

async function factsOf(trx: Knex, caseId: string, name: string): Promise<Facts> {
  const due = await liveDeadline(trx, caseId, name);
  return { deadline: name, norm: due?.norm ?? null, dueAt: due?.dueAt.toISOString() ?? null };
}

/**
 * K-15: holds the meeting again as a separate case that copies the agenda and refers to this one as its proof; a halted
 * meeting ends with it. One at a time. args: meeting
 */
export const repeat: Decide = async (trx, file, call, at) => {
  const id = String(call.args.meeting);
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal('repeat-id', 'Откройте страницу заново и повторите.', 422);
  const made = await liveRepeatOf(trx, file.id);
  if (made) throw new Refusal('repeat-made', `Собрание уже созвано заново: ${made.number}. Откройте его.`, 409);
  await openRepeat(trx, id, file.id, at, call.actorId);
  const events = [{ kind: 'repeated', facts: { meeting: id } }];
  return file.phase === 'halted' ? { events, to: 'cancelled', outcome: 'repeated' } : { events };
};
