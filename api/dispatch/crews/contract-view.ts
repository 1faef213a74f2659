import { z } from 'zod';
import type { Day } from '../../../law/base/day';
import { dayDigits } from '../../../law/base/russian';
import { standingOf } from '../../../law/dispatch/schedule';
import { tradeNames, trades } from '../../../law/dispatch/trades';
import type { Contract } from '../../../store/dispatch/contract';
import { PATH } from './access';

export const CONTRACTORS = `${PATH}/contractors`;
export const TITLE = 'Подрядчики';

const place = z.object({ id: z.string(), address: z.string() });
export const contract = z.object({
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
export const listShape = z.object({
  organisation: z.string(),
  office: z.string(),
  today: z.string(),
  contracts: z.array(contract),
});
export type Listed = z.infer<typeof listShape>;

/** «+7 900 999-00-01», as a person reads a number out. */
const phoneText = (number: string): string =>
  number.replace(/^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/, '+7\u00a0$1\u00a0$2-$3-$4');

function statusOf({ fromDay, toDay }: Pick<Contract, 'fromDay' | 'toDay'>, today: Day) {
  if (fromDay > today) return { kind: 'wait', word: `начнётся ${dayDigits(fromDay)}` };
  const standing = toDay === null ? 'standing' : standingOf(toDay, today);
  if (standing === 'ended') return { kind: 'plain', word: 'закончился' };
  return standing === 'soon' ? { kind: 'soon', word: 'скоро закончится' } : { kind: 'ok', word: 'действует' };
}

export const shown = (one: Contract, today: Day) => ({
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
export const ENDS_FIRST = 'Договор не может закончиться раньше, чем начался. Исправьте один из дней.';
