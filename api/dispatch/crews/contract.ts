import type { Knex } from 'knex';
import { z } from 'zod';
import type { Day } from '../../../law/base/day';
import { fieldsWrong } from '../../../law/base/refusal';
import { dayDigits } from '../../../law/base/russian';
import { standingOf } from '../../../law/dispatch/schedule';
import { tradeNames, trades } from '../../../law/dispatch/trades';
import {
  addContract,
  changeContract,
  contractById,
  contractors,
  contractsOf,
  type Contract,
} from '../../../store/dispatch/contract';
import { housesOf } from '../../../store/dispatch/master';
import { signed } from '../../account/signed';
import { choice, day, many, maybe, phone, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import type { Subject } from '../../security/actor';
import { notFound } from '../../security/permission';
import { hrefWith } from '../../view/list';
import { byId, crewTabs, keepers, keptDesk, officeField, PATH, theirKeepers, trailOf } from './access';
import { officeTyped } from './shift';

const CONTRACTORS = `${PATH}/contractors`;
const TITLE = 'Подрядчики';
const NEW = 'Новый договор с подрядчиком';

const place = z.object({ id: z.string(), address: z.string() });
const contract = z.object({
  id: z.string(),
  organisationId: z.string(),
  contractorId: z.string(),
  contractor: z.string(),
  trades: z.array(z.enum(trades)),
  phone: z.string(),
  fromDay: z.string(),
  toDay: z.string().nullable(),
  houses: z.array(place),
});
const listShape = z.object({
  organisation: z.string(),
  office: z.string(),
  today: z.string(),
  contracts: z.array(contract),
});
type Listed = z.infer<typeof listShape>;

/** «+7 900 999-00-01», as a person reads a number out. */
const phoneText = (number: string): string =>
  number.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2-$3-$4');

function statusOf({ fromDay, toDay }: Pick<Contract, 'fromDay' | 'toDay'>, today: Day) {
  if (fromDay > today) return { kind: 'wait', word: `начнётся ${dayDigits(fromDay)}` };
  const standing = toDay === null ? 'standing' : standingOf(toDay, today);
  if (standing === 'ended') return { kind: 'plain', word: 'закончился' };
  return standing === 'soon' ? { kind: 'soon', word: 'скоро закончится' } : { kind: 'ok', word: 'действует' };
}

const shown = (one: Contract, today: Day) => ({
  id: one.id,
  title: one.contractor,
  href: `${PATH}/contracts/${one.id}`,
  status: statusOf(one, today),
  phone: { href: `tel:${one.phone}`, text: phoneText(one.phone) },
  facts: [
    { title: 'Что делает', text: one.trades.map((trade) => tradeNames[trade]).join(', ') },
    { title: 'Срок', text: `с ${dayDigits(one.fromDay)} ${one.toDay ? `по ${dayDigits(one.toDay)}` : 'без срока'}` },
    {
      title: 'Дома',
      ...(one.houses.length > 0 ? { lines: one.houses.map(({ address }) => address) } : { text: 'все дома' }),
    },
  ],
});

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

const option = z.object({ value: z.string(), title: z.string() });
const formShape = z.object({
  organisation: z.string(),
  office: z.string(),
  today: z.string(),
  contractors: z.array(option),
  houses: z.array(option),
});
type FormShape = z.infer<typeof formShape>;

async function formFor({ db, actor, now }: Pick<Call, 'db' | 'actor' | 'now'>, asked?: string): Promise<FormShape> {
  const { office, today } = await keptDesk(db, actor, asked, now);
  const known = await contractors(db, office.id);
  const houses = await housesOf(db, office.id, today);
  return {
    organisation: office.id,
    office: office.name,
    today,
    contractors: known.map(({ id, name }) => ({ value: id, title: name })),
    houses: houses.map(({ id, address }) => ({ value: id, title: address })),
  };
}

const tradeOptions = trades.map((value) => ({ value, title: tradeNames[value] }));
const formView = (data: FormShape) => ({ ...data, tradeOptions });

const contractNew = route({
  id: 'dispatch.contract-new',
  method: 'get',
  path: `${CONTRACTORS}/new`,
  summary: NEW,
  allowed: keepers,
  query: z.object(officeField),
  out: formShape,
  page: 'dispatch/crews/contract-new',
  view: formView,
  handle: async (call) => ({ data: await formFor(call, call.query.organisation), frame: trailOf(NEW) }),
});

const fields = z.object({
  organisation: uuid(),
  contractor: uuid(),
  trades: many(choice(trades), trades.length).refine((some) => some.length > 0, 'Выберите хотя бы одну специальность.'),
  houses: many(uuid()),
  phone: phone(),
  fromDay: day(),
  toDay: maybe(day()),
});

/** Every field that does not fit is named at once. */
function checkContract(body: z.infer<typeof fields>, form: FormShape): void {
  const say: Record<string, string> = {};
  if (!form.contractors.some(({ value }) => value === body.contractor))
    say['contractor'] = 'Выберите подрядчика из списка.';
  if (body.houses.some((id) => !form.houses.some(({ value }) => value === id))) {
    say['houses'] = 'Этим домом ваша организация не управляет. Выберите из списка.';
  }
  if (body.toDay && body.toDay < body.fromDay) say['toDay'] = ENDS_FIRST;
  else if (body.toDay && body.toDay < form.today) say['toDay'] = 'Этот договор уже закончился. Впишите действующий.';
  if (Object.keys(say).length > 0) throw fieldsWrong(say);
}
const ENDS_FIRST = 'Договор не может закончиться раньше, чем начался. Исправьте один из дней.';

const contractAdd = route({
  id: 'dispatch.contract-add',
  method: 'post',
  path: CONTRACTORS,
  summary: 'Записать договор с подрядчиком',
  allowed: keepers,
  body: fields,
  out: z.object({ id: z.string() }),
  form: {
    page: 'dispatch/crews/contract-new',
    frame: trailOf(NEW),
    data: async (call) => formView(await formFor(call, officeTyped(call.body))),
  },
  handle: async (call) => {
    const { db, body, key } = call;
    checkContract(body, await formFor(call, body.organisation));
    await addContract(db, {
      id: key,
      organisationId: body.organisation,
      contractorId: body.contractor,
      trades: [...new Set(body.trades)],
      houses: [...new Set(body.houses)],
      phone: body.phone,
      fromDay: body.fromDay,
      toDay: body.toDay ?? null,
      madeBy: signed(call).personId,
    });
    return {
      data: { id: key },
      see: hrefWith(CONTRACTORS, { organisation: body.organisation }, {}),
      say: 'Договор записан.',
      status: 201,
    };
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

export const contractRoutes = [list, contractNew, contractAdd, card, contractChange];
