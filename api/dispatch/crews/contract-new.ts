import { z } from 'zod';
import { fieldsWrong } from '../../../law/base/refusal';
import { tradeNames, trades } from '../../../law/dispatch/trades';
import { addContract, contractors } from '../../../store/dispatch/contract';
import { housesOf } from '../../../store/dispatch/master';
import { signed } from '../../account/signed';
import { choice, day, many, maybe, phone, uuid } from '../../http/fields';
import { route, type Call } from '../../http/route';
import { hrefWith } from '../../view/list';
import { keepers, keptDesk, officeField, trailOf } from './access';
import { CONTRACTORS, ENDS_FIRST } from './contract-view';
import { officeTyped } from './shift-new';

const NEW = 'Новый договор с подрядчиком';

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

export const newContractRoutes = [contractNew, contractAdd];
