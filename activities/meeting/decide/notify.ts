import { kindOn } from '../../../law/meeting/call/kinds';
import { exactMetres } from '../../../law/base/metres';
import { entranceVotes } from '../../../law/meeting/call/entrances';
import { opening, proofDue as provedByLaw, noticeDue } from '../../../law/meeting/vote/clock';
import { noticeNorm } from '../../../law/meeting/notice/notice';
import { lawOfPlan, timingOfStage } from '../../../law/meeting/stages-of-law';
import { checksBeforeNotice } from '../../../law/meeting/call/before-notice';
import type { NoticeCheck } from '../../../law/meeting/call/before-notice-check';
import { Refusal } from '../../../law/base/refusal';
import type { CaseFile, Met } from '../../../store/case/types';
import { freezeQuestion, questionsOf } from '../../../store/meeting/prepare/agenda';
import { writeCircular } from '../../../store/meeting/notice/letters';
import { ownersNotNotified, allNotifiedAt, writeSystemNotices } from '../../../store/meeting/notice/notices';
import { planOf } from '../../../store/meeting/prepare/plan';
import { writeRegister } from '../../../store/meeting/notice/register';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meeting/rows';
import type { Knex } from 'knex';
import { alarm, owed, timingOf, toInitiator } from '../parts';
import { termFacts, window } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/** The same term as for the message itself, proved by the ledger. */
const PROOF = 'Доказать, что сообщение получил каждый собственник';

/**
 * ЖК РФ ст. 45 ч. 4: the message is published in the system and sent to everyone; from now on agenda, dates and
 * register are fixed. args: literal? (the initiator accepts the literal reading of «за N дней»)
 */
export const notify: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  const { plan, register } = await planOf(trx, file, meeting, at);
  const checks = checksBeforeNotice({ ...plan, given: true });
  mustBeReady(checks, call.args.literal === true);
  const { opensAt } = plan;
  if (!opensAt) throw new Error('a ready meeting has dates');
  const law = lawOfPlan(plan);
  for (const question of await questionsOf(trx, file.id)) {
    const { rule, citation } = kindOn(question.kind, law.decided);
    const votes = entranceVotes(question, register.entrances, law.decided);
    await freezeQuestion(trx, question.id, { rule, citation, entranceTotal: votes && exactMetres(votes) });
  }
  await writeRegister(trx, file.id, register.rights, at);
  await changeMeeting(trx, file.id, {
    lawDay: plan.on,
    lawRule: 'stages',
    noticedAt: at,
    frozenAt: at,
    systemNumber: file.number,
    noticeChecks: [...checks],
  });
  const told = await writeSystemNotices(trx, file.id, at);
  const people = await writeCircular(trx, {
    caseId: file.id,
    circle: 'holders',
    letter: 'meeting-notice',
    key: call.key,
    facts: {},
    urgent: true,
    at,
  });
  const timing = timingOfStage(law, 'called', file.zone);
  const term = owed('notify', noticeNorm(meeting.form), opensAt, timing, at);
  const proof = owed('prove', noticeNorm(meeting.form), opensAt, timing, at);
  const by = noticeDue(meeting.form, opensAt, timing, isLiteral(plan, at));
  return {
    events: [
      {
        kind: 'noticed',
        facts: {
          rights: register.rights.length,
          told,
          people,
          literal: isLiteral(plan, at),
          opensAt: opensAt.toISOString(),
          closesAt: plan.closesAt?.toISOString() ?? null,
          lawDay: plan.on,
          lawRule: 'stages',
          ...termFacts(term.deadline),
        },
      },
    ],
    to: 'noticed',
    set: [
      { ...term, metAt: at },
      { ...proof, deadline: { ...proof.deadline, title: PROOF }, alarms: [alarm('prove', new Date(by.getTime() + 1))] },
      window('open', opening(meeting.form, opensAt, file.zone), alarm('open', opensAt)),
    ],
  };
};

function isLiteral(plan: Parameters<typeof checksBeforeNotice>[0], at: Date): boolean {
  return checksBeforeNotice({ ...plan, now: at }).some(({ code }) => code === 'notice-literal');
}

function mustBeReady(checks: readonly NoticeCheck[], literal: boolean): void {
  const problem = checks.find(({ verdict }) => verdict === 'problem');
  if (problem) throw new Refusal(problem.code, `${problem.says} (Норма ${problem.norm}.)`);
  const bare = checks.find(({ code }) => code === 'notice-literal');
  if (bare && !literal)
    throw new Refusal('notice-literal', `${bare.says} Подтвердите, что полагаетесь на букву закона.`);
}

/** By when the ledger must prove a classic notice to everyone. */
export function noticeProvedBy(file: CaseFile, meeting: Meeting): Date {
  const { opensAt, noticedAt, form } = meeting;
  if (!opensAt || !noticedAt) throw new Error('a noticed meeting has dates');
  return provedByLaw(form, opensAt, noticedAt, timingOf(file, meeting, 'called'));
}

/** The notice term has ended: owners without proof of notice are named while proof may still be added. */
export const prove: Decide = async (trx, file, call) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  const by = noticeProvedBy(file, meeting);
  const missing = await ownersNotNotified(trx, file.id, by);
  if (missing.length === 0) {
    return { events: [{ kind: 'told', facts: { by: by.toISOString() } }], met: await proofMet(trx, file.id, by) };
  }
  return {
    events: [{ kind: 'not-told', facts: { owners: missing.length, by: by.toISOString() } }],
    letters: toInitiator(file, meeting, call, { letter: 'meeting-not-told', urgent: true }),
  };
};

/** The duty was met when the last owner was notified, not when somebody checked. */
export async function proofMet(trx: Knex, caseId: string, by: Date): Promise<Met[]> {
  const at = await allNotifiedAt(trx, caseId, by);
  return at ? [{ name: 'prove', at }] : [];
}
