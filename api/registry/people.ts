import type { Knex } from 'knex';
import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { snilsText } from '../../law/registry/identifiers';
import { fullName } from '../../law/registry/names';
import { staffRoleNames, type StaffRole } from '../../law/registry/words';
import { dayDigits } from '../../law/base/russian';
import { contactsOf, personById } from '../../store/registry/people';
import { personCircle, personSeen, type PersonLine, searchPeople } from '../../store/registry/people-search';
import { grants, type Subject } from '../security/actor';
import { cursorOf, maybe, text } from '../http/fields';
import { pageFields, pagingOf } from '../http/paging';
import { route, type Call } from '../http/route';
import { listPage, listView, type ListSpec } from '../view/list';
import { contactOf } from '../search/words';
import {
  byId,
  type RegistryParams,
  dayInUtc,
  peopleReaderOf,
  peopleReaders,
  readsNames,
  registrars,
  today,
} from './access';

const PATH = '/people';
const ROWS = { page: 50 };
const query = z.object({ q: maybe(text({ max: 100 })), ...pageFields });
type Asked = z.infer<typeof query>;

const line = z.object({
  id: z.string(),
  name: z.string(),
  birthDay: z.string().nullable(),
  homes: z.array(z.string()),
  posts: z.array(z.string()),
});
type Line = z.infer<typeof line>;
const out = z.object({
  people: z.array(line),
  count: z.number(),
  newer: z.string().optional(),
  older: z.string().optional(),
});
type Found = z.infer<typeof out>;

const postText = (post: string): string => {
  const [role = '', organisation = ''] = post.split(' · ');
  return `${staffRoleNames[role as StaffRole]}, ${organisation}`;
};

const spec: ListSpec<Line> = {
  title: 'Люди',
  path: PATH,
  noun: ['человек', 'человека', 'человек'],
  filters: [{ kind: 'text', name: 'q', label: 'Имя, телефон или почта' }],
  columns: [
    { title: 'Имя', cell: (row) => ({ text: row.name, href: `${PATH}/${row.id}` }) },
    { title: 'Где', cell: (row) => ({ text: row.homes[0] ?? '—', note: row.homes.slice(1).join('; ') || undefined }) },
    { title: 'Работает', cell: (row) => row.posts.map(postText).join('; ') || '—' },
  ],
  empty: { title: 'Людей нет', say: 'Здесь видны жители домов вашей организации и её сотрудники.' },
};

const plain = ({ id, name, birthDay, homes, posts }: PersonLine): Line => ({ id, name, birthDay, homes, posts });

export const people = route({
  id: 'registry.people',
  method: 'get',
  path: PATH,
  summary: 'Люди',
  rate: 'search',
  query,
  out,
  page: 'registry/list',
  allowed: grants('none', ...registrars, 'platform'),
  view: ({ people: rows, count, newer, older }: Found, call: Call<unknown, Asked>) => ({
    list: listView(spec, listPage(rows, { count, after: older ?? null, before: newer ?? null }), { q: call.query.q }),
  }),
  handle: async ({ db, actor, query: asked, now, as }) => {
    const found = await searchPeople(db, {
      reader: peopleReaderOf(actor),
      day: dayInUtc(now),
      text: asked.q,
      contact: asked.q && contactOf(asked.q),
      ...pagingOf(asked, 'name' as const, as, ROWS),
    });
    const { rows, count, newer, older } = found;
    return {
      data: { people: rows.map(plain), count, newer: newer && cursorOf(newer), older: older && cursorOf(older) },
      frame: { title: 'Люди' },
    };
  },
});

async function subject(db: Knex, { id }: RegistryParams): Promise<Subject | null> {
  const organisations = await personCircle(db, id, await today(db));
  return organisations && { owners: [], parties: [], houses: [], organisations, region: null };
}

const card = z.object({
  id: z.string(),
  name: z.string(),
  /** The reader maintains the register that names this person; of a colleague only the name and the post are shown. */
  kept: z.boolean(),
  posts: z.array(z.string()),
  birthDay: z.string().nullable(),
  snils: z.string().nullable(),
  contacts: z.array(
    z.object({
      channel: z.enum(['email', 'phone', 'max']),
      value: z.string(),
      confirmed: z.boolean(),
      preferred: z.boolean(),
    }),
  ),
  homes: z.array(
    z.object({
      premisesId: z.string(),
      address: z.string(),
      number: z.string(),
      owns: z.boolean(),
      lives: z.boolean(),
      /** The reader may open the card of the premises. */
      opens: z.boolean(),
    }),
  ),
});
type Card = z.infer<typeof card>;

const CHANNELS = { email: 'Почта', phone: 'Телефон', max: 'МАКС' } as const;

const view = (one: Card) => ({
  name: one.name,
  facts: [
    ...(one.kept
      ? [
          { title: 'Дата рождения', text: one.birthDay ? dayDigits(one.birthDay) : 'не указана' },
          { title: 'СНИЛС', text: one.snils ? snilsText(one.snils) : 'не указан' },
        ]
      : []),
    ...(one.posts.length > 0 ? [{ title: 'Работает', text: one.posts.map(postText).join('; ') }] : []),
    ...one.contacts.map(({ channel, value, confirmed, preferred }) => ({
      title: CHANNELS[channel],
      text: [value, !confirmed && 'не подтверждён', preferred && 'основной'].filter(Boolean).join(', '),
    })),
  ],
  homes: one.homes.map(({ premisesId, address, number, owns, lives, opens }) => ({
    href: opens ? `/premises/${premisesId}` : undefined,
    text: `${address}, ${number}`,
    how: [owns && 'собственник', lives && 'проживает'].filter(Boolean).join(', '),
  })),
});

export const person = route({
  id: 'registry.person',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Карточка человека',
  allowed: peopleReaders,
  subject,
  params: byId,
  out: card,
  page: 'registry/person',
  view,
  handle: async ({ db, actor, params, now }) => {
    const found = await personById(db, params.id);
    const seen = await personSeen(db, peopleReaderOf(actor), params.id, dayInUtc(now));
    if (!found || !seen) throw new Refusal('person-missing', 'Такого человека в реестре нет.', 404);
    const { kept, posts, homes } = seen;
    const contacts = kept ? await contactsOf(db, found.id) : [];
    const data: Card = {
      id: found.id,
      name: fullName(found),
      kept,
      posts,
      birthDay: kept ? found.birthDay : null,
      snils: kept ? found.snils : null,
      contacts: contacts.map(({ channel, value, confirmedAt, preferred }) => ({
        channel,
        value,
        confirmed: confirmedAt !== null,
        preferred,
      })),
      homes: await Promise.all(
        homes.map(async ({ buildingId, ...home }) => ({ ...home, opens: await readsNames(db, actor, buildingId) })),
      ),
    };
    return { data, frame: { title: data.name, trail: [{ href: PATH, title: 'Люди' }, { title: data.name }] } };
  },
});
