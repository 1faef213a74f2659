import { closing, paperUntil } from '../../../law/meeting/vote/clock';
import { norm } from '../../../law/base/norm';
import { Refusal } from '../../../law/base/refusal';
import { dueInstant } from '../../../law/base/terms';
import { dueOf } from '../../../law/base/timing';
import { noteOf } from '../../../store/meeting/ballots/checkpoint';
import { publicKeyOf } from '../../../store/case/signing-key';
import { seal } from '../../../store/meeting/ballots/seal';
import type { CaseFile, NamedDeadline } from '../../../store/case/types';
import { writeCircular } from '../../../store/meeting/notice/letters';
import { ownersNotNotified } from '../../../store/meeting/notice/notices';
import { draftProtocol, signersOf } from '../../../store/meeting/file/protocol';
import { countNow, writeCount } from '../../../store/meeting/results';
import { lawOf } from '../../../store/meeting/law';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meeting/rows';
import { remindersOf, writeReminder } from '../../../store/meeting/follow/voters';
import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { StepCall } from '../../../workflows/case/contract';
import { alarm, timingOf, toInitiator, toSigners } from '../parts';
import { afterCount } from './terms';
import { proofMet, noticeProvedBy } from './notify';
import { refusedByOwners } from './refused';
import { window } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/**
 * The announced hour has come. Without proof that everybody was notified in time, voting does not open (ЖК ст. 45 ч.
 * 4).
 */
export const open: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  const refused = await refusedByOwners(trx, file, meeting, call);
  if (refused) {
    await tellHalted(trx, file, call, at);
    return refused;
  }
  const by = noticeProvedBy(file, meeting);
  const missing = await ownersNotNotified(trx, file.id, by);
  if (missing.length > 0) {
    await tellHalted(trx, file, call, at);
    return {
      events: [{ kind: 'not-opened', facts: { owners: missing.length, by: by.toISOString() } }],
      to: 'halted',
      dropped: ['open'],
      letters: toInitiator(file, meeting, call, { letter: 'meeting-halted', urgent: true }),
    };
  }
  const proof = await proofMet(trx, file.id, by);
  await changeMeeting(trx, file.id, { openedAt: at });
  const people = await writeCircular(trx, {
    caseId: file.id,
    circle: 'holders',
    letter: 'meeting-opened',
    key: call.key,
    facts: {},
    urgent: true,
    at,
  });
  return {
    events: [{ kind: 'opened', facts: { people } }],
    to: 'voting',
    met: ['open', ...proof],
    set: votingWindows(file, meeting, at),
  };
};

/** Everybody who was told when to vote is told that there is nothing to vote on. */
async function tellHalted(trx: Knex, file: CaseFile, call: StepCall, at: Date): Promise<void> {
  const letter = { caseId: file.id, circle: 'holders', letter: 'meeting-unopened', key: call.key } as const;
  await writeCircular(trx, { ...letter, facts: {}, urgent: true, at });
}

function votingWindows(file: CaseFile, meeting: Meeting, at: Date): NamedDeadline[] {
  const { closesAt, form } = meeting;
  if (!closesAt) throw new Error('an open meeting has an end');
  const timing = timingOf(file, meeting, 'voted');
  const remindAt = dueInstant(dueOf('N-06.remind', closesAt, timing));
  const paper = paperUntil(form, closesAt, timing);
  return [
    window(
      'close',
      closing(form, closesAt, file.zone),
      ...(remindAt > at ? [alarm('remind', remindAt)] : []),
      alarm('close', closesAt),
    ),
    // «Не позднее чем за 48 часов»: a decision handed in at that very instant is still accepted.
    ...(paper && dueInstant(paper) > at
      ? [window('paper', paper, alarm('paper-closed', new Date(dueInstant(paper).getTime() + 1)))]
      : []),
  ];
}

/** E-09: from now on a paper decision is recorded but not counted. */
export const paperClosed: Decide = async () => ({ events: [{ kind: 'paper-closed', facts: {} }], met: ['paper'] });

/** Reminds those who have not voted: Domovoy itself, or the initiator a few times. args: none */
export const remind: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  const limit = Number(norm('N-06.limit', lawOf(meeting, file.zone).voted).value);
  const sent = (await remindersOf(trx, file.id)).filter(({ by }) => by !== null);
  if (call.actorId !== null && sent.length >= limit)
    throw new Refusal('reminders-spent', `Напоминать можно не больше ${limit} раз за одно голосование.`, 409);
  const people = await writeCircular(trx, {
    caseId: file.id,
    circle: 'silent',
    letter: 'meeting-reminder',
    key: call.key,
    facts: {},
    urgent: call.actorId === null,
    at,
  });
  await writeReminder(trx, file.id, { id: randomUUID(), at, by: call.actorId, people });
  return { events: [{ kind: 'reminded', facts: { people } }] };
};

/** The closing instant: nothing more is accepted, everything is counted, and the count is final. */
export const closeVoting: Decide = async (trx, file, call, at) => {
  const sealed = await seal(trx, file.id, at);
  const { size, root } = sealed;
  const meeting = await mustHaveMeeting(trx, file.id);
  const { closesAt } = meeting;
  const count = await countNow(trx, file.id, file.zone);
  if (!count || !closesAt) throw new Error('a closing meeting has dates and a register');
  await writeCount(trx, file.id, count, at);
  await draftProtocol(trx, {
    caseId: file.id,
    number: meeting.systemNumber ?? file.number,
    formNorm: String(norm('P-01', lawOf(meeting, file.zone).drawn).value),
    draftedAt: at,
  });
  const people = await writeCircular(trx, {
    caseId: file.id,
    circle: 'holders',
    letter: 'meeting-closed',
    key: call.key,
    // A root that every owner has received cannot be changed unnoticed.
    facts: { note: noteOf(sealed, (await publicKeyOf(trx)) ?? '') },
    urgent: true,
    at,
  });
  const { met } = count.quorum;
  const { participating, outcomes } = count.tally;
  const passed = count.result.questions.filter((one) => met && one.passed).length;
  return {
    events: [
      {
        kind: 'closed',
        facts: {
          ballots: outcomes.length,
          participating,
          total: count.tally.total,
          quorum: met,
          passed,
          people,
          size,
          root,
        },
      },
    ],
    to: met ? 'counted' : 'no-quorum',
    met: ['close', 'hold', 'paper'],
    set: afterCount(file, meeting, closesAt, at, met),
    letters: meeting.form === 'electronic' ? [] : toSigners(file, await signersOf(trx, meeting), call),
  };
};
