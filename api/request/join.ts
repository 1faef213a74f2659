import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { requestLifecycle } from '../../law/request/lifecycle';
import { linkCall } from '../../store/dispatch/call';
import { signed } from '../account/signed';
import { maybe, uuid } from '../http/fields';
import { actOut } from '../http/order';
import { route } from '../http/route';
import { mustBeOne, requestDesk, requestNeighbours, requestParams, requestParts, requestSubject } from './access';
import { requestCommand } from './act';
import { requestCardView } from './card';
import { toldHref } from './intake-view';
import { mustBeCallOf } from './intake-place';
import { loadRequestOf } from './load';
import { requestFrame } from './read';

/** A neighbour joins by themselves; whoever called is joined by the desk, and their call belongs to the request then. */
const join = route({
  id: 'request.join',
  method: 'post',
  path: '/requests/:id/join',
  summary: requestLifecycle.acts.join,
  allowed: [...requestNeighbours, ...requestDesk],
  subject: requestSubject,
  params: requestParams,
  body: z.object({ person: maybe(uuid()), call: maybe(uuid()) }),
  out: actOut,
  form: {
    page: 'request/card',
    frame: (shown: object) => requestFrame((shown as { number: string }).number),
    data: async (call) => requestCardView(await loadRequestOf(call), call.now, 'join'),
  },
  handle: async (call) => {
    const { db, params, body } = call;
    const actor = signed(call);
    const { person = null, call: callId = null } = body;
    const parts = await requestParts(db, actor, params.id);
    const byDesk = person !== null || callId !== null || !parts.neighbour;
    if (byDesk && parts.desk && person === null) {
      const say = 'Выберите, кого из жителей дома присоединить.';
      throw new Refusal('person-unknown', say, 422, { person: say });
    }
    if (callId) {
      await mustBeCallOf(db, actor, callId);
      await linkCall(db, { id: callId, caseId: params.id });
    }
    mustBeOne(parts, byDesk ? ['desk'] : ['neighbour']);
    const order = await requestCommand(call, 'join', { args: person ? { person } : {} });
    return byDesk
      ? { order, see: toldHref(params.id, callId ?? undefined), say: 'Житель присоединён: ответ придёт и ему.' }
      : { order, see: `/requests/${params.id}`, say: 'Вы присоединились: ответ придёт и вам.' };
  },
});

export const requestJoinRoutes = [join];
