import { z } from 'zod';
import { addDays, daysBetween } from '../../law/base/day';
import { fieldsWrong, Refusal } from '../../law/base/refusal';
import { dayWords } from '../../law/base/russian';
import {
  findDelegation,
  listDelegations,
  makeDelegation,
  personByEmail,
  revokeDelegation,
  type DelegationRow,
} from '../../store/access/delegations';
import { actBy } from '../../store/access/sessions';
import type { Subject } from '../security/actor';
import { choice, day, email, many, uuid } from '../http/fields';
import { route, type Answer, type Call } from '../http/route';
import { notFound } from '../security/permission';
import { delegationScopeNames, delegationScopes, type DelegationScope } from '../security/scopes';
import { accountTrail, inPerson } from './signed';

const PATH = '/account/delegations';
const DAYS_MOST = 366;
const scope = choice(delegationScopeNames as [DelegationScope, ...DelegationScope[]]);

const delegation = z.object({
  id: z.string(),
  way: z.enum(['given', 'taken']),
  name: z.string(),
  scopes: z.array(z.string()),
  fromDay: z.string(),
  toDay: z.string(),
  state: z.enum(['coming', 'valid', 'ended', 'revoked']),
});
type Shown = z.infer<typeof delegation>;
const page = z.object({ delegations: z.array(delegation), today: z.string() });
type Page = z.infer<typeof page>;

const STATES = {
  coming: { kind: 'wait', word: 'ещё не начался' },
  valid: { kind: 'ok', word: 'действует' },
  ended: { kind: 'plain', word: 'кончился' },
  revoked: { kind: 'plain', word: 'отозван' },
} as const;

const plain = (row: DelegationRow, personId: string): Shown => {
  const way = row.fromPerson === personId ? 'given' : 'taken';
  const name = way === 'given' ? row.toName : row.fromName;
  return { id: row.id, way, name, scopes: row.scopes, fromDay: row.fromDay, toDay: row.toDay, state: row.state };
};

const shown = (one: Shown) => ({
  ...one,
  status: STATES[one.state],
  open: one.state === 'valid' || one.state === 'coming',
  valid: one.state === 'valid',
  facts: [
    { title: 'Что можно', text: one.scopes.map((name) => delegationScopes[name as DelegationScope]).join('; ') },
    { title: 'Срок', text: `${dayWords(one.fromDay)} — ${dayWords(one.toDay)}` },
  ],
});

const view = ({ delegations, today }: Page) => ({
  given: delegations.filter(({ way }) => way === 'given').map(shown),
  taken: delegations.filter(({ way }) => way === 'taken').map(shown),
  scopes: Object.entries(delegationScopes).map(([value, title]) => ({ value, title })),
  today,
  latest: addDays(today, DAYS_MOST),
});

const todayOf = ({ now }: Pick<Call, 'now'>): string => now.toISOString().slice(0, 10);

async function load(call: Pick<Call, 'db' | 'actor' | 'visit' | 'now'>): Promise<Page> {
  const { personId } = inPerson(call);
  const rows = await listDelegations(call.db, personId);
  return { delegations: rows.map((row) => plain(row, personId)), today: todayOf(call) };
}

const TITLE = 'Доверенный доступ';

const list = route({
  id: 'account.delegations',
  method: 'get',
  path: PATH,
  summary: TITLE,
  allowed: 'signed-in',
  page: 'account/delegations',
  out: page,
  view,
  handle: async (call) => ({ data: await load(call), frame: accountTrail(TITLE) }),
});

function checkTerm(fromDay: string, toDay: string, today: string): void {
  const wrong: Record<string, string> = {};
  if (fromDay < today) wrong['fromDay'] = 'Начните сегодня или позже.';
  if (toDay < fromDay) wrong['toDay'] = 'Последний день раньше первого.';
  else if (daysBetween(fromDay, toDay) > DAYS_MOST) wrong['toDay'] = 'Доступ даётся не больше чем на год.';
  if (Object.keys(wrong).length) throw fieldsWrong(wrong);
}

const make = route({
  id: 'account.delegate',
  method: 'post',
  path: PATH,
  summary: 'Дать доверенный доступ',
  allowed: 'signed-in',
  body: z.object({
    email: email(),
    fromDay: day(),
    toDay: day(),
    scopes: many(scope, 2).refine((scopes) => scopes.length > 0, 'Выберите хотя бы одно.'),
  }),
  out: z.object({ id: z.string() }),
  form: { page: 'account/delegations', data: async (call) => view(await load(call)), frame: accountTrail(TITLE) },
  handle: async (call): Promise<Answer<{ id: string }>> => {
    const { personId } = inPerson(call);
    const { email: address, fromDay, toDay, scopes } = call.body;
    checkTerm(fromDay, toDay, todayOf(call));
    const guest = await personByEmail(call.db, address);
    if (!guest || guest === personId) {
      const say = 'Человека с такой подтверждённой почтой нет. Попросите его указать почту в кабинете.';
      throw fieldsWrong({ email: say });
    }
    await makeDelegation(call.db, { id: call.key, fromPerson: personId, toPerson: guest, scopes, fromDay, toDay });
    return { data: { id: call.key }, see: PATH, say: 'Доступ дан.', status: 201 };
  },
});

const nobody: Omit<Subject, 'owners' | 'parties'> = { houses: [], organisations: [], region: null };

/** The giver owns a delegation, the guest is a party to it. */
async function subject(db: Call['db'], { id }: { id: string }): Promise<Subject | null> {
  const row = await findDelegation(db, id);
  return row && { ...nobody, owners: [row.fromPerson], parties: [row.fromPerson, row.toPerson] };
}

const params = z.object({ id: uuid() });

const revoke = route({
  id: 'account.revoke-delegation',
  method: 'post',
  path: `${PATH}/:id/revoke`,
  summary: 'Отозвать доверенный доступ',
  allowed: [{ role: 'citizen', on: 'party' }],
  subject,
  params,
  body: z.object({}),
  out: z.object({ id: z.string() }),
  handle: async (call) => {
    inPerson(call);
    if (!(await revokeDelegation(call.db, call.params.id))) {
      throw new Refusal('delegation-over', 'Этот доступ уже отозван.', 409);
    }
    return { data: { id: call.params.id }, see: PATH, say: 'Доступ отозван.' };
  },
});

const act = route({
  id: 'account.act',
  method: 'post',
  path: `${PATH}/:id/act`,
  summary: 'Действовать по доверенному доступу',
  allowed: [{ role: 'citizen', on: 'party' }],
  subject,
  params,
  body: z.object({}),
  out: z.object({ name: z.string() }),
  kept: 'never',
  handle: async (call) => {
    const { personId } = inPerson(call);
    const row = await findDelegation(call.db, call.params.id);
    if (!row || !call.visit.sessionId) throw notFound();
    if (row.toPerson !== personId || row.state !== 'valid') {
      throw new Refusal('delegation-over', 'Этот доступ сейчас не действует для вас.', 409);
    }
    await actBy(call.db, call.visit.sessionId, row.id);
    return { data: { name: row.fromName }, see: '/', say: `Теперь вы действуете за другого: ${row.fromName}.` };
  },
});

const back = route({
  id: 'account.as-self',
  method: 'get',
  path: '/account/as-self',
  summary: 'Вернуться к своему имени',
  allowed: 'anyone',
  page: 'account/as-self',
  out: z.object({ guest: z.boolean() }),
  handle: async ({ actor }) => ({ data: { guest: actor?.delegationId != null } }),
});

const asSelf = route({
  id: 'account.act-as-self',
  method: 'post',
  path: `${PATH}/as-self`,
  summary: 'Вернуться к своему имени',
  allowed: 'anyone',
  kept: 'never',
  body: z.object({}),
  out: z.object({}),
  handle: async ({ db, visit }) => {
    if (visit.sessionId) await actBy(db, visit.sessionId, null);
    return { data: {}, see: '/', say: 'Вы снова действуете от своего имени.' };
  },
});

export const delegationRoutes = [list, make, revoke, act, back, asSelf];
