import type { Knex } from 'knex';
import { Refusal } from '../../../law/base/refusal';
import { propose, type Candidate, type Reason } from '../../../law/dispatch/propose';
import { mustSuit } from '../../../law/dispatch/propose-words';
import { faultKind } from '../../../law/dispatch/kinds';
import { isUrgent, mastersAsked } from '../../../law/request/terms';
import { declineTitles, type DeclineReason } from '../../../law/request/words';
import { candidatesFor, type Crew } from '../../../store/dispatch/crew';
import type { Decide } from '../../../store/case/change';
import type { CaseFile, Change } from '../../../store/case/types';
import { answerWindow } from '../../../store/request/duties';
import { toPost, toResidents, toWorker } from '../../../store/request/letters';
import { addOffer, answerOffer, offersOf } from '../../../store/request/offers';
import { changeRequest, mustHaveRequest, type Request } from '../../../store/request/rows';
import { requestTextIfAny } from '../../../store/request/texts';
import { deviceTimes } from '../device';
import type { StepCall } from '../../../workflows/case/contract';

interface Given {
  who: Candidate;
  reasons: readonly Reason[];
  byId: string | null;
}

/**
 * Gives the request to a master or a contractor. args: person? or contractor?; without both, the best proposed; was?:
 * who had it when the dispatcher chose, «none» for nobody
 */
export const assign: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  mustBeAsSeen(request, call.args.was);
  const found = await crewFor(trx, file, at);
  return give(trx, file, request, call, at, chosen(found, file, request, call, at));
};

/** Of two dispatchers who give one request at once, the second is told instead of taking it from the first one's master. */
function mustBeAsSeen({ masterId, contractorId }: Request, was: unknown): void {
  const has = masterId ?? contractorId ?? 'none';
  if (was === undefined || was === has) return;
  const say =
    has === 'none'
      ? 'Пока вы выбирали, мастер отказался от заявки. Обновите страницу и назначьте снова.'
      : 'Пока вы выбирали, заявку назначил другой диспетчер. Обновите страницу: там видно кому.';
  throw new Refusal('given-already', say, 409);
}

function chosen({ crew, place }: Crew, file: CaseFile, request: Request, call: StepCall, at: Date): Given {
  const kind = faultKind(request.kind);
  const asked = { kind, at, place, crew };
  const { person, contractor } = call.args;
  if (person === undefined && contractor === undefined) {
    const [best] = propose(asked).best;
    if (best) return { ...best, byId: call.actorId };
    throw new Refusal('nobody-suits', 'Подходящего мастера на смене нет. Выберите сами или позовите подрядчика.');
  }
  const who = crew.find((one) => (one.masterId ?? one.contractorId) === (person ?? contractor));
  if (!who) {
    const say = 'Этот мастер не работает в вашей организации. Выберите другого из списка.';
    throw new Refusal('master-unknown', say, 422, { person: say });
  }
  mustSuit(who, kind, { at, zone: file.zone });
  const proposed = propose(asked).best.find((one) => one.who === who);
  return { who, reasons: proposed?.reasons ?? [], byId: call.actorId };
}

async function crewFor(trx: Knex, file: CaseFile, at: Date): Promise<Crew> {
  const { organisation_id: organisationId, building_id: buildingId } = file;
  if (!organisationId || !buildingId) throw new Error(`Request ${file.id} has no house`);
  return candidatesFor(trx, { organisationId, buildingId, at, caseId: file.id });
}

/** The offer, the worker's window to answer, and who is told. */
async function give(
  trx: Knex,
  file: CaseFile,
  request: Request,
  call: StepCall,
  at: Date,
  { who, reasons, byId }: Given,
): Promise<Change> {
  await answerOffer(trx, file.id, { answer: 'withdrawn', at });
  const { masterId, contractorId } = who;
  await addOffer(trx, file.id, { personId: masterId, contractorId, byId, reasons, at });
  await changeRequest(trx, file.id, { masterId, contractorId, assignedAt: at, acceptedAt: null, arrivedAt: null });
  const urgent = isUrgent(request.kind);
  const facts = { person: masterId, contractor: contractorId, reasons: reasons.map(({ code }) => code) };
  return {
    events: [{ kind: 'assigned', facts, organisationId: file.organisation_id }],
    to: 'assigned',
    set: [answerWindow(file, request.kind, at)],
    met: ['dispatch'],
    letters: toWorker(file, { masterId, contractorId }, call, {
      letter: 'request-assigned',
      urgent: true,
      atNight: urgent,
    }),
  };
}

/** The worker takes it; the resident is told who comes. args: doneAt?, sentAt? */
export const accept: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const { done, facts } = deviceTimes(call, at, request.assignedAt, file);
  await answerOffer(trx, file.id, { answer: 'accepted', at: done });
  await changeRequest(trx, file.id, { acceptedAt: done });
  return {
    events: [{ kind: 'accepted', facts }],
    to: 'accepted',
    met: [{ name: 'accept', at: done }],
    letters: await toResidents(trx, file, request, call, {
      letter: 'request-worker',
      urgent: true,
      atNight: isUrgent(request.kind),
    }),
  };
};

/** The worker gives it back, with a reason. args: why, text?, doneAt?, sentAt? */
export const decline: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const why = String(call.args.why);
  if (!(why in declineTitles)) throw new Refusal('decline-why', 'Выберите причину отказа из списка.', 422);
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'reason');
  const { done, facts } = deviceTimes(call, at, request.assignedAt, file);
  await answerOffer(trx, file.id, { answer: 'declined', why: why as DeclineReason, at: done });
  await changeRequest(trx, file.id, { masterId: null, contractorId: null, acceptedAt: null });
  const { masterId: person, contractorId: contractor } = request;
  return {
    events: [{ kind: 'declined', facts: { ...facts, why, person, contractor, text } }],
    to: 'registered',
    dropped: ['accept'],
    letters: await toPost(trx, file, 'dispatcher', call, { letter: 'request-declined', urgent: true, atNight: true }),
  };
};

/**
 * The worker has not answered in time: the next one is asked; after so many, or when nobody is left, the dispatcher
 * and the head are called.
 */
export const silent: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  await answerOffer(trx, file.id, { answer: 'silent', at });
  const event = { kind: 'silent', facts: { person: request.masterId, contractor: request.contractorId } };
  const asked = (await offersOf(trx, file.id)).filter(({ answer }) => answer === 'silent').length;
  const crew = await crewFor(trx, file, at);
  const [next] = propose({ kind: faultKind(request.kind), at, ...crew }).best;
  if (next && asked < mastersAsked(file.law_date)) {
    const change = await give(trx, file, request, call, at, { ...next, byId: null });
    return { ...change, events: [event, ...change.events] };
  }
  await changeRequest(trx, file.id, { masterId: null, contractorId: null, acceptedAt: null });
  const wording = { letter: 'request-nobody', urgent: true, atNight: true };
  return {
    events: [event, { kind: 'nobody-answers', facts: { asked } }],
    to: 'registered',
    dropped: ['accept'],
    letters: [
      ...(await toPost(trx, file, 'dispatcher', call, wording)),
      ...(await toPost(trx, file, 'head', call, wording)),
    ],
  };
};
