import { extensionTerm } from '../../../law/appeal/term';
import { Refusal } from '../../../law/base/refusal';
import { localOf } from '../../../law/base/zone';
import { livesIn, worksAt } from '../../../store/registry/ties';
import { appealPartiesOf } from '../../../store/appeal/read';
import { changeAppeal, mustHaveAppeal } from '../../../store/appeal/rows';
import { mustHaveText } from '../../../store/appeal/texts';
import { liveDeadline } from '../../../store/case/deadlines';
import { toApplicants, toExecutor } from '../../../store/appeal/letters';
import { answerDuty } from '../../../store/appeal/duties';
import { termFacts } from '../../../store/case/term';
import type { Decide } from '../../../store/case/change';

/** Assigns the appeal to an executor. args: person */
export const assignExecutor: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const person = String(call.args.person);
  if (!(await worksAt(trx, person, appeal.addresseeId, localOf(at, file.zone).day))) {
    const say = 'Этот человек не работает в вашей организации. Выберите исполнителя из списка.';
    throw new Refusal('executor-unknown', say, 422, { person: say });
  }
  await changeAppeal(trx, file.id, { routedTo: person });
  return {
    events: [{ kind: 'routed', facts: { person }, organisationId: appeal.addresseeId }],
    to: file.phase === 'extended' ? 'extended' : 'routed',
    letters: [toExecutor(file, { ...appeal, routedTo: person }, call, { letter: 'appeal-routed' })],
  };
};

/** A working note: staff and inspectors read it, the applicant does not. args: text */
export const note: Decide = async (trx, file, call) => {
  const text = await mustHaveText(trx, file.id, call.args.text, 'note');
  return { events: [{ kind: 'noted', facts: { text }, organisationId: file.organisation_id }] };
};

/** AP-15, 59-ФЗ ст. 12 ч. 2: one extension, with a reason, told before the term ends. args: text, days? */
export const extend: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const text = await mustHaveText(trx, file.id, call.args.text, 'reason');
  const due = await liveDeadline(trx, file.id, 'answer');
  if (!due?.lastDay) throw new Refusal('extension-no-term', 'У этого обращения нет срока, который можно продлить.');
  const term = extensionTerm({
    addressee: appeal.addresseeKind,
    lastDay: due.lastDay,
    dueAt: due.dueAt,
    at,
    zone: file.zone,
    lawDate: file.law_date,
    days: typeof call.args.days === 'number' ? call.args.days : undefined,
  });
  return {
    events: [{ kind: 'extended', facts: { text, ...termFacts(term) }, organisationId: appeal.addresseeId }],
    to: 'extended',
    set: [answerDuty(file, term, at)],
    letters: await toApplicants(trx, file, appeal, call, { letter: 'appeal-extended' }),
  };
};

/** A neighbour joins the appeal. args: person? (when entered by staff); otherwise the actor */
export const join: Decide = async (trx, file, call, at) => {
  const appeal = await mustHaveAppeal(trx, file.id);
  const person = String(call.args.person ?? call.actorId);
  if (!appeal.collective || !file.building_id)
    throw new Refusal('not-collective', 'Это обращение личное, присоединиться к нему нельзя. Напишите своё.');
  if (!(await livesIn(trx, person, file.building_id, localOf(at, file.zone).day)))
    throw new Refusal('not-a-neighbour', 'Присоединиться могут собственники и жители этого дома.', 403);
  const known = (await appealPartiesOf(trx, file.id)).some(({ personId }) => personId === person);
  if (known) throw new Refusal('joined-already', 'Вы уже участвуете в этом обращении.', 409);
  return {
    events: [{ kind: 'joined', facts: { person } }],
    parties: [{ part: 'joiner', personId: person }],
    letters: [{ key: `${file.id}:joined:${person}`, letter: 'appeal-joined', personId: person, facts: {} }],
  };
};
