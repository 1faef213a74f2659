import { z } from 'zod';
import { actTitle } from '../../law/base/lifecycle';
import { lifecycles } from '../../law/areas';
import { secondWords } from '../../law/base/russian';
import { markRefusalSeen, shownAct, type ShownAct } from '../../store/case/accept';
import { signed } from '../account/signed';
import { uuid } from '../http/fields';
import { actHref } from '../http/order';
import { route } from '../http/route';
import { notFound } from '../security/permission';
import { caseHref } from './address';

const out = z.object({
  number: z.string(),
  act: z.string(),
  receivedAt: z.string(),
  zone: z.string(),
  state: z.enum(['accepted', 'done', 'refused']),
  /** It has failed so often that the operator is asked to look. */
  held: z.boolean(),
  say: z.string().nullable(),
  see: z.string(),
});
type Shown = z.infer<typeof out>;

/** How often a browser without scripts reloads the page. */
const REFRESH_SECONDS = 2;
const HELD_REFRESH_SECONDS = 30;

/** Shows what happened to an act; only the person who did it may see this page. */
const follow = route({
  id: 'case.act',
  method: 'get',
  path: '/cases/:id/acts/:key',
  summary: 'Что стало с вашим действием',
  allowed: 'signed-in',
  params: z.object({ id: uuid(), key: uuid() }),
  out,
  page: 'case/act',
  view: (data: Shown, { params }) => ({
    ...data,
    done: data.state === 'done',
    refused: data.state === 'refused',
    given: secondWords(new Date(data.receivedAt), data.zone),
    self: actHref({ caseId: params.id, key: params.key }),
  }),
  handle: async (call) => {
    const { db, params } = call;
    const found = await shownAct(db, params.id, params.key);
    if (!found || found.actorId !== signed(call).personId) throw notFound();
    const state = found.refusal ? 'refused' : found.done ? 'done' : 'accepted';
    if (state === 'refused') await markRefusalSeen(db, params.id, params.key);
    const title = { accepted: 'Принято, исполняется', done: 'Исполнено', refused: 'Не исполнено' }[state];
    return {
      data: shownOf(found, state),
      status: state === 'accepted' ? 202 : 200,
      frame: {
        title,
        trail: [
          { href: '/', title: 'Главная' },
          { href: caseHref({ area: found.area, id: params.id }), title: found.number },
          { title },
        ],
        ...(state === 'accepted' && { refresh: found.held ? HELD_REFRESH_SECONDS : REFRESH_SECONDS }),
      },
    };
  },
});

function shownOf(found: ShownAct, state: Shown['state']): Shown {
  const { number, zone, area, act, receivedAt, held, refusal, say, see, caseId } = found;
  const life = lifecycles[area];
  return {
    number,
    zone,
    act: life ? actTitle(life, act) : act,
    receivedAt: receivedAt.toISOString(),
    state,
    held,
    say: refusal?.say ?? say,
    see: see || caseHref({ area, id: caseId }),
  };
}

export const caseActRoutes = [follow];
