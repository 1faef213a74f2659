import { z } from 'zod';
import { contactsOf, personById } from '../../store/registry/people';
import { route } from '../http/route';
import { notFound } from '../security/permission';
import { roleTitle } from '../security/titles';
import { inPerson } from './signed';

const CHANNELS = { email: 'Почта', phone: 'Телефон', max: 'MAX' } as const;
const out = z.object({
  name: z.string(),
  role: z.string(),
  login: z.string().nullable(),
  contacts: z.array(
    z.object({ channel: z.enum(['email', 'phone', 'max']), value: z.string(), confirmed: z.boolean() }),
  ),
  leads: z.boolean(),
  push: z.boolean(),
});

const home = route({
  id: 'account.home',
  method: 'get',
  path: '/account',
  summary: 'Кабинет',
  allowed: 'signed-in',
  page: 'account/home',
  out,
  view: (data) => ({
    ...data,
    facts: [
      { title: 'Имя', text: data.name },
      { title: 'Роль', text: data.role },
      ...data.contacts.map(({ channel, value, confirmed }) => ({
        title: CHANNELS[channel],
        text: confirmed ? value : `${value} — ещё не подтверждено`,
      })),
    ],
  }),
  handle: async (call) => {
    const actor = inPerson(call);
    const person = await personById(call.db, actor.personId);
    if (!person) throw notFound();
    const contacts = (await contactsOf(call.db, actor.personId)).map(({ channel, value, confirmedAt }) => ({
      channel,
      value,
      confirmed: confirmedAt !== null,
    }));
    const name = [person.familyName, person.givenName, person.patronymic].filter(Boolean).join(' ');
    const leads = actor.posts.some(({ role }) => role === 'head');
    return {
      data: {
        name,
        role: roleTitle(actor),
        login: person.login,
        contacts,
        leads,
        push: call.services.push !== undefined,
      },
    };
  },
});

export const accountHomeRoutes = [home];
