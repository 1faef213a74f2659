import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { findLogin, keepAttempt, personOfIdentity, takeAttempt } from '../../store/access/accounts';
import { ownPath, text } from '../http/fields';
import { route, type Answer, type Call } from '../http/route';
import { guarded } from '../security/guesses';
import type { IdentityProvider } from '../security/identity';
import { passwordMatches } from '../security/password';

const next = ownPath().optional();
const nextQuery = z.object({ next });
const done = z.object({ next: z.string() });
const DOOR = { title: 'Вход' };

function door({ query, visit, services }: Pick<Call, 'query' | 'visit' | 'services'>) {
  const where = (query as { next?: string }).next ?? '/';
  return {
    next: where,
    provider: services.identity ? `/sign-in/start?next=${encodeURIComponent(where)}` : null,
    training: visit.kind === 'training',
  };
}

const signIn = route({
  id: 'account.sign-in',
  method: 'get',
  path: '/sign-in',
  summary: 'Страница входа',
  allowed: 'anyone',
  query: nextQuery,
  page: 'account/sign-in',
  out: z.object({ next: z.string(), provider: z.string().nullable(), training: z.boolean() }),
  handle: async (call) => ({ data: door(call), frame: DOOR }),
});

const byPassword = route({
  id: 'account.enter',
  method: 'post',
  path: '/sign-in',
  summary: 'Войти по почте и паролю',
  allowed: 'anyone',
  rate: 'password',
  kept: 'never',
  whileTravelling: true,
  body: z.object({ login: text({ max: 254 }), password: z.string().min(1).max(1_000), next }),
  out: done,
  form: {
    page: 'account/sign-in',
    frame: DOOR,
    // The typed return address is checked again: an unsafe one must not be shown on the page again.
    data: async (call) =>
      door({ ...call, query: { next: next.safeParse((call.body as { next?: unknown }).next).data } }),
  },
  // Runs outside the transaction: wrong attempts stay counted after a refusal, and the slow comparison holds no
  // connection.
  prepare: async ({ db, body, visit }): Promise<string> => {
    const login = await findLogin(db, body.login);
    const device = login && visit.device(login.personId);
    const personId = await guarded(db, { login: body.login, sender: visit.sender, device }, async () =>
      (await passwordMatches(body.password, login?.password ?? null)) && login ? login.personId : null,
    );
    if (personId) return personId;
    throw new Refusal('sign-in-wrong', 'Почта или пароль не подошли. Проверьте их и попробуйте ещё раз.', 422);
  },
  handle: async ({ body, prepared }): Promise<Answer<{ next: string }>> => {
    const where = body.next ?? '/';
    return { data: { next: where }, see: where, session: { personId: prepared, via: 'password' } };
  },
});

function provider({ services }: Pick<Call, 'services'>): IdentityProvider {
  if (services.identity) return services.identity;
  throw new Refusal('identity-off', 'Вход через внешний сервис здесь не настроен. Войдите по почте и паролю.', 404);
}

const start = route({
  id: 'account.start',
  method: 'get',
  path: '/sign-in/start',
  summary: 'Начать вход через сервис входа',
  allowed: 'anyone',
  rate: 'sign-in',
  query: nextQuery,
  page: 'account/sign-in',
  out: done,
  handle: async (call): Promise<Answer<{ next: string }>> => {
    if (!call.visit.visitor) throw new Refusal('browser-only', 'Войти так можно только из браузера.', 403);
    const { attempt, address } = await provider(call).begin();
    await keepAttempt(call.db, attempt.state, call.visit.visitor, { ...attempt, next: call.query.next ?? '/' });
    return { data: { next: address }, see: address };
  },
});

const word = z.string().max(2_000);

const callback = route({
  id: 'account.callback',
  method: 'get',
  path: '/sign-in/callback',
  summary: 'Закончить вход через сервис входа',
  allowed: 'anyone',
  page: 'account/sign-in',
  out: done,
  query: z.object({
    state: word,
    code: word.optional(),
    iss: word.optional(),
    error: word.optional(),
    error_description: word.optional(),
    session_state: word.optional(),
  }),
  handle: async (call): Promise<Answer<{ next: string }>> => {
    const identity = provider(call);
    const attempt = await takeAttempt(call.db, call.query.state, call.visit.visitor);
    if (!attempt) throw new Refusal('sign-in-stale', 'Вход начат не здесь или слишком давно. Начните его заново.', 403);
    const query = new URLSearchParams(call.query as Record<string, string>).toString();
    const claims = await identity.finish(query, { ...attempt, state: call.query.state });
    if (!claims.trusted || !/^\d{11}$/.test(claims.snils)) {
      throw new Refusal('identity-untrusted', 'Подтвердите учётную запись в сервисе входа и войдите снова.', 403);
    }
    const personId = await personOfIdentity(call.db, claims);
    return { data: { next: attempt.next }, see: attempt.next, session: { personId, via: 'identity' } };
  },
});

const signOut = route({
  id: 'account.sign-out',
  method: 'post',
  path: '/sign-out',
  summary: 'Выйти',
  allowed: 'anyone',
  kept: 'never',
  whileTravelling: true,
  body: z.object({}),
  out: done,
  handle: async (): Promise<Answer<{ next: string }>> => ({
    data: { next: '/sign-in' },
    see: '/sign-in',
    say: 'Вы вышли.',
    session: 'close',
  }),
});

export const signInRoutes = [signIn, byPassword, start, callback, signOut];
