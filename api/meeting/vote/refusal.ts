import { z } from 'zod';
import { proxyById, refuseProxy, type Proxy } from '../../../store/meeting/ballots/proxies';
import { isRefusalToken } from '../../../store/meeting/ballots/refusal-link';
import { holderNames } from '../../../store/meeting/vote/decisions';
import { uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { notFound } from '../../security/permission';
import { mustFind } from './access';

const params = z.object({ proxy: uuid(), refusal: z.string().min(1).max(100) });
type ByLink = z.infer<typeof params>;

const shape = z.object({
  number: z.string(),
  address: z.string(),
  agent: z.string(),
  refused: z.boolean(),
  open: z.boolean(),
});

/** The power of the link in the principal's letter; a wrong link finds nothing, whatever power it names. */
async function mustFit({ db, params: { proxy, refusal } }: Pick<Call<ByLink>, 'db' | 'params'>): Promise<Proxy> {
  const found = await proxyById(db, proxy);
  if (!found || !(await isRefusalToken(db, proxy, refusal))) throw notFound();
  return found;
}

async function load(call: Pick<Call<ByLink>, 'db' | 'params'>): Promise<z.infer<typeof shape>> {
  const power = await mustFit(call);
  const { file, meeting, address } = await mustFind(call.db, power.caseId);
  const names = await holderNames(call.db, [power.agentPersonId]);
  return {
    number: file.number,
    address,
    agent: names.get(power.agentPersonId) ?? '',
    refused: power.refusedAt !== null,
    open: meeting.sealedAt === null,
  };
}

const view = (data: z.infer<typeof shape>, { params: { proxy, refusal } }: Pick<Call<ByLink>, 'params'>) => ({
  ...data,
  action: `/powers/${proxy}/${refusal}`,
});

const FRAME = { title: 'Отказ от доверенности' };

/** This page only shows: mail programs that open links before their reader does must not change anything. */
const look = route({
  id: 'voting.refusal',
  method: 'get',
  path: '/powers/:proxy/:refusal',
  summary: 'Доверенность по ссылке из письма доверителю',
  allowed: 'anyone',
  params,
  out: shape,
  page: 'meeting/vote/refusal',
  view,
  handle: async (call) => ({ data: await load(call), frame: FRAME }),
});

const refuse = route({
  id: 'voting.refuse-by-link',
  method: 'post',
  path: '/powers/:proxy/:refusal',
  summary: 'Отказаться от доверенности по ссылке из письма',
  allowed: 'anyone',
  params,
  body: z.object({}),
  out: z.object({ refused: z.boolean() }),
  form: { page: 'meeting/vote/refusal', frame: FRAME, data: async (call) => view(await load(call), call) },
  handle: async (call) => {
    const { id } = await mustFit(call);
    await refuseProxy(call.db, { id, by: null });
    return { data: { refused: true }, see: `/powers/${id}/${call.params.refusal}` };
  },
});

export const refusalRoutes = [look, refuse];
