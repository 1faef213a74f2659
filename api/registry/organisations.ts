import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { organisationKindNames, organisationKinds, staffRoleNames, staffRoles } from '../../law/registry/words';
import { listOrganisations, organisationCard, staffOf } from '../../store/registry/organisations';
import { choice, maybe, text } from '../http/fields';
import { route, type Call } from '../http/route';
import { listView, type ListSpec, type Query } from '../view/list';
import { byId, type RegistryParams, dayInUtc, scopeOf } from './access';

const PATH = '/organisations';
const line = z.object({
  id: z.string(),
  kind: z.enum(organisationKinds),
  name: z.string(),
  shortName: z.string(),
  inn: z.string(),
  region: z.string(),
  municipality: z.string().nullable(),
  houses: z.number(),
});
type Line = z.infer<typeof line>;
const out = z.object({ organisations: z.array(line) });
type Found = z.infer<typeof out>;
const query = z.object({ q: maybe(text({ max: 100 })), kind: maybe(choice(organisationKinds)) });
type Asked = z.infer<typeof query>;

const spec: ListSpec<Line> = {
  title: 'Организации',
  path: PATH,
  noun: ['организация', 'организации', 'организаций'],
  filters: [
    { kind: 'text', name: 'q', label: 'Название или ИНН' },
    {
      kind: 'select',
      name: 'kind',
      label: 'Вид',
      blank: 'любой',
      options: organisationKinds.map((kind) => ({ value: kind, title: organisationKindNames[kind] })),
    },
  ],
  columns: [
    {
      title: 'Организация',
      cell: (row) => ({ text: row.shortName, href: `${PATH}/${row.id}`, note: row.municipality ?? row.region }),
    },
    { title: 'Вид', cell: (row) => organisationKindNames[row.kind] },
    { title: 'ИНН', cell: (row) => row.inn },
    { title: 'Домов', number: true, cell: (row) => String(row.houses) },
  ],
  empty: { title: 'Организаций нет' },
  exports: ['csv', 'xlsx'],
};

export const organisationList = route({
  id: 'registry.organisations',
  method: 'get',
  path: PATH,
  summary: 'Организации',
  allowed: 'anyone',
  query,
  out,
  page: 'registry/list',
  view: ({ organisations }: Found, call: Call<unknown, Asked>) => {
    const typed: Query = { q: call.query.q, kind: call.query.kind };
    return { list: listView(spec, { rows: organisations, count: organisations.length }, typed) };
  },
  table: {
    columns: ['Название', 'Вид', 'ИНН', 'Регион', 'Муниципалитет', 'Домов'],
    rows: ({ organisations }: Found) =>
      organisations.map((row) => [
        row.name,
        organisationKindNames[row.kind],
        row.inn,
        row.region,
        row.municipality,
        row.houses,
      ]),
  },
  handle: async ({ db, query: { q, kind }, now }) => ({
    data: { organisations: await listOrganisations(db, { kind, text: q, day: dayInUtc(now) }) },
    frame: { title: 'Организации' },
  }),
});

const card = line.extend({
  ogrn: z.string(),
  municipalityId: z.string().nullable(),
  address: z.string(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
  zone: z.string(),
  buildings: z.array(
    z.object({ id: z.string(), address: z.string(), part: z.enum(['manages', 'supplies']), open: z.boolean() }),
  ),
  /** Only for those who work there. */
  staff: z.array(z.object({ personId: z.string(), name: z.string(), role: z.enum(staffRoles), fromDay: z.string() })),
});
type Card = z.infer<typeof card>;

const view = (one: Card) => ({
  ...one,
  kindTitle: organisationKindNames[one.kind],
  facts: [
    { title: 'Полное название', text: one.name },
    { title: 'ИНН и ОГРН', lines: [one.inn, one.ogrn] },
    { title: 'Адрес', text: one.address },
    { title: 'Телефон', text: one.phone ?? 'не указан' },
    { title: 'Почта', text: one.email ?? 'не указана' },
    { title: 'Часовой пояс', text: one.zone },
  ],
  buildings: one.buildings.map(({ id, address, part, open }) => ({
    href: open ? `/houses/${id}` : undefined,
    address,
    part: part === 'manages' ? 'управляет' : 'поставляет',
  })),
  staff: one.staff.map(({ name, role }) => ({ name, role: staffRoleNames[role] })),
});

export const organisation = route({
  id: 'registry.organisation',
  method: 'get',
  path: `${PATH}/:id`,
  summary: 'Карточка организации',
  allowed: 'anyone',
  params: byId,
  out: card,
  page: 'registry/organisation',
  view,
  handle: async ({ db, actor, params, now }: Call<RegistryParams>) => {
    const found = await organisationCard(db, params.id, dayInUtc(now), scopeOf(actor?.delegationId ? null : actor));
    if (!found) throw new Refusal('organisation-missing', 'Такой организации в реестре нет.', 404);
    const colleague =
      actor?.posts.some(({ organisationId, role }) => organisationId === found.id || role === 'platform') ?? false;
    const staff = colleague && !actor?.delegationId ? await staffOf(db, found.id, dayInUtc(now)) : [];
    return {
      data: { ...found, staff },
      frame: { title: found.shortName, trail: [{ href: PATH, title: 'Организации' }, { title: found.shortName }] },
    };
  },
});
