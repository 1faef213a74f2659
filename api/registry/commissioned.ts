import { z } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { dayDigits } from '../../law/base/russian';
import { commission } from '../../store/registry/houses';
import { day } from '../http/fields';
import { route } from '../http/route';
import { byId, dayInUtc, houseSubject, registerKeepers } from './access';
import { cardData, houseCardView } from './houses';

/**
 * On this day a year begins in which those who received premises from the developer vote by an act of transfer (K-11).
 */
export const commissionHouse = route({
  id: 'registry.commission',
  method: 'post',
  path: '/houses/:id/commissioned',
  summary: 'Записать день ввода дома',
  allowed: registerKeepers,
  subject: houseSubject('managers'),
  params: byId,
  body: z.object({ commissioned: day() }),
  out: z.object({ commissioned: z.string() }),
  form: { page: 'registry/house', data: async (call) => houseCardView(await cardData(call, call.params.id)) },
  handle: async ({ db, params, body: { commissioned }, now }) => {
    if (commissioned > dayInUtc(now)) {
      const say = 'Этот день ещё не наступил. Укажите дату из разрешения на ввод.';
      throw new Refusal('commissioned-ahead', say, 422, { commissioned: say });
    }
    await commission(db, params.id, commissioned);
    return {
      data: { commissioned },
      see: `/houses/${params.id}`,
      say: `День ввода дома записан: ${dayDigits(commissioned)}.`,
    };
  },
});
