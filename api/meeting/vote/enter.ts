import { z } from 'zod';
import { signed } from '../../account/signed';
import { SHORT_NUMBER, wholeNumber } from '../../../law/meeting/number';
import { meetingIdOf } from '../../../store/meeting/read';
import { route, type Answer, type Call } from '../../http/route';
import { holds } from '../../security/relations';
import { MEETINGS_LINK } from '../access';
import { meetingParams, meetingReaders, meetingSubject } from './access';

/**
 * Where the code on a poster, a text message and an invitation lead. Strangers follow them too: those who may read go on
 * to the ballot, which sends on whoever cannot vote now; others are told who may vote, in the same words whether there
 * is such a meeting or not.
 */
async function landing(call: Pick<Call, 'db' | 'actor'>, id: string | null): Promise<Answer<{ open: boolean }>> {
  const actor = signed(call);
  const subject = id === null ? null : await meetingSubject(call.db, { id }, actor);
  const open = subject !== null && meetingReaders.some(({ role, on }) => holds(actor, role, on, subject));
  const frame = { title: 'Собрание не открыто', trail: [MEETINGS_LINK, { title: 'Вход' }] };
  return { data: { open }, frame, ...(open && { see: `/meetings/${id}/ballot` }) };
}

const landed = z.object({ open: z.boolean() });
const PAGE = 'meeting/vote/enter';

const enter = route({
  id: 'voting.enter',
  method: 'get',
  path: '/meetings/:id/enter',
  summary: 'Войти на собрание по коду с плаката',
  allowed: 'signed-in',
  params: meetingParams,
  out: landed,
  page: PAGE,
  handle: (call) => landing(call, call.params.id),
});

const short = route({
  id: 'voting.short',
  method: 'get',
  path: '/v/:short',
  summary: 'Войти на собрание по короткому адресу',
  allowed: 'signed-in',
  params: z.object({ short: z.string().regex(SHORT_NUMBER) }),
  out: landed,
  page: PAGE,
  handle: async (call) => {
    const number = wholeNumber(call.params.short);
    return landing(call, number && (await meetingIdOf(call.db, number)));
  },
});

export const enterRoutes = [enter, short];
