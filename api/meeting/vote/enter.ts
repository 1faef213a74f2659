import { z } from 'zod';
import { signed } from '../../account/signed';
import { route } from '../../http/route';
import { holds } from '../../security/relations';
import { meetingParams, meetingReaders, meetingSubject } from './access';

/**
 * Where the code on a poster leads. Strangers scan it too: those who may read go on; others are told who may vote, in
 * the same words whether there is such a meeting or not.
 */
const enter = route({
  id: 'voting.enter',
  method: 'get',
  path: '/meetings/:id/enter',
  summary: 'Войти на собрание по коду с плаката',
  allowed: 'signed-in',
  params: meetingParams,
  out: z.object({ open: z.boolean() }),
  page: 'meeting/vote/enter',
  handle: async (call) => {
    const { db, params } = call;
    const actor = signed(call);
    const subject = await meetingSubject(db, params, actor);
    const open = subject !== null && meetingReaders.some(({ role, on }) => holds(actor, role, on, subject));
    const frame = {
      title: 'Собрание не открыто',
      trail: [{ href: '/meetings', title: 'Собрания' }, { title: 'Вход' }],
    };
    return { data: { open }, frame, ...(open && { see: `/meetings/${params.id}/vote` }) };
  },
});

export const enterRoutes = [enter];
