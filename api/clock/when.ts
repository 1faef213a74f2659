import { addDays, addMonths } from '../../law/base/day';
import { Refusal } from '../../law/base/refusal';
import { CAPITAL_ZONE, instantOf, localOf, parseMoment } from '../../law/base/zone';

/** The region's clock is shown and set in the capital's time; the pages of a house show its own local time. */

export const jumps = ['next', 'case', 'day', 'week', 'month', 'date'] as const;
export type Jump = (typeof jumps)[number];

const steps: Readonly<Record<'day' | 'week' | 'month', (day: string) => string>> = {
  day: (day) => addDays(day, 1),
  week: (day) => addDays(day, 7),
  month: (day) => addMonths(day, 1),
};

/** The instant a jump leads to. `ahead`: the next event of the region, or of the named case. */
export function destination(jump: Jump, { now, ahead, date }: { now: Date; ahead: Date | null; date?: string }): Date {
  if (jump === 'next' || jump === 'case') {
    if (ahead) return ahead;
    const whose = jump === 'case' ? 'У этого дела' : 'В регионе';
    throw new Refusal('clock-nothing-ahead', `${whose} впереди ничего не назначено. Выберите дату.`, 422);
  }
  if (jump === 'date') {
    if (date) return parseMoment(date, CAPITAL_ZONE).instant;
    throw new Refusal('fields-wrong', 'Укажите, куда перевести часы.', 422, { date: 'Укажите дату и время.' });
  }
  const { day, time } = localOf(now, CAPITAL_ZONE);
  return instantOf({ day: steps[jump](day), time }, CAPITAL_ZONE);
}
