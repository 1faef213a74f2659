import { Refusal } from '../../../law/base/refusal';
import { cancelTitles } from '../../../law/request/words';
import type { Decide } from '../../../store/case/change';
import { termFacts } from '../../../store/case/term';
import { termsOfRequest } from '../../../store/request/duties';
import { toPost, toResidents, toWorker } from '../../../store/request/letters';
import { changeRequest, mustHaveRequest } from '../../../store/request/rows';
import { mustHaveRequestText, requestTextIfAny } from '../../../store/request/texts';

/** The resident says that it is done. args: rating?, text? */
export const confirm: Decide = async (trx, file, call, at) => {
  const rating = typeof call.args.rating === 'number' ? call.args.rating : null;
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'comment');
  await changeRequest(trx, file.id, { confirmedAt: at, ...(rating !== null && { rating }) });
  return { events: [{ kind: 'confirmed', facts: { rating, text } }], to: 'closed', outcome: 'confirmed' };
};

/** The work is not done: all terms run anew from now, and what was stays. args: text */
export const reopen: Decide = async (trx, file, call, at) => {
  const before = await mustHaveRequest(trx, file.id);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'objection');
  const request = { ...before, clockFrom: at, damagedAt: null, checkAgreedAt: null, harmAt: null };
  await changeRequest(trx, file.id, {
    ...{ clockFrom: at, reopened: before.reopened + 1 },
    ...{ masterId: null, contractorId: null, acceptedAt: null, arrivedAt: null, localisedAt: null, handedAt: null },
    ...{ fixedAt: null, acknowledgedAt: null, acknowledgedBy: null, visitFrom: null, visitTo: null },
  });
  const told = { inform: at, supplier: at, hall: at };
  const set = termsOfRequest(file, request, at, told).filter(({ name }) => !(name in told));
  return {
    events: [
      { kind: 'reopened', facts: { text, terms: set.map(({ name, deadline }) => ({ name, ...termFacts(deadline) })) } },
    ],
    to: 'registered',
    dropped: ['confirm'],
    set,
    letters: [
      ...(await toPost(trx, file, 'dispatcher', call, { letter: 'request-reopened', facts: { text }, urgent: true })),
      ...toWorker(file, before, call, { letter: 'request-reopened', facts: { text } }),
    ],
  };
};

/** Nobody need come. args: why, text? */
export const cancel: Decide = async (trx, file, call) => {
  const request = await mustHaveRequest(trx, file.id);
  const why = String(call.args.why);
  if (!(why in cancelTitles)) throw new Refusal('cancel-why', 'Выберите, почему заявку отменяют.', 422);
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'reason');
  return {
    events: [{ kind: 'cancelled', facts: { why, text } }],
    to: 'cancelled',
    outcome: why,
    letters: [
      ...(await toResidents(trx, file, request, call, { letter: 'request-cancelled' })),
      ...toWorker(file, request, call, { letter: 'request-cancelled', urgent: true, atNight: true }),
    ],
  };
};

/** The resident had time to object and did not. */
export const end: Decide = async (_trx, _file, call) => ({
  events: [{ kind: 'window-ended', facts: { deadline: String(call.args.deadline) } }],
  to: 'closed',
  outcome: 'unanswered',
});
