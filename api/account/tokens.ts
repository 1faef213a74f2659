import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { capitalMoment, counted } from '../../law/base/russian';
import { listTokens, makeToken, revokeToken, type TokenRow } from '../../store/access/tokens';
import { many, maybe, name, uuid, whole } from '../http/fields';
import { organisationNames } from '../../store/access/accounts';
import { takesBack } from './own';
import { route, type Answer, type Call } from '../http/route';
import { accountTrail, inPerson } from './signed';

const PATH = '/account/tokens';
const DAYS_MOST = 366;
/** A key must not be able to create keys, so no program gets the area `account`. */
const SCOPE = /^(\*|(?!account\.)[a-z]+(-[a-z]+)*\.(\*|[a-z]+(-[a-z]+)*))$/;

const token = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  organisation: z.string().nullable(),
  createdAt: z.string(),
  endsAt: z.string(),
  usedAt: z.string().nullable(),
  state: z.enum(['valid', 'ended', 'revoked']),
});
type Shown = z.infer<typeof token>;
const page = z.object({
  tokens: z.array(token),
  organisations: z.array(z.object({ id: z.string(), name: z.string() })),
});
type Page = z.infer<typeof page>;

const plain = (row: TokenRow): Shown => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  organisation: row.organisation,
  createdAt: row.createdAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  usedAt: row.usedAt?.toISOString() ?? null,
  state: row.revokedAt ? 'revoked' : row.ended ? 'ended' : 'valid',
});

const SCOPES = [
  { value: 'appeal.*', title: 'Обращения' },
  { value: 'meeting.*', title: 'Собрания' },
  { value: 'request.*', title: 'Заявки' },
  { value: 'billing.*', title: 'Начисления' },
  { value: 'registry.*', title: 'Дома и люди' },
  { value: '*', title: 'Всё, что могу я', hint: 'Кроме самого кабинета: ключей, входов и доверенностей.' },
];
const STATES = {
  valid: { kind: 'ok', word: 'действует' },
  ended: { kind: 'plain', word: 'истёк' },
  revoked: { kind: 'plain', word: 'отозван' },
} as const;
const scopeWords = (scope: string): string => SCOPES.find(({ value }) => value === scope)?.title ?? scope;

const view = ({ tokens, organisations }: Page, secret?: string) => ({
  secret,
  scopes: SCOPES,
  terms: [30, 90, 365].map((days) => ({ value: String(days), title: counted(days, ['день', 'дня', 'дней']) })),
  organisations: organisations.map(({ id, name: title }) => ({ value: id, title })),
  tokens: tokens.map((one) => ({
    ...one,
    valid: one.state === 'valid',
    status: STATES[one.state],
    facts: [
      { title: 'Что может', text: one.scopes.map(scopeWords).join(', ') },
      ...(one.organisation ? [{ title: 'От имени', text: one.organisation }] : []),
      { title: 'Действует до', text: capitalMoment(one.endsAt) },
      { title: 'Последний раз', text: one.usedAt ? capitalMoment(one.usedAt) : 'ещё не применялся' },
    ],
  })),
});

async function load(call: Pick<Call, 'db' | 'actor' | 'visit'>): Promise<Page> {
  const actor = inPerson(call);
  const posts = await organisationNames(
    call.db,
    actor.posts.map((post) => post.organisationId),
  );
  return { tokens: (await listTokens(call.db, actor.personId)).map(plain), organisations: posts };
}

const list = route({
  id: 'account.tokens',
  method: 'get',
  path: PATH,
  summary: 'Ключи для программ',
  allowed: 'signed-in',
  page: 'account/tokens',
  out: page,
  view: (data) => view(data),
  handle: async (call) => ({ data: await load(call), frame: accountTrail('Ключи для программ') }),
});

const make = route({
  id: 'account.make-token',
  method: 'post',
  path: PATH,
  summary: 'Выпустить ключ для программы',
  allowed: 'signed-in',
  kept: 'never',
  whileTravelling: true,
  page: 'account/tokens',
  body: z.object({
    name: name(60),
    scopes: many(z.string().max(80).regex(SCOPE, 'Такого права нет.'), 20).refine(
      (scopes) => scopes.length > 0,
      'Выберите хотя бы одно.',
    ),
    days: whole({ least: 1, most: DAYS_MOST }),
    organisationId: maybe(uuid()),
  }),
  out: page.extend({ id: z.string(), secret: z.string() }),
  form: {
    page: 'account/tokens',
    data: async (call) => view(await load(call)),
    frame: accountTrail('Ключи для программ'),
  },
  view: (data) => view(data, data.secret),
  handle: async (call): Promise<Answer<Page & { id: string; secret: string }>> => {
    const actor = inPerson(call);
    const { organisationId = null, ...body } = call.body;
    if (organisationId && !actor.posts.some((post) => post.organisationId === organisationId)) {
      throw new Refusal('fields-wrong', 'Проверьте отмеченные поля.', 422, {
        organisationId: 'Вы не работаете в этой организации.',
      });
    }
    const secret = await makeToken(call.db, { id: call.key, personId: actor.personId, organisationId, ...body });
    return {
      data: { ...(await load(call)), id: call.key, secret },
      status: 201,
      frame: accountTrail('Ключи для программ'),
    };
  },
});

const revoke = takesBack({
  id: 'account.revoke-token',
  path: `${PATH}/:id/revoke`,
  summary: 'Отозвать ключ',
  out: z.object({ id: z.string() }),
  take: revokeToken,
  data: (id) => ({ id }),
  see: PATH,
  say: 'Ключ отозван: программа с ним больше не войдёт.',
});

export const tokenRoutes = [list, make, revoke];
