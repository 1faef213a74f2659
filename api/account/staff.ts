import { z } from 'zod';
import { fieldsWrong, Refusal } from '../../law/base/refusal';
import {
  activate,
  activationOf,
  staffById,
  staffAccountsOf,
  startActivation,
  type StaffAccount,
} from '../../store/access/accounts';
import { closeOtherSessions } from '../../store/access/sessions';
import type { Role, Subject } from '../security/actor';
import { uuid } from '../http/fields';
import { route, type Answer, type Call } from '../http/route';
import { hashPassword } from '../security/password';
import { roleTitles } from '../security/titles';
import { accountTrail, signed } from './signed';

const PATH = '/account/staff';
const member = z.object({
  staffId: z.string(),
  name: z.string(),
  role: z.string(),
  organisation: z.string(),
  email: z.string().nullable(),
  state: z.enum(['none', 'invited', 'active']),
});
const page = z.object({ staff: z.array(member) });
type Page = z.infer<typeof page>;

const STATES = {
  none: { kind: 'plain', word: 'пароля нет' },
  invited: { kind: 'wait', word: 'письмо отправлено' },
  active: { kind: 'ok', word: 'вход открыт' },
} as const;

const view = ({ staff }: Page) => ({
  staff: staff.map((one) => ({ ...one, status: STATES[one.state], role: roleTitles[one.role as Role] })),
});

const plain = ({ staffId, name, role, organisation, email, state }: StaffAccount) => ({
  staffId,
  name,
  role,
  organisation,
  email,
  state,
});

const list = route({
  id: 'account.staff',
  method: 'get',
  path: PATH,
  summary: 'Вход сотрудников',
  allowed: [{ role: 'head', on: 'none' }],
  page: 'account/staff',
  out: page,
  view,
  handle: async (call) => {
    const led = signed(call)
      .posts.filter(({ role }) => role === 'head')
      .map(({ organisationId }) => organisationId);
    return {
      data: { staff: (await staffAccountsOf(call.db, led)).map(plain) },
      frame: accountTrail('Вход сотрудников'),
    };
  },
});

async function subject(db: Call['db'], { id }: { id: string }): Promise<Subject | null> {
  const member = await staffById(db, id);
  return member && { owners: [], parties: [], houses: [], organisations: [member.organisationId], region: null };
}

const invite = route({
  id: 'account.invite',
  method: 'post',
  path: `${PATH}/:id/invite`,
  summary: 'Отправить сотруднику ссылку для входа',
  allowed: [{ role: 'head', on: 'organisation' }],
  subject,
  params: z.object({ id: uuid() }),
  body: z.object({}),
  out: z.object({ staffId: z.string() }),
  handle: async (call): Promise<Answer<{ staffId: string }>> => {
    const member = await staffById(call.db, call.params.id);
    if (!member?.email)
      throw new Refusal('email-missing', 'У сотрудника нет почты. Внесите её в карточку человека.', 422);
    const { sendActivation } = call.services;
    if (!sendActivation) throw new Refusal('mail-off', 'Почта здесь не настроена. Обратитесь к оператору.', 503);
    const secret = await startActivation(call.db, { personId: member.personId, login: member.email });
    const link = `${call.visit.publicUrl}/activation?code=${secret}`;
    await sendActivation(call.db, { personId: member.personId, email: member.email, name: member.name, link });
    return { data: { staffId: member.staffId }, see: PATH, say: 'Письмо со ссылкой отправлено.' };
  },
});

const code = z.string().regex(/^[\w-]{43}$/, 'Ссылка повреждена. Откройте её из письма целиком.');
const DOOR = { title: 'Придумайте пароль' };

const linkOver = (): Refusal =>
  new Refusal('link-over', 'Ссылка уже использована или истекла. Попросите руководителя прислать новую.', 404);

async function opened(db: Call['db'], secret: string) {
  const activation = await activationOf(db, secret);
  if (activation) return activation;
  throw linkOver();
}

const door = route({
  id: 'account.activation',
  method: 'get',
  path: '/activation',
  summary: 'Придумать пароль по ссылке из письма',
  allowed: 'anyone',
  rate: 'sign-in',
  query: z.object({ code }),
  page: 'account/activation',
  out: z.object({ login: z.string(), code: z.string() }),
  handle: async ({ db, query }) => ({
    data: { login: (await opened(db, query.code)).login, code: query.code },
    frame: DOOR,
  }),
});

const setPassword = route({
  id: 'account.activate',
  method: 'post',
  path: '/activation',
  summary: 'Задать пароль',
  allowed: 'anyone',
  rate: 'password',
  kept: 'never',
  whileTravelling: true,
  out: z.object({ next: z.string() }),
  // Not trimmed or changed: the person will type the same password when signing in.
  body: z.object({ code, password: z.string().min(10).max(200), again: z.string().max(400) }),
  form: {
    page: 'account/activation',
    frame: DOOR,
    data: async ({ db, body }) => {
      const secret = String((body as { code?: unknown }).code);
      return { login: (await opened(db, secret)).login, code: secret };
    },
  },
  prepare: async ({ db, body }): Promise<string> => {
    await opened(db, body.code);
    if (body.password !== body.again) {
      throw fieldsWrong({ again: 'Пароли не совпали.' });
    }
    return hashPassword(body.password);
  },
  handle: async ({ db, body, prepared }): Promise<Answer<{ next: string }>> => {
    const personId = await activate(db, body.code, prepared);
    if (!personId) throw linkOver();
    // Everybody who knew the old password is signed out.
    await closeOtherSessions(db, personId, null);
    return { data: { next: '/' }, see: '/', say: 'Пароль задан, вы вошли.', session: { personId, via: 'password' } };
  },
});

export const staffRoutes = [list, invite, door, setPassword];
