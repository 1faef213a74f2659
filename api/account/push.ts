import { createECDH, createHash, ECDH, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { isPushEndpoint, LOCAL_PUSH } from '../../store/letters/push-services';
import { Refusal } from '../../law/base/refusal';
import { capitalMoment } from '../../law/base/russian';
import { browsersOf, forget, subscribe, type Browser, type Subscription } from '../../store/letters/push';
import { takesBack } from './own';
import { route, type Answer, type Call } from '../http/route';
import { device } from './device';
import { accountTrail, inPerson } from './signed';

/** What pages need to switch notifications on; absent when the operator has set no key. */
export interface PushOffice {
  /** The public key; browsers accept only messages signed with the private key. */
  publicKey: string;
  hosts: readonly string[];
  /** Whether the region runs its own push service. */
  local: boolean;
}

declare module '../http/route' {
  interface Services {
    push?: PushOffice;
  }
}

const PATH = '/account/push';
const TITLE = 'Уведомления в браузере';
const BROWSERS_MOST = 10;
const AUTH_BYTES = 16;
const MARK_LENGTH = 32;

const browser = z.object({
  id: z.string(),
  agent: z.string(),
  since: z.string(),
  local: z.boolean(),
  /** Identifies a browser in the list; the endpoint itself is never shown to anybody. */
  mark: z.string(),
});
const page = z.object({
  publicKey: z.string().nullable(),
  /** Whether messages of the region may be sent to external push services. */
  open: z.boolean(),
  local: z.boolean(),
  browsers: z.array(browser),
});
type Page = z.infer<typeof page>;

const isLocal = (endpoint: string): boolean => endpoint.startsWith(`${LOCAL_PUSH}/`);
const markOf = (endpoint: string): string => createHash('sha256').update(endpoint).digest('hex').slice(0, MARK_LENGTH);

const plain = ({ id, agent, createdAt, endpoint }: Browser): Page['browsers'][number] => ({
  id,
  agent,
  since: createdAt.toISOString(),
  local: isLocal(endpoint),
  mark: markOf(endpoint),
});

const view = ({ publicKey, open, local, browsers }: Page) => ({
  publicKey,
  open,
  local: local && !browsers.some((one) => one.local),
  browsers: browsers.map((one) => ({
    ...one,
    title: one.local ? 'Учебный приёмник' : device(one.agent),
    when: capitalMoment(one.since),
  })),
});

async function load(call: Pick<Call, 'db' | 'actor' | 'visit' | 'services'>): Promise<Page> {
  const { personId } = inPerson(call);
  const { push } = call.services;
  const browsers = (await browsersOf(call.db, personId)).map(plain);
  const open = push !== undefined && push.hosts.length > 0;
  return { publicKey: push?.publicKey ?? null, open, local: push?.local ?? false, browsers };
}

const show = route({
  id: 'account.push',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  page: 'account/push',
  out: page,
  view,
  handle: async (call) => ({ data: await load(call), frame: accountTrail(TITLE) }),
});

function officeOf({ services }: Pick<Call, 'services'>): PushOffice {
  if (services.push) return services.push;
  throw new Refusal('push-off', 'Уведомления в браузере здесь не настроены. Обратитесь к оператору.', 503);
}

type Keys = Pick<Subscription, 'endpoint' | 'p256dh' | 'auth'>;

/** Adds one more browser of this person; a browser that is already known only renews its keys. */
async function keep(call: Call, keys: Keys): Promise<string> {
  const { personId } = inPerson(call);
  const { publicKey, hosts, local } = officeOf(call);
  if (!isPushEndpoint(keys.endpoint, hosts, local)) {
    throw new Refusal('push-service-unknown', 'Служба уведомлений этого браузера нам не известна. Включите в другом.');
  }
  const others = (await browsersOf(call.db, personId)).filter(({ endpoint }) => endpoint !== keys.endpoint);
  if (others.length >= BROWSERS_MOST) {
    throw new Refusal('browsers-many', `Уведомления включены уже в ${BROWSERS_MOST} браузерах. Выключите лишний.`, 409);
  }
  return subscribe(call.db, { ...keys, id: call.key, personId, serverKey: publicKey, agent: call.visit.agent });
}

/** The key is a point of the curve and the secret is 16 bytes, as the Push API gives them (RFC 8291, 3). */
const isPoint = (value: string): boolean => {
  try {
    return ECDH.convertKey(value, 'prime256v1', 'base64url', 'base64url', 'uncompressed') === value;
  } catch {
    return false;
  }
};
const isSecret = (value: string): boolean =>
  /^[\w-]+$/.test(value) && Buffer.from(value, 'base64url').length === AUTH_BYTES;

const BROKEN = 'Браузер прислал неполные данные. Включите ещё раз.';

const switchOn = route({
  id: 'account.push-on',
  method: 'post',
  path: PATH,
  summary: 'Включить уведомления в браузере',
  allowed: 'signed-in',
  whileTravelling: true,
  body: z.object({
    endpoint: z.string().min(1, BROKEN).max(2_000),
    p256dh: z.string().max(100).refine(isPoint, BROKEN),
    auth: z.string().max(100).refine(isSecret, BROKEN),
  }),
  out: z.object({ id: z.string() }),
  form: { page: 'account/push', data: async (call) => view(await load(call)), frame: accountTrail(TITLE) },
  handle: async (call): Promise<Answer<{ id: string }>> => ({
    data: { id: await keep(call, call.body) },
    see: PATH,
    say: 'Уведомления в этом браузере включены.',
    status: 201,
  }),
});

/** A browser that never reads its messages: they are only shown on the region's page of sent messages. */
function localBrowser(name: string): Keys {
  const own = createECDH('prime256v1');
  own.generateKeys();
  return {
    endpoint: `${LOCAL_PUSH}/${name}`,
    p256dh: own.getPublicKey('base64url'),
    auth: randomBytes(AUTH_BYTES).toString('base64url'),
  };
}

const addLocal = route({
  id: 'account.push-local',
  method: 'post',
  path: `${PATH}/local`,
  summary: 'Подключить учебный приёмник уведомлений',
  allowed: 'signed-in',
  trainingOnly: true,
  whileTravelling: true,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  form: { page: 'account/push', data: async (call) => view(await load(call)), frame: accountTrail(TITLE) },
  handle: async (call): Promise<Answer<{ id: string }>> => ({
    data: { id: await keep(call, localBrowser(call.key)) },
    see: PATH,
    say: 'Учебный приёмник подключён. Что к нему придёт, покажет «Почта учебного контура».',
    status: 201,
  }),
});

const switchOff = takesBack({
  id: 'account.push-off',
  path: `${PATH}/:id/off`,
  summary: 'Выключить уведомления в браузере',
  out: z.object({ id: z.string() }),
  take: forget,
  data: (id) => ({ id }),
  see: PATH,
  say: 'Уведомления в этом браузере выключены.',
});

export const pushRoutes = [show, switchOn, addLocal, switchOff];
