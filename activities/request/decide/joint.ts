import { Refusal } from '../../../law/base/refusal';
import { concernsOthers } from '../../../law/request/alike';
import { unfinished } from '../../../law/request/lifecycle';
import { localOf } from '../../../law/base/zone';
import type { Decide } from '../../../store/case/change';
import { livesIn } from '../../../store/registry/ties';
import { applicantsOf, toResidents } from '../../../store/request/letters';
import { changeRequest, mustHaveRequest } from '../../../store/request/rows';

/**
 * A neighbour joins, or all who asked in a request that became part of this one. args: person? (entered by the desk) or
 * request? (merged); otherwise the actor
 */
export const join: Decide = async (trx, file, call, at) => {
  const request = await mustHaveRequest(trx, file.id);
  const known = (await applicantsOf(trx, file.id)).map(({ personId }) => personId);
  const merged = typeof call.args.request === 'string' ? call.args.request : null;
  const people = merged
    ? (await applicantsOf(trx, merged)).flatMap(({ personId }) => (personId ? [personId] : []))
    : [String(call.args.person ?? call.actorId)];
  const fresh = people.filter((person) => !known.includes(person));
  if (!merged) {
    const byDesk = call.args.person !== undefined;
    if (!(request.common || (byDesk && concernsOthers(request))) || !file.building_id)
      throw new Refusal('not-common', 'Эта заявка об одной квартире. Оставьте свою.');
    const say = byDesk ? 'Этот житель уже участвует в заявке.' : 'Вы уже участвуете в этой заявке.';
    if (fresh.length === 0) throw new Refusal('joined-already', say, 409);
    for (const person of fresh)
      if (!(await livesIn(trx, person, file.building_id, localOf(at, file.zone).day)))
        throw new Refusal('not-a-neighbour', 'Присоединиться могут собственники и жители этого дома.', 403);
  }
  return {
    events: [{ kind: 'joined', facts: { people: fresh, request: merged } }],
    parties: fresh.map((personId) => ({ part: 'joiner', personId })),
    letters: fresh.map((personId) => ({
      key: `${file.id}:joined:${personId}`,
      letter: 'request-joined',
      personId,
      facts: {},
      atNight: true,
    })),
  };
};

/** The same trouble is solved elsewhere: its people go over there, with everything that will be told. args: into */
export const merge: Decide = async (trx, file, call) => {
  const request = await mustHaveRequest(trx, file.id);
  const into = String(call.args.into);
  const other = await trx('case_file')
    .where({ id: into, area: 'request', building_id: file.building_id })
    .whereIn('phase', [...unfinished])
    .whereNot({ id: file.id })
    .first('id');
  if (!other) {
    const say = 'Объединить можно с открытой заявкой того же дома. Выберите её из списка.';
    throw new Refusal('merge-unknown', say, 422, { into: say });
  }
  await changeRequest(trx, file.id, { mergedInto: into });
  return {
    events: [{ kind: 'merged', facts: { into } }],
    to: 'merged',
    outcome: 'merged',
    messages: [{ area: 'request', caseId: into, key: `${file.id}:join`, act: 'join', args: { request: file.id } }],
    letters: await toResidents(trx, file, request, call, { letter: 'request-merged', atNight: true }),
  };
};
