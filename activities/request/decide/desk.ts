import { Refusal } from '../../../law/base/refusal';
import { faultKind } from '../../../law/dispatch/kinds';
import { pausedDeadline, resumedDeadline } from '../../../law/request/pause';
import { ladder } from '../../../law/request/terms';
import { pauseTitles, type PauseGround } from '../../../law/request/words';
import type { Decide } from '../../../store/case/change';
import { liveDeadline, deadlinesOf, type CaseDeadline } from '../../../store/case/deadlines';
import { renameCase } from '../../../store/case/topic';
import { termFacts } from '../../../store/case/term';
import type { CaseFile, NamedDeadline } from '../../../store/case/types';
import type { Deadline } from '../../../law/base/terms';
import { isoIn } from '../../../law/base/zone';
import { outagesOf } from '../../../store/dispatch/known-outages';
import { termsOfRequest } from '../../../store/request/duties';
import { isCommon } from '../../../store/request/open';
import { gatheredAtOnce } from '../../../store/request/register';
import { toResidents, toWorker } from '../../../store/request/letters';
import { requestById } from '../../../store/request/read';
import { changeRequest, mustHaveRequest } from '../../../store/request/rows';
import { mustHaveRequestText, requestTextIfAny } from '../../../store/request/texts';
import { deviceTimes } from '../device';

/**
 * Another kind: the terms are those of the new kind, but they run from the first start. What is done already stays
 * done. args: fault, text (why), damagedAt?
 */
export const reclassify: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const kind = faultKind(String(call.args.fault));
  if (kind.code === request.kind)
    throw new Refusal('same-kind', 'Заявка уже этого вида. Выберите другой или ничего не меняйте.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'reason');
  const damagedAt = typeof call.args.damagedAt === 'string' ? new Date(call.args.damagedAt) : request.damagedAt;
  // What was said to concern the neighbours still does.
  const said = request.common && faultKind(request.kind).place === 'any' ? true : undefined;
  const common = isCommon(kind, request.premisesId, said);
  const changed = { ...request, kind: kind.code, damagedAt };
  await changeRequest(trx, file.id, { kind: kind.code, emergency: kind.emergency, common, damagedAt });
  await renameCase(trx, file.id, kind.code);
  const before = await deadlinesOf(trx, file.id);
  const set = termsOfRequest(file, changed, at, metBefore(before, changed));
  const gone = liveNames(before).filter((name) => TERMS.has(name) && !set.some((one) => one.name === name));
  return {
    events: [
      {
        kind: 'reclassified',
        facts: {
          fault: kind.code,
          emergency: kind.emergency,
          common,
          from: request.kind,
          text,
          damagedAt: damagedAt?.toISOString() ?? null,
          terms: set.map(({ name, deadline }) => ({ name, ...termFacts(deadline) })),
        },
      },
    ],
    set,
    dropped: gone,
    letters: [
      ...(await toResidents(trx, file, request, call, { letter: 'request-reclassified', facts: { text } })),
      ...toWorker(file, request, call, { letter: 'request-reclassified', facts: { text }, urgent: true }),
    ],
  };
};

const TERMS: ReadonlySet<string> = new Set([
  'hand-off',
  'dispatch',
  'evacuate',
  'inform',
  'localise',
  'supplier',
  'hall',
  'check',
  'fix',
  'damage-act',
]);
const liveNames = (all: readonly CaseDeadline[]): string[] =>
  all.filter(({ metAt, droppedAt }) => !metAt && !droppedAt).map(({ name }) => name);

/** Under the new kind a duty that was done already is met from the start, at the instant it was done. */
function metBefore(
  all: readonly CaseDeadline[],
  { localisedAt, assignedAt }: { localisedAt: Date | null; assignedAt: Date | null },
): Record<string, Date> {
  const met = Object.fromEntries(all.flatMap(({ name, metAt }) => (metAt ? [[name, metAt] as const] : [])));
  return { ...met, ...(localisedAt && { localise: localisedAt }), ...(assignedAt && { dispatch: assignedAt }) };
}

/** The planned terms were named to the applicant. args: text? */
export const inform: Decide = async (trx, file, call) => {
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'note');
  return { events: [{ kind: 'informed', facts: { text } }], met: ['inform'] };
};

/** A service was told by telephone. args: what (supplier | hall), text: who took it, under what number */
export const tell: Decide = async (trx, file, call) => {
  const what = String(call.args.what);
  if (what !== 'supplier' && what !== 'hall')
    throw new Refusal('told-whom', 'Выберите, кому сообщили: поставщику или администрации.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'proof');
  return { events: [{ kind: 'told', facts: { what, text } }], met: [what] };
};

/** Gas: the request goes to the gas service by telephone. args: text: who took it, under what number */
export const handOff: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  if (!faultKind(request.kind).handOff)
    throw new Refusal('not-gas', 'Передают только заявки о газе. Сначала смените вид неисправности.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'proof');
  await changeRequest(trx, file.id, { handedAt: at });
  return {
    events: [{ kind: 'handed', facts: { text } }],
    to: 'handed',
    met: ['hand-off', 'dispatch'],
    dropped: ['accept'],
    letters: await toResidents(trx, file, request, call, { letter: 'request-handed', urgent: true, atNight: true }),
  };
};

/** The term waits, on a ground of the law or at the resident's wish. args: until, ground, text */
export const pause: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const ground = String(call.args.ground);
  if (!(ground in pauseTitles)) throw new Refusal('pause-ground', 'Выберите, почему срок ждёт.', 422);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'reason');
  const live = await liveDeadline(trx, file.id, 'fix');
  if (!live) throw new Refusal('pause-no-term', 'Срок устранения уже не идёт, откладывать нечего.');
  const until = new Date(String(call.args.until));
  const due = pausedDeadline(asDeadline(live, file), { at, until, ground: ground as PauseGround });
  await changeRequest(trx, file.id, { pausedUntil: until, pauseGround: ground as PauseGround });
  return {
    events: [{ kind: 'paused', facts: { text, ground, until: until.toISOString(), ...termFacts(due) } }],
    set: [fixTerm(file, due, at)],
    letters: await toResidents(trx, file, request, call, { letter: 'request-paused', facts: { text } }),
  };
};

/** Work goes on before the pause has ended. */
export const resume: Decide = async (trx, file, _call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const live = await liveDeadline(trx, file.id, 'fix');
  if (!request.pausedUntil || !live) throw new Refusal('not-paused', 'Срок не отложен. Обновите страницу.');
  const due = resumedDeadline(asDeadline(live, file), { at, until: request.pausedUntil });
  await changeRequest(trx, file.id, { pausedUntil: null, pauseGround: null });
  return { events: [{ kind: 'resumed', facts: termFacts(due) }], set: [fixTerm(file, due, at)] };
};

const fixTerm = (file: CaseFile, deadline: Deadline, at: Date): NamedDeadline => ({
  name: 'fix',
  deadline,
  duty: true,
  alarms: ladder(deadline, file.law_date, at),
});

/** A stored term as the law gave it. */
const asDeadline = (live: CaseDeadline, { zone }: CaseFile): Deadline => ({
  norm: live.norm,
  title: live.title,
  citation: live.citation,
  confidence: live.confidence,
  value: '',
  unit: '',
  zone,
  event: isoIn(live.eventAt, zone),
  lastDay: live.lastDay,
  dueAt: isoIn(live.dueAt, zone),
  direction: 'forward',
  provisional: live.provisional,
  derivation: live.derivation,
});

/**
 * Somebody answers for the term that runs out: nobody further up is called. Before the ladder has begun there is nothing
 * to answer for: silencing it beforehand would silence it for good. args: text?
 */
export const acknowledge: Decide = async (trx, file, call, at) => {
  const text = await requestTextIfAny(trx, file.id, call.args.text, 'note');
  if (!call.actorId) throw new Error('Only a person acknowledges');
  if (!(await requestById(trx, file.id, at))?.standing.unanswered) {
    const say = 'Отвечать пока не за что: половина срока не прошла. Когда пройдёт, диспетчера предупредим.';
    throw new Refusal('acknowledge-early', say, 409);
  }
  await changeRequest(trx, file.id, { acknowledgedAt: at, acknowledgedBy: call.actorId });
  return { events: [{ kind: 'acknowledged', facts: { text } }] };
};

/** A working note: the desk, the worker and inspectors read it, the applicant does not. args: text, doneAt?, sentAt? */
export const note: Decide = async (trx, file, call, at) => {
  const { assignedAt } = await mustHaveRequest(trx, file.id);
  const text = await mustHaveRequestText(trx, file.id, call.args.text, 'note');
  const { facts } = deviceTimes(call, at, assignedAt, file);
  return { events: [{ kind: 'noted', facts: { ...facts, text }, organisationId: file.organisation_id }] };
};

/** The request belongs to an outage: one text to all. args: outage */
export const gather: Decide = async (trx, file, call) => {
  const outage = String(call.args.outage);
  // Of this very house: a request tied to a trouble elsewhere would be told what is not so here.
  const here = file.building_id ? await outagesOf(trx, file.building_id) : [];
  if (!here.some(({ caseId }) => caseId === outage))
    throw new Refusal('outage-unknown', 'Такого отключения нет или оно закрыто. Выберите из списка.', 422);
  await changeRequest(trx, file.id, { outageId: outage });
  return gatheredAtOnce({ caseId: file.id, outageId: outage });
};
