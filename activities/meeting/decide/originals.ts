import { inspectorateTerm } from '../../../law/meeting/vote/clock';
import { norm } from '../../../law/base/norm';
import { addMonths } from '../../../law/base/day';
import { Refusal } from '../../../law/base/refusal';
import { localOf, startOfDay } from '../../../law/base/zone';
import type { CaseFile } from '../../../store/case/types';
import {
  finishInspection,
  inspectionById,
  orderInspection,
  similarProtocols,
} from '../../../store/meeting/file/inspections';
import { lawOf } from '../../../store/meeting/law';
import { changeMeeting, mustHaveMeeting, type Meeting } from '../../../store/meeting/rows';
import { mustHaveMeetingText } from '../../../store/meeting/texts';
import type { Knex } from 'knex';
import { dutyAlarms, owed, timingOf, toInitiator, toInspectorate, toManager } from '../parts';
import { keepForYears } from './terms';
import { termFacts } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/** P-10: originals of decisions and protocol go to the managing organisation; its own five days begin. args: none */
export const handOver: Decide = async (trx, file, call, at) => {
  const meeting = await mustHaveMeeting(trx, file.id);
  if (meeting.directManagement)
    throw new Refusal('manager-none', 'Домом управляют сами собственники: отправьте подлинники прямо в ГЖИ.', 409);
  await changeMeeting(trx, file.id, { handedAt: at });
  const term = owed('file', 'P-11', at, timingOf(file, meeting, 'drawn'), at);
  return {
    events: [{ kind: 'handed-over', facts: termFacts(term.deadline) }],
    to: 'handed',
    met: ['hand-over'],
    set: [term],
    letters: await toManager(trx, file, call, at, {
      letter: 'meeting-handed',
      facts: { deadline: 'file' },
      urgent: true,
    }),
  };
};

/**
 * P-11, P-12: the inspectorate receives the originals; a second protocol on the same questions is looked for at once
 * (P-16).
 */
export const file: Decide = async (trx, caseFile, call, at) => {
  const meeting = await mustHaveMeeting(trx, caseFile.id);
  if (caseFile.phase === 'protocol' && !meeting.directManagement)
    throw new Refusal(
      'hand-over-first',
      'Сначала передайте подлинники управляющей организации (ЖК РФ, ст. 46 ч. 1).',
      409,
    );
  await changeMeeting(trx, caseFile.id, { filedAt: meeting.filedAt ?? at });
  const similar = await similarTo(trx, caseFile, meeting, at);
  for (const other of similar) await orderInspection(trx, caseFile.id, other, at);
  const letters = await toInspectorate(trx, caseFile, call, { letter: 'meeting-filed' });
  return {
    events: [
      { kind: 'filed', facts: {}, organisationId: caseFile.organisation_id },
      ...similar.map((other) => ({
        kind: 'similar-protocol',
        facts: { norm: 'P-16', other: other.caseId, kinds: other.kinds },
      })),
    ],
    to: 'filed',
    met: ['file'],
    letters:
      similar.length === 0
        ? letters
        : [...letters, ...(await toInspectorate(trx, caseFile, call, { letter: 'meeting-inspection', urgent: true }))],
  };
};

async function similarTo(
  trx: Knex,
  { id, zone }: CaseFile,
  meeting: Meeting,
  at: Date,
): Promise<{ caseId: string; kinds: string[] }[]> {
  const { drawn } = lawOf(meeting, zone);
  const window = norm('P-16', drawn);
  const since = startOfDay(addMonths(localOf(at, zone).day, -Number(window.value)), zone);
  const found = await similarProtocols(trx, id, since);
  return found.length + 1 >= Number(norm('P-16.count', drawn).value) ? found : [];
}

/** The inspectorate returns the originals with remarks and sets a term. args: text (remark), until (ISO) */
export const sendBack: Decide = async (trx, caseFile, call, at) => {
  const text = await mustHaveMeetingText(trx, caseFile.id, call.args.text, 'remark');
  const meeting = await mustHaveMeeting(trx, caseFile.id);
  const until = new Date(String(call.args.until));
  if (!(until > at)) {
    const say = 'Назовите день позже сегодняшнего.';
    throw new Refusal('until-in-past', say, 422, { until: say });
  }
  const deadline = inspectorateTerm(at, until, caseFile.zone);
  const wording = { letter: 'meeting-returned', facts: { deadline: 'file' }, urgent: true };
  return {
    events: [{ kind: 'returned', facts: { text, ...termFacts(deadline) } }],
    to: 'returned',
    set: [
      { name: 'file', deadline, duty: true, alarms: dutyAlarms(deadline, timingOf(caseFile, meeting, 'drawn'), at) },
    ],
    letters: [...toInitiator(caseFile, meeting, call, wording), ...(await toManager(trx, caseFile, call, at, wording))],
  };
};

/** P-15: stored for three years, counted from receipt. args: none */
export const keepOriginals: Decide = async (trx, caseFile, call) => {
  const meeting = await mustHaveMeeting(trx, caseFile.id);
  if (!meeting.filedAt) throw new Error('a filed meeting knows when');
  return {
    events: [{ kind: 'registered', facts: {} }],
    to: 'registered',
    set: [keepForYears(caseFile, meeting, meeting.filedAt)],
    letters: toInitiator(caseFile, meeting, call, { letter: 'meeting-registered' }),
  };
};

/**
 * P-16: the inspectorate's finding on two similar protocols. The finding is a fact of the later case; a message goes to
 * the earlier one, so that each chain records it. args: inspection, text (finding); in the message: inspection
 */
export const inspect: Decide = async (trx, caseFile, call, at) => {
  const inspection = String(call.args.inspection);
  const found = await inspectionById(trx, inspection);
  if (!found || ![found.caseId, found.otherCaseId].includes(caseFile.id))
    throw new Refusal('inspection-unknown', 'Такой проверки нет. Откройте список проверок.', 404);
  const meeting = await mustHaveMeeting(trx, caseFile.id);
  const wording = { letter: 'meeting-inspected' };
  const letters = [
    ...toInitiator(caseFile, meeting, call, wording),
    ...(await toManager(trx, caseFile, call, at, wording)),
  ];
  const facts = { norm: 'P-16', inspection };
  if (call.actorId === null)
    return { events: [{ kind: 'inspected', facts: { ...facts, other: found.caseId } }], letters };
  const text = await mustHaveMeetingText(trx, caseFile.id, call.args.text, 'finding');
  await finishInspection(trx, inspection, { at, by: call.actorId, textId: text });
  return {
    events: [{ kind: 'inspected', facts: { ...facts, other: found.otherCaseId, text } }],
    letters,
    messages: [
      {
        area: caseFile.area,
        caseId: found.otherCaseId,
        key: `${call.key}:inspected`,
        act: 'inspect',
        args: { inspection },
      },
    ],
  };
};

/** The storage period is over. */
export const archive: Decide = async (_trx, caseFile) => {
  const outcome = caseFile.phase === 'no-quorum' ? 'no-quorum' : 'held';
  return { events: [{ kind: 'archived', facts: { outcome } }], to: 'archived', outcome };
};
