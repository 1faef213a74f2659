import { addDays, type Day, dayParts, makeDay, weekday } from './day';
import { type CalendarYear, productionYears } from './calendar-years';
import { regionalDays } from './calendar-regions';

export type DayKind = 'working' | 'weekend' | 'holiday';

/** What a term asks of a calendar. `holiday` covers public holidays and days off moved by an act. */
export interface Calendar {
  kind(day: Day): DayKind;
  /** True when no final act confirms the answer yet: the term must be counted again once there is one. */
  provisional(day: Day): boolean;
  /** Why the day does not count, in Russian. */
  why(day: Day): string;
}

/** ТК РФ ст. 112 ч. 1. */
const HOLIDAYS: Readonly<Record<string, string>> = {
  '01-01': 'новогодние каникулы',
  '01-02': 'новогодние каникулы',
  '01-03': 'новогодние каникулы',
  '01-04': 'новогодние каникулы',
  '01-05': 'новогодние каникулы',
  '01-06': 'новогодние каникулы',
  '01-07': 'Рождество Христово',
  '01-08': 'новогодние каникулы',
  '02-23': 'День защитника Отечества',
  '03-08': 'Международный женский день',
  '05-01': 'Праздник Весны и Труда',
  '05-09': 'День Победы',
  '06-12': 'День России',
  '11-04': 'День народного единства',
};

const isWeekend = (day: Day): boolean => weekday(day) > 5;
const yearOf = (day: Day): number => Number(day.slice(0, 4));
const monthDay = (day: Day): string => day.slice(5);

/**
 * ТК РФ ст. 112 ч. 2: a weekend that falls on a holiday outside January moves to the next working day. No act confirms
 * it, so provisional.
 */
function yearByStatute(year: number): CalendarYear {
  const off = new Set<string>();
  for (const holiday of Object.keys(HOLIDAYS)) {
    const day = `${String(year).padStart(4, '0')}-${holiday}`;
    if (!isWeekend(day)) off.add(holiday);
    else if (!holiday.startsWith('01')) off.add(nextPlainDay(day, off));
  }
  return { year, off: [...off], on: [], status: 'provisional', source: 'ТК РФ, ст. 112', confidence: 'M' };
}

function nextPlainDay(day: Day, off: ReadonlySet<string>): string {
  let next = addDays(day, 1);
  while (isWeekend(next) || off.has(monthDay(next)) || monthDay(next) in HOLIDAYS) next = addDays(next, 1);
  return monthDay(next);
}

interface YearSets {
  off: ReadonlySet<string>;
  on: ReadonlySet<string>;
  provisional: boolean;
}

/** A calendar over the given years; other years follow the statute alone and are provisional. */
export function calendarFrom(years: readonly CalendarYear[], region?: string): Calendar {
  const known = new Map(years.map((year) => [year.year, year]));
  const made = new Map<number, YearSets>();
  const setsOf = (year: number): YearSets => {
    const ready = made.get(year);
    if (ready) return ready;
    const data = known.get(year) ?? yearByStatute(year);
    const sets = {
      off: new Set([...data.off, ...regionalDays(region, year)]),
      on: new Set(data.on),
      provisional: data.status === 'provisional',
    };
    made.set(year, sets);
    return sets;
  };
  const kind = (day: Day): DayKind => {
    const sets = setsOf(yearOf(day));
    const key = monthDay(day);
    if (sets.on.has(key)) return 'working';
    if (sets.off.has(key) || key in HOLIDAYS) return 'holiday';
    return isWeekend(day) ? 'weekend' : 'working';
  };
  return {
    kind,
    provisional: (day) => setsOf(yearOf(day)).provisional,
    why: (day) => (kind(day) === 'holiday' ? (HOLIDAYS[monthDay(day)] ?? 'нерабочий день') : 'выходной'),
  };
}

const byRegion = new Map<string, Calendar>();

/** The production calendar of Russia, or of a region by its two-digit code. */
export function productionCalendar(region = ''): Calendar {
  const ready = byRegion.get(region);
  if (ready) return ready;
  const made = calendarFrom(productionYears, region);
  byRegion.set(region, made);
  return made;
}

export function isWorkingDay(day: Day, region?: string): boolean {
  return productionCalendar(region).kind(day) === 'working';
}

/** The n-th working day after `day` (n > 0) or before it (n < 0); `day` itself never counts. */
export function addWorkingDays(day: Day, count: number, calendar: Calendar = productionCalendar()): Day {
  const step = count < 0 ? -1 : 1;
  let [left, current] = [Math.abs(count), day];
  while (left > 0) {
    current = addDays(current, step);
    if (calendar.kind(current) === 'working') left -= 1;
  }
  return current;
}

/** ГК РФ ст. 193: the day itself when working, otherwise the next working day. */
export function nextWorkingDay(day: Day, calendar: Calendar = productionCalendar()): Day {
  return calendar.kind(day) === 'working' ? day : addWorkingDays(day, 1, calendar);
}

export function workingDaysInMonth(year: number, month: number, calendar: Calendar = productionCalendar()): number {
  let [count, day] = [0, makeDay(year, month, 1)];
  for (; dayParts(day).month === month; day = addDays(day, 1)) if (calendar.kind(day) === 'working') count += 1;
  return count;
}
