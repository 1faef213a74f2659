import { z } from 'zod';
import { capitalMoment, instantWords } from '../../law/base/russian';
import { closeOtherSessions, closeSession, listSessions, type OpenSession } from '../../store/access/sessions';
import { takesBack } from './own';
import { route } from '../http/route';
import { device } from './device';
import { accountTrail, inPerson } from './signed';
import { CAPITAL_ZONE } from '../../law/base/zone';

const PATH = '/account/sessions';
const session = z.object({
  id: z.string(),
  via: z.enum(['password', 'identity']),
  agent: z.string(),
  createdAt: z.string(),
  seenAt: z.string(),
  current: z.boolean(),
});
type Shown = z.infer<typeof session>;

const plain = (one: OpenSession, current: string | null): Shown => ({
  ...one,
  createdAt: one.createdAt.toISOString(),
  seenAt: one.seenAt.toISOString(),
  current: one.id === current,
});

const VIA = { password: 'по почте и паролю', identity: 'через сервис входа' } as const;
const view = ({ sessions }: { sessions: Shown[] }) => ({
  several: sessions.length > 1,
  sessions: sessions.map((one) => ({
    ...one,
    device: device(one.agent),
    entered: `${instantWords(new Date(one.createdAt), CAPITAL_ZONE)}, ${VIA[one.via]}`,
    seen: capitalMoment(one.seenAt),
  })),
});

const list = route({
  id: 'account.sessions',
  method: 'get',
  path: PATH,
  summary: 'Где вы вошли',
  allowed: 'signed-in',
  page: 'account/sessions',
  view,
  out: z.object({ sessions: z.array(session) }),
  handle: async (call) => {
    const sessions = await listSessions(call.db, inPerson(call).personId);
    return {
      data: { sessions: sessions.map((one) => plain(one, call.visit.sessionId)) },
      frame: accountTrail('Где вы вошли'),
    };
  },
});

const close = takesBack({
  id: 'account.close-session',
  path: `${PATH}/:id/close`,
  summary: 'Закрыть один вход',
  out: z.object({ closed: z.number() }),
  take: closeSession,
  data: () => ({ closed: 1 }),
  see: PATH,
  say: 'Вход закрыт.',
});

const closeOthers = route({
  id: 'account.close-sessions',
  method: 'post',
  path: `${PATH}/close-others`,
  summary: 'Закрыть все входы, кроме этого',
  allowed: 'signed-in',
  whileTravelling: true,
  body: z.object({}),
  out: z.object({ closed: z.number() }),
  handle: async (call) => {
    const closed = await closeOtherSessions(call.db, inPerson(call).personId, call.visit.sessionId);
    return { data: { closed }, see: PATH, say: 'Остальные входы закрыты.' };
  },
});

export const sessionRoutes = [list, close, closeOthers];
