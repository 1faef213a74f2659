import type { Knex } from 'knex';
import { z } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import { contactKinds } from '../../law/dispatch/house';
import { phoneOf } from '../../law/dispatch/phone';
import { serviceNames, type Service } from '../../law/registry/words';
import {
  addContact,
  changeContact,
  readContact,
  removeContact,
  type ContactWords,
  type HouseContact,
} from '../../store/dispatch/house-contact';
import { houseCircle } from '../../store/registry/houses';
import { signed } from '../account/signed';
import { choice, maybe, text, ticked, uuid } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { dayInUtc, houseSubject } from '../registry/access';
import { notFound } from '../security/permission';
import { byId, deskOf, desksOf, noDesk, ofOrganisation, type ById } from './access';
import { contactOptions, everywhere, houseDesk, houseForm, serviceOptions } from './house';
import { contactShape, told, type ToldContact } from './house-shape';

const SHORT = /^\d{2,6}$/;
const services = Object.keys(serviceNames) as [Service, ...Service[]];
const body = z.object({
  who: choice(contactKinds),
  service: maybe(choice(services)),
  title: text({ max: 100 }),
  phone: text({ max: 40 }).refine(
    (typed) => SHORT.test(typed) || phoneOf(typed) !== null,
    'Укажите номер вида 8 900 123-45-67 или короткий, как 104.',
  ),
  hours: maybe(text({ max: 60 })),
  /** For all houses of the organisation. */
  everywhere: ticked(),
  /** The house whose page sent the form. */
  house: maybe(uuid()),
});
type Sent = z.infer<typeof body>;
const done = z.object({ id: z.string() });

function wordsOf(
  { who: kind, service, title, phone, hours, everywhere }: Sent,
  buildingId: string | null,
): ContactWords {
  if (service && kind !== 'supplier')
    throw fieldsWrong({ service: 'Услугу указывают у ресурсоснабжающей организации.' });
  return {
    kind,
    service: service ?? null,
    title,
    phone: SHORT.test(phone) ? phone : (phoneOf(phone) ?? phone),
    hours: hours ?? null,
    buildingId: everywhere ? null : buildingId,
  };
}

/** The desk that keeps the contacts of the house: the actor's own among its managers. */
async function keeperOf(call: Pick<Call, 'db' | 'now' | 'actor'>, buildingId: string): Promise<string> {
  const circle = await houseCircle(call.db, buildingId, dayInUtc(call.now));
  const keeper = desksOf(signed(call)).find((id) => circle?.managers.includes(id));
  if (keeper === undefined) throw noDesk();
  return keeper;
}

const add = route({
  id: 'dispatch.contact-add',
  method: 'post',
  path: '/houses/:id/contacts',
  summary: 'Записать, куда звонить о доме',
  allowed: deskOf,
  subject: houseSubject('managers'),
  params: byId,
  body,
  out: done,
  form: houseForm,
  handle: async (call) => {
    const { db, params, key } = call;
    const contact = wordsOf(call.body, params.id);
    const organisationId = await keeperOf(call, params.id);
    await addContact(db, { ...contact, id: key, organisationId, madeBy: signed(call).personId });
    return { data: { id: key }, see: houseDesk(params.id), say: 'Телефон записан.' };
  },
});

async function mustFindContact(db: Knex, id: string): Promise<HouseContact> {
  const contact = await readContact(db, id);
  if (!contact) throw notFound();
  return contact;
}

async function contactSubject(db: Knex, { id }: ById) {
  const contact = await readContact(db, id);
  return contact && ofOrganisation(contact.organisationId);
}

const query = z.object({ house: maybe(uuid()) });
const out = contactShape;
const editView = (contact: ToldContact, house: string | undefined) => ({
  ...contact,
  contactOptions,
  serviceOptions,
  house: contact.buildingId ?? house,
  action: `/house-contacts/${contact.id}`,
  everywhere,
  ticked: contact.buildingId === null ? 'on' : undefined,
  back: backOf(contact, house),
});
const backOf = ({ buildingId }: { buildingId: string | null }, house: string | undefined): string => {
  const at = buildingId ?? house;
  return at === undefined ? '/calls' : houseDesk(at);
};

const frame = { title: 'Куда звонить', trail: [{ href: '/houses', title: 'Дома' }, { title: 'Куда звонить' }] };

const edit = route({
  id: 'dispatch.contact',
  method: 'get',
  path: '/house-contacts/:id',
  summary: 'Куда звонить о доме',
  allowed: deskOf,
  subject: contactSubject,
  params: byId,
  query,
  out,
  page: 'dispatch/house-contact',
  view: (data, call) => editView(data, call.query.house),
  handle: async ({ db, params }) => ({ data: told<ToldContact>(await mustFindContact(db, params.id)), frame }),
});

const written = { allowed: deskOf, subject: contactSubject, params: byId, out: done, method: 'post' } as const;

const change = route({
  ...written,
  id: 'dispatch.contact-change',
  path: '/house-contacts/:id',
  summary: 'Изменить, куда звонить о доме',
  body,
  form: {
    page: 'dispatch/house-contact',
    data: async ({ db, params }) => editView(told<ToldContact>(await mustFindContact(db, params.id)), undefined),
    frame,
  },
  handle: async (call) => {
    const { db, params, body: sent } = call;
    const held = await mustFindContact(db, params.id);
    const house = held.buildingId ?? sent.house ?? null;
    // A contact of all houses comes back to one only where the same desk answers.
    if (house !== null && !sent.everywhere && held.buildingId === null) await keeperOf(call, house);
    await changeContact(db, params.id, wordsOf(sent, house));
    return { data: { id: params.id }, see: backOf({ buildingId: house }, undefined), say: 'Телефон изменён.' };
  },
});

const taken = (id: string, step: string, summary: string, say: string) =>
  route({
    ...written,
    id,
    path: `/house-contacts/:id/${step}`,
    summary,
    body: z.object({ house: maybe(uuid()) }),
    handle: async (call) => {
      const { db, params } = call;
      const held = await mustFindContact(db, params.id);
      await removeContact(db, params.id, step === 'remove' ? signed(call).personId : null);
      return { data: { id: params.id }, see: backOf(held, call.body.house), say };
    },
  });

const remove = taken(
  'dispatch.contact-remove',
  'remove',
  'Убрать телефон',
  'Телефон убран. Вернуть его можно внизу страницы.',
);
const restore = taken('dispatch.contact-restore', 'restore', 'Вернуть телефон', 'Телефон на месте.');

export const contactRoutes: readonly Route[] = [add, edit, change, remove, restore];
