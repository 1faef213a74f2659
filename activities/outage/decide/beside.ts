import { Refusal } from '../../../law/base/refusal';
import { liveDeadline } from '../../../store/case/deadlines';
import { tellingOf } from '../../../store/outage/announce';
import { toAuthor } from '../../../store/outage/letters';
import { gatherRequest } from '../../../store/outage/requests';
import { housesOf, mustHaveOutage } from '../../../store/outage/rows';
import { endSpans } from '../../../store/outage/spans';
import { mustHaveOutageText } from '../../../store/outage/texts';
import { tellHouseholds } from '../../../store/outage/tell';
import type { Decide } from '../../../store/case/change';

/** It will not be, or it was a false alarm; everybody who was told is told. args: text */
export const cancel: Decide = async (trx, file, call, at) => {
  const outage = await mustHaveOutage(trx, file.id);
  const text = await mustHaveOutageText(trx, file.id, call.args['text'], 'reason');
  const telling = tellingOf(file, outage, outage.plan, at);
  const people = await tellHouseholds(trx, file, {
    ...{ ...telling, houses: await housesOf(trx, outage.plan.id), letter: 'outage-cancelled' },
    facts: { ...telling.facts, reason: text },
    danger: false,
  });
  if (outage.beganAt) await endSpans(trx, file.id, [], at);
  return { events: [{ kind: 'cancelled', facts: { text, people } }], to: 'cancelled', outcome: 'cancelled' };
};

/** A request of a resident is explained by this outage. args: request */
export const gather: Decide = async (trx, file, call, at) => {
  const request = String(call.args['request']);
  if (!(await gatherRequest(trx, file.id, request, at)))
    throw new Refusal('gathered-already', 'Эта заявка уже присоединена к отключению.', 409);
  return { events: [{ kind: 'gathered', facts: { request } }] };
};

/** A working note: staff and inspectors read it. args: text */
export const note: Decide = async (trx, file, call) => {
  const text = await mustHaveOutageText(trx, file.id, call.args['text'], 'note');
  return { events: [{ kind: 'noted', facts: { text }, organisationId: file.organisation_id }] };
};

/** PL-04: the paper hangs on the boards. args: posted? */
export const post: Decide = async (_trx, _file, call, at) => {
  const given = typeof call.args['posted'] === 'string' ? new Date(call.args['posted']) : at;
  if (given > at) {
    const say = 'Это время ещё не наступило. Укажите прошедшее.';
    throw new Refusal('instant-ahead', say, 422, { posted: say });
  }
  return { events: [{ kind: 'posted', facts: { at: given.toISOString() } }], met: [{ name: 'boards', at: given }] };
};

/** The first instant that is too late: recorded with its norm, and the author is told. */
export const late: Decide = async (trx, file, call, at) => {
  const deadline = String(call.args['deadline']);
  const due = await liveDeadline(trx, file.id, deadline);
  const facts = { deadline, norm: due?.norm ?? null, dueAt: due?.dueAt.toISOString() ?? null };
  return {
    events: [{ kind: 'overdue', facts }],
    letters: await toAuthor(trx, file, call, at, { letter: 'outage-late', facts: { deadline } }),
  };
};

/** The promised end has passed and the service is not back: the author must say something. */
export const overrun: Decide = async (trx, file, call, at) => {
  const { plan } = await mustHaveOutage(trx, file.id);
  return {
    events: [{ kind: 'overrun', facts: { until: plan.until?.toISOString() ?? null } }],
    // Somebody is on duty: it rings now.
    letters: await toAuthor(trx, file, call, at, { letter: 'outage-overrun', facts: { plan: plan.id }, atNight: true }),
  };
};
