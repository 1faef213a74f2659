import { z } from 'zod';
import { addMonths, parseDay } from '../../law/base/day';
import { startOfDay } from '../../law/base/zone';
import { chargesOf } from '../../store/request/estimates';
import { interruptionsOf, zoneOfHouse } from '../../store/request/interruptions';
import { signed } from '../account/signed';
import { uuid } from '../http/fields';
import { route, type Call, type Route } from '../http/route';
import { notFound } from '../security/permission';
import { grants, type Role } from '../security/actor';
import { lineShape } from './shape';

const billers = ['accountant', 'clerk', 'head', 'dispatcher'] as const satisfies readonly Role[];

const query = z.object({
  house: uuid(),
  month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/, 'Укажите месяц: 2026-11.'),
});
type Asked = Pick<Call<unknown, z.infer<typeof query>>, 'db' | 'actor' | 'query' | 'now'>;

/** The month of the house by its own clock, and whose requests the reader answers for. */
async function monthOf({ db, actor, query: { house, month } }: Asked) {
  const zone = await zoneOfHouse(db, house);
  if (!zone) throw notFound();
  const first = parseDay(`${month}-01`);
  const [from, to] = [startOfDay(first, zone), startOfDay(addMonths(first, 1), zone)];
  const organisations = signed({ actor })
    .posts.filter(({ role }) => billers.some((one) => one === role))
    .map(({ organisationId }) => organisationId);
  return { buildingId: house, month, zone, from, to, organisations };
}

/** What was bad, by flat and service, for whoever counts the bill: hours, excess, degrees, each with its derivation. */
const interruptions = route({
  id: 'request.interruptions',
  method: 'get',
  path: '/requests/interruptions',
  summary: 'Перерывы и отклонения услуг за месяц, для начислений',
  allowed: grants('none', ...billers),
  query,
  out: z.object({
    rows: z.array(
      z.object({
        premisesId: z.string().nullable(),
        service: z.string(),
        spans: z.array(
          z.object({
            ...{ request: z.string(), number: z.string(), off: z.boolean() },
            ...{ from: z.string(), to: z.string().nullable() },
          }),
        ),
        hours: z.string(),
        excessHours: z.string().nullable(),
        degreeHours: z.string().nullable(),
        stepHours: z.string().nullable(),
        coldHours: z.string().nullable(),
        norms: z.array(z.string()),
        derivation: z.array(z.string()),
      }),
    ),
  }),
  handle: async (call) => ({
    data: { rows: await interruptionsOf(call.db, { ...(await monthOf(call)), now: call.now }) },
  }),
});

/** Paid works that were agreed to and done in the month: lines of bills. */
const charges = route({
  id: 'request.charges',
  method: 'get',
  path: '/requests/charges',
  summary: 'Платные работы за месяц, для начислений',
  allowed: grants('none', ...billers),
  query,
  out: z.object({
    rows: z.array(
      z.object({
        ...{ estimate: z.string(), request: z.string(), number: z.string(), premisesId: z.string().nullable() },
        ...{ total: z.number(), lines: z.array(lineShape), consentedAt: z.string(), invoicedAt: z.string() },
      }),
    ),
  }),
  handle: async (call) => {
    const found = await chargesOf(call.db, await monthOf(call));
    const rows = found.map(({ estimate, request, number, premisesId, total, lines, consentedAt, invoicedAt }) => ({
      ...{ estimate, request, number, premisesId, total, lines },
      consentedAt: consentedAt.toISOString(),
      invoicedAt: invoicedAt.toISOString(),
    }));
    return { data: { rows } };
  },
});

export const requestBillingRoutes: readonly Route[] = [interruptions, charges];
