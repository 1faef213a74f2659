import type { Knex } from 'knex';
import { z } from 'zod';
import { fieldsWrong } from '../../../law/base/refusal';
import { changeContract, contractById, contractsOf } from '../../../store/dispatch/contract';
import { day, maybe, phone } from '../../http/fields';
import { route, type Call } from '../../http/route';
import type { Subject } from '../../security/actor';
import { notFound } from '../../security/permission';
import { hrefWith } from '../../view/list';
import { byId, crewTabs, keepers, keptDesk, officeField, PATH, theirKeepers, trailOf } from './access';
import { contract, CONTRACTORS, ENDS_FIRST, listShape, shown, TITLE, type Listed } from './contract-view';

const listView = ({ contracts, organisation, today, ...rest }: Listed) => ({
  ...rest,
  tabs: crewTabs('contractors'),
  contracts: contracts.map((one) => shown(one, today)),
  add: hrefWith(`${CONTRACTORS}/new`, { organisation }, {}),
});

const list = route({
  id: 'dispatch.contractors',
  method: 'get',
  path: CONTRACTORS,
  summary: 'Подрядчики и договоры с ними',
  allowed: keepers,
  query: z.object(officeField),
  out: listShape,
  page: 'dispatch/crews/contractors',
  view: listView,
  handle: async ({ db, actor, query, now }) => {
    const { office, today } = await keptDesk(db, actor, query.organisation, now);
    const contracts = await contractsOf(db, office.id);
    return { data: { organisation: office.id, office: office.name, today, contracts }, frame: trailOf(TITLE) };
  },
});

async function subject(db: Knex, { id }: { id: string }): Promise<Subject | null> {
  const found = await contractById(db, id);
  return found && { owners: [], parties: [], houses: [], organisations: [found.organisationId], region: null };
}

async function loadCard({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>, id: string) {
  const found = await contractById(db, id);
  if (!found) throw notFound();
  const { today } = await keptDesk(db, actor, found.organisationId, now);
  return { ...found, today };
}

const cardShape = contract.extend({ today: z.string() });
const cardView = (one: z.infer<typeof cardShape>) => ({
  ...shown(one, one.today),
  typed: { phone: one.phone, toDay: one.toDay },
});
const cardFrame = (title: string) => ({
  title,
  trail: [{ href: PATH, title: 'Мастера' }, { href: CONTRACTORS, title: TITLE }, { title }],
});

const card = route({
  id: 'dispatch.contract',
  method: 'get',
  path: `${PATH}/contracts/:id`,
  summary: 'Договор с подрядчиком',
  allowed: theirKeepers,
  subject,
  params: byId,
  out: cardShape,
  page: 'dispatch/crews/contract',
  view: cardView,
  handle: async (call) => {
    const data = await loadCard(call, call.params.id);
    return { data, frame: cardFrame(data.contractor) };
  },
});

const contractChange = route({
  id: 'dispatch.contract-change',
  method: 'post',
  path: `${PATH}/contracts/:id`,
  summary: 'Изменить телефон и срок договора с подрядчиком',
  allowed: theirKeepers,
  subject,
  params: byId,
  body: z.object({ phone: phone(), toDay: maybe(day()) }),
  out: z.object({ id: z.string() }),
  form: {
    page: 'dispatch/crews/contract',
    frame: (view) => cardFrame((view as { title: string }).title),
    data: async (call) => cardView(await loadCard(call, call.params.id)),
  },
  handle: async (call) => {
    const { db, body, params } = call;
    const found = await loadCard(call, params.id);
    const toDay = body.toDay ?? null;
    if (toDay !== null && toDay < found.fromDay) throw fieldsWrong({ toDay: ENDS_FIRST });
    await changeContract(db, { id: params.id, phone: body.phone, toDay });
    const see = hrefWith(CONTRACTORS, { organisation: found.organisationId }, {});
    return { data: { id: params.id }, see, say: 'Договор изменён.' };
  },
});

export const contractRoutes = [list, card, contractChange];
