import { dueOf, limitWords, timeliness } from '../../../law/base/timing';
import { norm } from '../../../law/base/norm';
import { parseFraction } from '../../../law/base/fraction';
import { exactMetres, percentOf } from '../../../law/base/metres';
import { noticeNorm } from '../../../law/meeting/notice/notice';
import { bar } from '../../../law/meeting/count/thresholds';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import type { CaseFile, NamedDeadline } from '../../../store/case/types';
import { previewRegister } from '../../../store/meeting/notice/register';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meeting/rows';
import { petitionOf } from '../../../store/meeting/prepare/petition';
import { writeCircular } from '../../../store/meeting/notice/letters';
import { mustHaveMeetingText } from '../../../store/meeting/texts';
import type { Knex } from 'knex';
import type { StepCall } from '../../../workflows/case/contract';
import { owed, timingOf, toAdministrator, toInitiator, toManager } from '../parts';
import { termFacts } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/**
 * The message goes to the one who will hold the meeting: the manager on the owners' request (K-05), or the
 * administrator of an electronic meeting (E-04). args: none
 */
export const request: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  return meeting.initiatorKind === 'group'
    ? requestOfOwners(trx, file, meeting, call, at)
    : toTheAdministrator(trx, file, meeting, call, at);
};

type Hand = (trx: Knex, file: CaseFile, meeting: Meeting, call: StepCall, at: Date) => ReturnType<Decide>;

const requestOfOwners: Hand = async (trx, file, meeting, call, at) => {
  const timing = timingOf(file, meeting, 'called');
  if (!file.organisation_id)
    throw new Refusal(
      'manager-none',
      'У дома нет управляющей организации: созовите собрание сами (ЖК РФ, ст. 45 ч. 2).',
    );
  const day = localOf(at, file.zone).day;
  const { signers, votes: signed } = await petitionOf(trx, meeting, day);
  const { knownTotal } = await previewRegister(trx, meeting.buildingId, day);
  const total = meeting.total === null ? knownTotal : parseFraction(meeting.total);
  const share = norm('K-05.share', timing.on);
  if (!bar('K-05.share', timing.on, signed, total).met) {
    const say = `Подписали ${percentOf(exactMetres(signed), exactMetres(total))} голосов, а нужно не меньше ${share.value} % (${share.citation}).`;
    throw new Refusal('signatures-short', say);
  }
  const hold = owed('hold', 'K-05', at, timing, at);
  await changeMeeting(trx, file.id, { requestedAt: at, administratorOrganisationId: file.organisation_id });
  return {
    events: [
      {
        kind: 'requested',
        facts: { signatures: signers.length, votes: exactMetres(signed), ...termFacts(hold.deadline) },
      },
    ],
    to: 'requested',
    set: [hold],
    parties: [{ part: 'administrator', organisationId: file.organisation_id }],
    letters: await toManager(trx, file, call, at, {
      letter: 'meeting-requested',
      facts: { deadline: 'hold' },
      urgent: true,
    }),
  };
};

const toTheAdministrator: Hand = async (trx, file, meeting, call, at) => {
  const { opensAt, administratorPersonId: personId, administratorOrganisationId: organisationId } = meeting;
  if (!personId && !organisationId)
    throw new Refusal('administrator-none', 'Администратор не назван. Назовите его или уведомите собственников сами.');
  if (!opensAt) throw new Refusal('dates-missing', 'Назовите начало и конец собрания.');
  const timing = { zone: file.zone, on: localOf(at, file.zone).day };
  const due = dueOf('E-04', opensAt, timing);
  if (meeting.form === 'electronic' && timeliness(due, at) === 'late') {
    const say = `Сообщение передают администратору ${limitWords(due)} (${due.citation}). Назовите более позднее начало.`;
    throw new Refusal('administrator-late', say, 422, { opensAt: say });
  }
  await changeMeeting(trx, file.id, { requestedAt: at });
  const notify: NamedDeadline[] = [owed('notify', noticeNorm(meeting.form), opensAt, timing, at)];
  return {
    events: [{ kind: 'requested', facts: { norm: 'E-04', opensAt: opensAt.toISOString() } }],
    to: 'requested',
    set: notify,
    parties: [
      { part: 'administrator', ...(personId ? { personId } : { organisationId: organisationId ?? undefined }) },
    ],
    letters: toAdministrator(file, meeting, call, {
      letter: 'meeting-requested',
      facts: { deadline: 'notify' },
      urgent: true,
    }),
  };
};

/** The administrator returns the message before anybody was notified. args: text? (note) */
export const amend: Decide = async (trx, file, call) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  const text = call.args.text ? await mustHaveMeetingText(trx, file.id, call.args.text, 'note') : null;
  await changeMeeting(trx, file.id, { requestedAt: meeting.initiatorKind === 'group' ? meeting.requestedAt : null });
  return {
    events: [{ kind: 'amended', facts: { text } }],
    to: 'draft',
    dropped: ['notify'],
    letters: toInitiator(file, meeting, call, { letter: 'meeting-amended' }),
  };
};

/** Before the notice this only drops a draft; after it, everybody who was notified is told. args: text (reason) */
export const cancel: Decide = async (trx, file, call, at) => {
  const told = file.phase === 'noticed' || file.phase === 'halted';
  const text = call.args.text || told ? await mustHaveMeetingText(trx, file.id, call.args.text, 'reason') : null;
  const people = told
    ? await writeCircular(trx, {
        caseId: file.id,
        circle: 'holders',
        letter: 'meeting-cancelled',
        key: call.key,
        facts: { text },
        urgent: true,
        at,
      })
    : 0;
  return { events: [{ kind: 'cancelled', facts: { text, told: people } }], to: 'cancelled', outcome: 'cancelled' };
};
