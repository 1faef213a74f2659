import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { capitalMoment } from '../../law/base/russian';
import { organisationNames } from '../../store/access/accounts';
import {
  exchangeKeyOwner,
  listExchangeKeys,
  makeExchangeKey,
  revokeExchangeKey,
  type ExchangeKeyLine,
} from '../../store/access/exchange-keys';
import { answeringOrganisations } from '../../store/dispatch/call';
import { inPerson, signed } from '../account/signed';
import { runsInstallation, type Grant } from '../security/actor';
import { signedHeaders } from '../security/signature';
import { uuid } from '../http/fields';
import { notFound } from '../security/permission';
import { route, type Answer, type Call, type Route } from '../http/route';
import { byId, CALLS, callsTrail, desksOf, ofOrganisation } from './access';
import { EXCHANGE } from './exchange';

const PATH = `${CALLS}/exchange`;
const TITLE = 'Ключи телефонной станции';
const heads: readonly Grant[] = [
  { role: 'head', on: 'none' },
  { role: 'platform', on: 'none' },
];

const key = z.object({
  id: z.string(),
  organisation: z.string(),
  madeBy: z.string(),
  madeAt: z.string(),
  usedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
const out = z.object({ keys: z.array(key), organisations: z.array(z.object({ id: z.string(), name: z.string() })) });
type Shown = z.infer<typeof out>;

const plain = ({ organisationId: _, ...row }: ExchangeKeyLine): z.infer<typeof key> => ({
  ...row,
  madeAt: row.madeAt.toISOString(),
  usedAt: row.usedAt?.toISOString() ?? null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
});

/** A head keeps the keys of the organisation; whoever runs the installation, all of them. */
async function load(call: Pick<Call, 'db' | 'actor'>): Promise<Shown> {
  const actor = signed(call);
  const own = desksOf({ posts: actor.posts.filter(({ role }) => role === 'head') });
  const all = runsInstallation(actor);
  const [keys, organisations] = await Promise.all([
    listExchangeKeys(call.db, all ? 'all' : own),
    all ? answeringOrganisations(call.db) : organisationNames(call.db, own),
  ]);
  return { keys: keys.map(plain), organisations };
}

function view({ keys, organisations }: Shown, publicUrl: string, made?: { id: string; secret: string }) {
  return {
    title: TITLE,
    made,
    address: `${publicUrl}${EXCHANGE}`,
    headers: signedHeaders,
    organisations: organisations.map(({ id, name }) => ({ value: id, title: name })),
    one: organisations.length === 1 ? organisations[0]?.id : undefined,
    keys: keys.map((one) => ({
      id: one.id,
      title: one.organisation,
      valid: one.revokedAt === null,
      status: one.revokedAt ? { kind: 'plain', word: 'отозван' } : { kind: 'ok', word: 'действует' },
      facts: [
        { title: 'Имя ключа', text: one.id },
        { title: 'Выпустил', text: `${one.madeBy}, ${capitalMoment(one.madeAt)}` },
        { title: 'Последний раз', text: one.usedAt ? capitalMoment(one.usedAt) : 'ещё не применялся' },
      ],
    })),
  };
}

const list = route({
  id: 'dispatch.exchange-keys',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: heads,
  out,
  page: 'dispatch/keys',
  view: (data, { visit }) => view(data, visit.publicUrl),
  handle: async (call) => ({ data: await load(call), frame: callsTrail(TITLE) }),
});

const make = route({
  id: 'dispatch.make-exchange-key',
  method: 'post',
  path: PATH,
  summary: 'Выпустить ключ телефонной станции',
  allowed: heads,
  kept: 'never',
  page: 'dispatch/keys',
  body: z.object({ organisation: uuid() }),
  out: out.extend({ id: z.string(), secret: z.string() }),
  form: {
    page: 'dispatch/keys',
    data: async (call) => view(await load(call), call.visit.publicUrl),
    frame: callsTrail(TITLE),
  },
  view: (data, { visit }) => view(data, visit.publicUrl, data),
  handle: async (call): Promise<Answer<Shown & { id: string; secret: string }>> => {
    const { personId } = inPerson(call);
    const { organisations } = await load(call);
    if (!organisations.some(({ id }) => id === call.body.organisation)) {
      throw new Refusal('fields-wrong', 'Проверьте отмеченные поля.', 422, {
        organisation: 'Вы не руководите этой организацией.',
      });
    }
    const secret = await makeExchangeKey(call.db, { id: call.key, organisationId: call.body.organisation, personId });
    return { data: { ...(await load(call)), id: call.key, secret }, status: 201, frame: callsTrail(TITLE) };
  },
});

const revoke = route({
  id: 'dispatch.revoke-exchange-key',
  method: 'post',
  path: `${PATH}/:id/revoke`,
  summary: 'Отозвать ключ телефонной станции',
  allowed: [
    { role: 'head', on: 'organisation' },
    { role: 'platform', on: 'none' },
  ],
  subject: async (db, { id }) => {
    const owner = await exchangeKeyOwner(db, id);
    return owner === null ? null : ofOrganisation(owner);
  },
  params: byId,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  handle: async (call) => {
    inPerson(call);
    if (!(await revokeExchangeKey(call.db, call.params.id))) throw notFound();
    return { data: { id: call.params.id }, see: PATH, say: 'Ключ отозван: станция с ним больше ничего не сообщит.' };
  },
});

export const exchangeKeyRoutes: readonly Route[] = [list, make, revoke];
