import { addDays, daysBetween, type Day } from '../base/day';
import { fieldsWrong, Refusal } from '../base/refusal';
import { DAY_MS, endOfDay, localOf, startOfDay } from '../base/zone';
import type { Span } from './roster';

/** Bounds of good sense, not of law: they catch slips of the hand in a schedule. */
const SHIFT_MOST_MS = DAY_MS;
const AHEAD_MOST_DAYS = 366;
const ABSENCE_MOST_DAYS = 366;
const ABSENCE_BACK_DAYS = 31;
const PERMIT_MOST_DAYS = 3_660;

const wrong = (code: string, field: string, say: string): Refusal => new Refusal(code, say, 422, { [field]: say });

/** A shift as it may be put into the schedule; one that is over stays as it was. */
export function mustBeShift({ from, to }: Span, now: Date): Span {
  if (to <= from) throw wrong('shift-ends-first', 'to', 'Конец смены должен быть позже начала. Проверьте дату и час.');
  if (to.getTime() - from.getTime() > SHIFT_MOST_MS) {
    throw wrong('shift-too-long', 'to', 'Смена не бывает длиннее суток. Разбейте её на несколько.');
  }
  if (to <= now) throw wrong('shift-past', 'from', 'Эта смена уже прошла. График прошлых дней не меняют.');
  if (from.getTime() - now.getTime() > AHEAD_MOST_DAYS * DAY_MS) {
    throw wrong('shift-too-far', 'from', 'График составляют не больше чем на год вперёд. Выберите дату ближе.');
  }
  return { from, to };
}

/** An absence by whole days, both included, as a span of the place. */
export function mustBeAbsence({ fromDay, toDay }: { fromDay: Day; toDay: Day }, now: Date, zone: string): Span {
  const today = localOf(now, zone).day;
  const say: Record<string, string> = {};
  if (toDay < fromDay) say['toDay'] = 'Последний день раньше первого. Исправьте один из них.';
  else if (daysBetween(fromDay, toDay) >= ABSENCE_MOST_DAYS) say['toDay'] = 'Отсутствие отмечают не больше чем на год.';
  else if (toDay < today) say['toDay'] = 'Эти дни уже прошли. График прошлых дней не меняют.';
  if (daysBetween(fromDay, today) > ABSENCE_BACK_DAYS) {
    say['fromDay'] = 'Задним числом отсутствие отмечают не дальше чем за месяц.';
  } else if (daysBetween(today, fromDay) > AHEAD_MOST_DAYS) {
    say['fromDay'] = 'График составляют не больше чем на год вперёд. Выберите дату ближе.';
  }
  if (Object.keys(say).length > 0) throw fieldsWrong(say);
  return { from: startOfDay(fromDay, zone), to: endOfDay(toDay, zone) };
}

/** A permit is put down while it stands: one that has ended lets nobody work. */
export function mustStand(until: Day, now: Date, zone: string): Day {
  const today = localOf(now, zone).day;
  if (until < today) throw wrong('permit-ended', 'until', 'Этот допуск уже закончился. Впишите день нового документа.');
  if (until > addDays(today, PERMIT_MOST_DAYS)) {
    throw wrong('permit-too-long', 'until', 'Допусков на такой долгий срок не бывает. Проверьте год.');
  }
  return until;
}

/** From how many days before its end a permit is worth a reminder. */
const SOON_DAYS = 30;
export type Standing = 'ended' | 'soon' | 'standing';
export function standingOf(until: Day, today: Day): Standing {
  if (until < today) return 'ended';
  return daysBetween(today, until) <= SOON_DAYS ? 'soon' : 'standing';
}
