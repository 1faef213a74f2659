import { Refusal } from '../../../law/base/refusal';
import { timingOf, correction } from '../../../store/outage/duties';
import { tellingOf } from '../../../store/outage/announce';
import { changeOutage, housesOf, mustHaveOutage } from '../../../store/outage/rows';
import { beginSpans, correctSpans, endSpans, spansOf } from '../../../store/outage/spans';
import { mustHaveOutageText } from '../../../store/outage/texts';
import { tellHouseholds } from '../../../store/outage/tell';
import type { Decide } from '../../../store/case/change';
import type { Args } from '../../../workflows/case/contract';

/** The service is off: at the planned instant, or when a person says so. args: begun? */
export const begin: Decide = async (trx, file, call, at) => {
  const { plan } = await mustHaveOutage(trx, file.id);
  const from = call.actorId === null ? plan.from : (instantIn(call.args, 'begun', at) ?? at);
  await changeOutage(trx, file.id, { beganAt: from });
  await beginSpans(trx, file.id, from);
  return { events: [{ kind: 'begun', facts: { from: from.toISOString() } }], to: 'running', dropped: ['begin'] };
};

/** The service is back, in some of the houses or in all of them; their people are told. args: restored?, houses? */
export const restore: Decide = async (trx, file, call, at) => {
  const outage = await mustHaveOutage(trx, file.id);
  const back = instantIn(call.args, 'restored', at) ?? at;
  if (outage.beganAt && back < outage.beganAt) throw wrongOrder('restored');
  const asked = listIn(call.args, 'houses');
  const off = new Set((await spansOf(trx, file.id)).flatMap((one) => (one.restoredAt ? [] : [one.buildingId])));
  const houses = (await housesOf(trx, outage.plan.id)).filter(
    ({ buildingId }) => off.has(buildingId) && (asked.length === 0 || asked.includes(buildingId)),
  );
  if (houses.length === 0)
    throw new Refusal('house-not-off', 'В этих домах услуга уже восстановлена.', 409, { houses: 'Выберите другие.' });
  const left = await endSpans(trx, file.id, asked, back);
  const telling = tellingOf(file, outage, outage.plan, at);
  const facts = { ...telling.facts, restored: back.toISOString() };
  const people = await tellHouseholds(trx, file, {
    ...{ ...telling, houses, facts, key: call.key, letter: 'outage-restored' },
    // The danger is over: nobody is woken for good news.
    danger: false,
  });
  const told = { at: back.toISOString(), houses: houses.map(({ buildingId }) => buildingId), people };
  if (left > 0) return { events: [{ kind: 'restored-part', facts: told }], to: 'running' };
  await changeOutage(trx, file.id, { restoredAt: back });
  return {
    events: [{ kind: 'restored', facts: told }],
    to: 'restored',
    dropped: ['promise'],
    met: outage.plan.cause === 'unknown' ? [] : ['inform'],
    set: [correction(at, timingOf(file, at))],
  };
};

/** The real start and end are put right, with a reason. args: begun, restored, text */
export const correct: Decide = async (trx, file, call, at) => {
  const { beganAt, restoredAt } = await mustHaveOutage(trx, file.id);
  const text = await mustHaveOutageText(trx, file.id, call.args['text'], 'reason');
  const [began, back] = [instantIn(call.args, 'begun', at), instantIn(call.args, 'restored', at)];
  if (!began || !back || !beganAt || !restoredAt || back < began) throw wrongOrder('restored');
  await correctSpans(trx, file.id, { beganAt, restoredAt }, { beganAt: began, restoredAt: back });
  await changeOutage(trx, file.id, { beganAt: began, restoredAt: back });
  return { events: [{ kind: 'corrected', facts: { text, from: began.toISOString(), at: back.toISOString() } }] };
};

/** The window for corrections has ended, or a person ends it. */
export const close: Decide = async () => ({
  events: [{ kind: 'closed', facts: {} }],
  to: 'closed',
  outcome: 'restored',
});

/** An instant that a person names: never later than the act itself. */
function instantIn(args: Args, name: string, at: Date): Date | null {
  const given = args[name];
  if (typeof given !== 'string') return null;
  const instant = new Date(given);
  if (instant <= at) return instant;
  const say = 'Это время ещё не наступило. Укажите прошедшее.';
  throw new Refusal('instant-ahead', say, 422, { [name]: say });
}

function wrongOrder(field: string): Refusal {
  const say = 'Услуга не могла вернуться раньше, чем пропала. Исправьте время.';
  return new Refusal('end-early', say, 422, { [field]: say });
}

function listIn(args: Args, name: string): readonly string[] {
  const given = args[name];
  return typeof given === 'object' && given ? given : [];
}
