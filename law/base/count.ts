import { addWorkingDays, type Calendar, nextWorkingDay } from './calendar';
import { addDays, addMonths, type Day, daysBetween, daysInMonth, dayParts, makeDay } from './day';
import { dayLines, runText } from './derivation';
import type { ClockUnit } from './norm';
import { Refusal } from './refusal';
import { counted, dayDigitsWithWeekday as dated } from './russian';
import { clockText, DAY_MS, endOfDay, HOUR_MS, instantOf, localOf, MINUTE_MS, type Moment } from './zone';

/** A term to be counted, without its norm or case. */
export interface Term {
  value: number | string;
  unit: ClockUnit;
  backward: boolean;
  /** ГК РФ ст. 193 applies to the last day. */
  moves: boolean;
  month: 'same' | 'next';
  window?: readonly [string, string];
}

export interface Counted {
  lastDay: Day | null;
  literalDay?: Day;
  dueAt: Date;
  provisional: boolean;
  lines: string[];
}

const LONGEST_TERM = 40_000;

/** ГК РФ ст. 190–194: from the event to the first instant that is too late, with the reasons. */
export function countTerm(term: Term, event: Moment, zone: string, calendar: Calendar): Counted {
  if (term.unit === 'yearDate') return countForward(term, yearDate(term, event.day), event, zone, calendar);
  const size = Number(term.value);
  if (!Number.isInteger(size) || size < 0 || size > LONGEST_TERM) {
    throw new Refusal('term-size', 'Длина срока должна быть целым числом от 0 до 40 000. Исправьте число.');
  }
  if (term.unit === 'h' || term.unit === 'min') return countElapsed(term, size, event, zone);
  if (term.backward) return countBackward(term, size, event, zone, calendar);
  return countForward(term, lastDayOf(term, size, event.day, calendar), event, zone, calendar);
}

/** Hours and minutes run day and night and never move: ГК РФ ст. 193 speaks of days only. */
function countElapsed(term: Term, size: number, event: Moment, zone: string): Counted {
  const length = size * (term.unit === 'h' ? HOUR_MS : MINUTE_MS);
  if (term.window) return countInWindow(term.window, length, event, zone);
  const dueAt = new Date(event.instant.getTime() + (term.backward ? -length : length));
  const how = term.backward ? 'назад' : 'вперёд';
  const counted = `Часы и минуты считаем подряд, ${how} от события.`;
  const atOnce = term.backward ? 'Срок кончается вместе с событием.' : 'Действовать нужно сразу.';
  return { lastDay: null, dueAt, provisional: false, lines: [size === 0 ? atOnce : counted] };
}

function timeOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * HOUR_MS + minutes * MINUTE_MS;
}

/** Time counts only inside the daily window (ПП РФ 416 п. 13: 08:00–23:00). */
function countInWindow(window: readonly [string, string], length: number, event: Moment, zone: string): Counted {
  const [opens, closes] = [timeOf(window[0]), timeOf(window[1])];
  let { day, time } = localOf(event.instant, zone);
  let left = length;
  const lines = [`Работы идут только с ${window[0]} до ${window[1]}; остальные часы не считаются.`];
  for (;;) {
    const from = Math.max(time, opens);
    const spent = Math.min(left, Math.max(0, closes - from));
    if (spent > 0) lines.push(`${dated(day)}: с ${clockText(from)} до ${clockText(from + spent)}.`);
    left -= spent;
    if (left <= 0 && from + spent <= DAY_MS) {
      const dueAt = instantOf({ day, time: from + spent }, zone);
      return { lastDay: null, dueAt, provisional: false, lines };
    }
    [day, time] = [addDays(day, 1), 0];
  }
}

function yearDate(term: Term, event: Day): Day {
  return `${dayParts(event).year + 1}-${String(term.value)}`;
}

function lastDayOf(term: Term, size: number, event: Day, calendar: Calendar): Day {
  if (term.unit === 'wd') return addWorkingDays(event, size, calendar);
  if (term.unit === 'cd') return addDays(event, size);
  if (term.unit === 'mo') return addMonths(event, size);
  if (term.unit === 'y') return addMonths(event, size * 12);
  const { year, month } = dayParts(addMonths(event, term.month === 'next' ? 1 : 0));
  return makeDay(year, month, Math.min(size, daysInMonth(year, month)));
}

function countForward(term: Term, counted: Day, event: Moment, zone: string, calendar: Calendar): Counted {
  const sameDay = term.value === 0;
  const lastDay = term.moves && !sameDay ? nextWorkingDay(counted, calendar) : counted;
  const lines = forwardLines(term, counted, event.day, calendar);
  if (lastDay !== counted) {
    lines.push(
      `${runText(counted, addDays(lastDay, -1), calendar)} — не рабочие дни; ` +
        `последний день переносится на ${dated(lastDay)} (ГК РФ, ст. 193).`,
    );
  }
  const leans = term.unit === 'wd' ? [event.day, lastDay] : [counted, lastDay];
  const provisional = (term.moves || term.unit === 'wd') && !sameDay && leans.some((day) => calendar.provisional(day));
  return { lastDay, dueAt: endOfDay(lastDay, zone), provisional, lines };
}

function forwardLines(term: Term, last: Day, event: Day, calendar: Calendar): string[] {
  if (term.value === 0) return [`${dated(event)} — день события; сделать нужно в этот же день.`];
  if (term.unit === 'dom' || term.unit === 'yearDate') return [`${dated(last)} — последний день по норме.`];
  const first = `${dated(event)} — день события, не считается (ГК РФ, ст. 191).`;
  if (term.unit === 'mo' || term.unit === 'y') {
    return [first, `${dated(last)} — то же число последнего месяца (ГК РФ, ст. 192).`];
  }
  return [first, ...dayLines(addDays(event, 1), last, term.unit === 'wd' ? calendar : undefined)];
}

/**
 * «Не позднее чем за N дней до»: N full days lie between the act and the event, so neither day counts. Working days
 * follow the practice of ПП 354 п. 31: the N-th working day before is the last. ГК РФ ст. 193 moves an end forward and
 * says nothing of terms counted back: a holiday neither shortens nor lengthens them.
 */
function countBackward(term: Term, size: number, event: Moment, zone: string, calendar: Calendar): Counted {
  const first = `${dated(event.day)} — день события, не считается.`;
  if (term.unit === 'wd') {
    const lastDay = addWorkingDays(event.day, -size, calendar);
    const lines = [first, ...dayLines(addDays(event.day, -1), lastDay, calendar)];
    const provisional = calendar.provisional(lastDay) || calendar.provisional(event.day);
    return { lastDay, dueAt: endOfDay(lastDay, zone), provisional, lines };
  }
  const literalDay = term.unit === 'cd' ? addDays(event.day, -size) : addMonths(event.day, -size * monthsIn(term.unit));
  const lastDay = addDays(literalDay, -1);
  const lines = [
    first,
    ...(size === 0 ? [] : dayLines(addDays(event.day, -1), literalDay, undefined)),
    `${dated(lastDay)} — последний день: между ним и событием ` +
      `${counted(daysBetween(literalDay, event.day), ['полный день', 'полных дня', 'полных дней'])}.`,
    `По букве нормы крайний день — ${dated(literalDay)}; берём более строгий.`,
  ];
  const calm = beforeHolidays(lastDay, calendar);
  if (calm !== lastDay)
    lines.push(`Совет: ${dated(lastDay)} — праздник, отправьте раньше, ${dated(calm)}. Срок тот же.`);
  return { lastDay, literalDay, dueAt: endOfDay(lastDay, zone), provisional: false, lines };
}

/** The day itself, or the nearest earlier day that is not a holiday: advice, because post offices are closed. */
function beforeHolidays(day: Day, calendar: Calendar): Day {
  let current = day;
  while (calendar.kind(current) === 'holiday') current = addDays(current, -1);
  return current;
}

function monthsIn(unit: ClockUnit): number {
  return unit === 'y' ? 12 : 1;
}
