import { Refusal } from '../../../law/base/refusal';
import type { Decide } from '../../../store/case/change';
import { liveDeadline } from '../../../store/case/deadlines';
import { confirmingWindow, termsOfRequest } from '../../../store/request/duties';
import { toResidents, toWorker, toPost } from '../../../store/request/letters';
import { invoiceAgreed } from '../../../store/request/estimates';
import { answerOffer } from '../../../store/request/offers';
import { changeRequest, mustHaveRequest } from '../../../store/request/rows';
import { mustHaveRequestText, requestTextIfAny } from '../../../store/request/texts';
import { deviceTimes } from '../device';

/** The worker is on the spot. An offer that was not answered is answered by coming. args: doneAt?, sentAt? */
export const arrive: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { done, facts } = deviceTimes(call, at, request.assignedAt, file);
  await answerOffer(trx, file.id, { answer: 'accepted', at: done });
  await changeRequest(trx, file.id, { arrivedAt: done, acceptedAt: request.acceptedAt ?? done });
  return {
    events: [...(request.acceptedAt ? [] : [{ kind: 'accepted', facts }]), { kind: 'arrived', facts }],
    to: 'arrived',
    met: [{ name: 'accept', at: done }],
  };
};

/** The damage does no more harm. args: text?, doneAt?, sentAt? */
export const localise: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { done, facts } = deviceTimes(call, at, request.arrivedAt, file);
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'note');
  await changeRequest(trx, file.id, { localisedAt: done });
  return {
    events: [{ kind: 'localised', facts: { ...facts, text } }],
    to: 'localised',
    met: ['localise', 'evacuate'].map((name) => ({ name, at: done })),
  };
};

/** Done: what was repaired, in words; the resident may confirm or return it. args: text, doneAt?, sentAt? */
export const fix: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'result');
  const { done, facts } = deviceTimes(call, at, request.localisedAt ?? request.arrivedAt ?? request.handedAt, file);
  await changeRequest(trx, file.id, {
    fixedAt: done,
    localisedAt: request.localisedAt ?? (file.phase === 'arrived' ? done : null),
    resultTextId: text,
    pausedUntil: null,
    pauseGround: null,
  });
  const bills = await invoiceAgreed(trx, file.id, at);
  return {
    events: [
      ...(file.phase === 'arrived' && !request.localisedAt ? [{ kind: 'localised', facts }] : []),
      { kind: 'fixed', facts: { ...facts, text } },
      ...bills.map(({ id, total }) => ({ kind: 'invoiced', facts: { estimate: id, total } })),
    ],
    to: 'fixed',
    met: ['localise', 'evacuate', 'fix', 'dispatch'].map((name) => ({ name, at: done })),
    dropped: ['inform'],
    set: [confirmingWindow(file, done)],
    letters: await toResidents(trx, file, request, call, { letter: 'request-fixed', facts: { text }, urgent: true }),
  };
};

/** The worker came and found nobody. The terms go on until another time is agreed. args: text?, doneAt?, sentAt? */
export const absent: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { done, facts } = deviceTimes(call, at, request.assignedAt, file);
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'note');
  await changeRequest(trx, file.id, { arrivedAt: null, visitFrom: null, visitTo: null });
  return {
    events: [{ kind: 'absent', facts: { ...facts, text, done: done.toISOString() } }],
    to: 'accepted',
    letters: [
      ...(await toResidents(trx, file, request, call, { letter: 'request-absent', urgent: true })),
      ...(await toPost(trx, file, 'dispatcher', call, { letter: 'request-absent-desk' })),
    ],
  };
};

const HOUR_MS = 3_600_000;
const LONGEST_VISIT_MS = 12 * HOUR_MS;

/**
 * When the worker comes: set or changed by either side, told to the other. The check of quality that the resident agreed
 * to then is due then. args: from, to, by: desk | applicant
 */
export const visit: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const [from, to] = [new Date(String(call.args.from)), new Date(String(call.args.to))];
  if (!(to > from) || to <= at || to.getTime() - from.getTime() > LONGEST_VISIT_MS) {
    const say = 'Назовите время визита в будущем: с какого и до какого часа, не больше двенадцати часов.';
    throw new Refusal('visit-time', say, 422, { from: say });
  }
  const checkAgreedAt = (await liveDeadline(trx, file.id, 'check')) ? to : request.checkAgreedAt;
  await changeRequest(trx, file.id, { visitFrom: from, visitTo: to, checkAgreedAt });
  const facts = { from: from.toISOString(), to: to.toISOString(), checkAgreedAt: checkAgreedAt?.toISOString() ?? null };
  const byApplicant = call.args.by === 'applicant';
  const wording = { letter: 'request-visit', urgent: true };
  return {
    events: [{ kind: 'visit-set', facts: { ...facts, by: byApplicant ? 'applicant' : 'desk' } }],
    set:
      checkAgreedAt === to
        ? termsOfRequest(file, { ...request, checkAgreedAt }, at).filter(({ name }) => name === 'check')
        : [],
    letters: byApplicant
      ? [
          ...toWorker(file, request, call, wording),
          ...(await toPost(trx, file, 'dispatcher', call, { letter: 'request-visit' })),
        ]
      : [...(await toResidents(trx, file, request, call, wording)), ...toWorker(file, request, call, wording)],
  };
};
