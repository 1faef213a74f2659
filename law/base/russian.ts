import { type Day, dayParts, weekday } from './day';
import { CAPITAL_ZONE, clockText, localOf } from './zone';

/** Own tables instead of Intl: the text of a document must not depend on the machine's locale data. */
export const NBSP = '\u00a0';

const MONTHS_OF = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
] as const;
const MONTHS = [
  'январь',
  'февраль',
  'март',
  'апрель',
  'май',
  'июнь',
  'июль',
  'август',
  'сентябрь',
  'октябрь',
  'ноябрь',
  'декабрь',
] as const;
const WEEKDAYS_SHORT = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as const;
const WEEKDAYS = ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'] as const;

/** Forms for one, few and many: день, дня, дней. */
export type Forms = readonly [string, string, string];

export const dayForms = ['день', 'дня', 'дней'] as const;

export function plural(count: number, forms: Forms): string {
  const size = Math.abs(count);
  if (!Number.isInteger(size)) return forms[1];
  const [tens, ones] = [size % 100, size % 10];
  if (tens >= 11 && tens <= 14) return forms[2];
  if (ones === 1) return forms[0];
  return ones >= 2 && ones <= 4 ? forms[1] : forms[2];
}

/** «5 дней» with a non-breaking space. */
export function counted(count: number, forms: Forms): string {
  return `${numberText(count)}${NBSP}${plural(count, forms)}`;
}

/** Groups of three from five digits on, decimal comma: 1234; 12 345; 0,15. */
export function numberText(value: number | bigint | string): string {
  const text = String(value);
  const [whole = '', rest] = text.replace('-', '').split('.');
  const sign = text.startsWith('-') ? '−' : '';
  const grouped = whole.length > 4 ? groupDigits(whole) : whole;
  return sign + grouped + (rest === undefined ? '' : `,${rest}`);
}

export function groupDigits(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, NBSP);
}

/** 11.12.2026 */
export function dayDigits(day: Day): string {
  return `${day.slice(8, 10)}.${day.slice(5, 7)}.${day.slice(0, 4)}`;
}

/** The same of the day on which an instant falls there. */
export const dayDigitsIn = (at: Date | string, zone: string): string => dayDigits(localOf(new Date(at), zone).day);

/** пт 11.12.2026 */
export function dayDigitsWithWeekday(day: Day): string {
  return `${weekdayShort(day)}${NBSP}${dayDigits(day)}`;
}

/** 11 декабря 2026 г. */
export function dayWords(day: Day): string {
  return `${dayAndMonth(day)} ${dayParts(day).year}${NBSP}г.`;
}

/** 11 декабря */
export function dayAndMonth(day: Day): string {
  const { month, date } = dayParts(day);
  return `${date}${NBSP}${MONTHS_OF[month - 1] ?? ''}`;
}

/** декабрь 2026 г. */
export function monthWords(day: Day): string {
  const { year, month } = dayParts(day);
  return `${MONTHS[month - 1] ?? ''} ${year}${NBSP}г.`;
}

export function weekdayShort(day: Day): string {
  return WEEKDAYS_SHORT[weekday(day) - 1] ?? '';
}

export function weekdayWords(day: Day): string {
  return WEEKDAYS[weekday(day) - 1] ?? '';
}

/** пн 21 декабря 2026, 14:05 */
export function instantWords(instant: Date, zone: string): string {
  const { day, time } = localOf(instant, zone);
  return `${weekdayShort(day)} ${dayAndMonth(day)} ${dayParts(day).year}, ${clockText(time)}`;
}

/** «пн 11 января, 14:05»: where the year is no question. */
export function shortMoment(instant: Date, zone: string): string {
  const { day, time } = localOf(instant, zone);
  return `${weekdayShort(day)} ${dayAndMonth(day)}, ${clockText(time)}`;
}

/** 21 декабря 2026 в 14:05:36: where seconds matter. */
export function secondWords(instant: Date, zone: string): string {
  const { day, time } = localOf(instant, zone);
  const seconds = String(Math.floor((time % 60_000) / 1_000)).padStart(2, '0');
  return `${dayAndMonth(day)} ${dayParts(day).year} в${NBSP}${clockText(time)}:${seconds}`;
}

/** 21.12.2026, 14:05 */
export function instantDigits(instant: Date, zone: string): string {
  const { day, time } = localOf(instant, zone);
  return `${dayDigits(day)}, ${clockText(time)}`;
}

const KILO = 1_024;
const SIZES = ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ'] as const;
const WHOLE_FROM = 100;

/** «86 КБ», «1,2 МБ», «10 МБ» */
export function sizeWords(bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log(bytes) / Math.log(KILO)));
  const value = bytes / KILO ** power;
  const tenths = value >= WHOLE_FROM ? Math.round(value) : Math.round(value * 10) / 10;
  return `${numberText(tenths)}${NBSP}${SIZES[power]}`;
}

/** «18 января, 10:00»; the year is added when it is not the current one. */
export function momentWords(at: Date | string, zone: string, now: Date): string {
  const { day, time } = localOf(new Date(at), zone);
  const thisYear = day.slice(0, 4) === localOf(now, zone).day.slice(0, 4);
  return `${thisYear ? dayAndMonth(day) : dayWords(day)}, ${clockText(time)}`;
}

/** «до 8 января 2027 г. включительно» or, when the hour matters, «до пт 8 января 2027, 10:00». */
export const untilWords = ({ lastDay, dueAt }: { lastDay: Day | null; dueAt: Date | string }, zone: string): string =>
  lastDay ? `до ${dayWords(lastDay)} включительно` : `до ${instantWords(new Date(dueAt), zone)}`;

/** The last day on which something due at this instant is still in time: midnight ends the day before it. */
export const lastDayIn = (dueAt: Date | string, zone: string): Day =>
  localOf(new Date(new Date(dueAt).getTime() - 1), zone).day;

/** «12.11.2026» or, when the hour matters, «12.11.2026, 10:00»: the end of a term in a row, a file, a short message. */
export const dueDigits = (dueAt: Date | string, zone: string): string =>
  localOf(new Date(dueAt), zone).time === 0 ? dayDigits(lastDayIn(dueAt, zone)) : instantDigits(new Date(dueAt), zone);

/** «12 ноября» or, when the hour matters, «12 ноября, 10:00»; the year is added when it is not the current one. */
export function dueWords(dueAt: Date | string, zone: string, now: Date): string {
  if (localOf(new Date(dueAt), zone).time !== 0) return momentWords(dueAt, zone, now);
  const day = lastDayIn(dueAt, zone);
  return day.slice(0, 4) === localOf(now, zone).day.slice(0, 4) ? dayAndMonth(day) : dayWords(day);
}

/** «Перенаправлено» of «перенаправлено», where a line begins with it. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** «21.12.2026, 14:05 МСК»: of the installation itself, where no house is meant. */
export const capitalMoment = (at: Date | string): string => `${instantDigits(new Date(at), CAPITAL_ZONE)}${NBSP}МСК`;

/** «пн 21 декабря 2026, 14:05 МСК»: the same in words. */
export const capitalWords = (at: Date): string => `${instantWords(at, CAPITAL_ZONE)}${NBSP}МСК`;
