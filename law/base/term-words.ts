import type { Area, ClockUnit, Norm, ToldNorm } from './norm';
import { isClock } from './norm';
import { confidenceWords } from './certainty';
import type { Term } from './count';
import { counted, dayAndMonth, dayDigits, type Forms, NBSP, numberText, plural } from './russian';
import { moneyText } from './money';

/** Nominative and genitive of each clock unit: «10 рабочих дней», «за 1 рабочий день». */
const CLOCKS: Readonly<Record<Exclude<ClockUnit, 'dom' | 'yearDate'>, Forms>> = {
  min: ['минута', 'минуты', 'минут'],
  h: ['час', 'часа', 'часов'],
  cd: ['календарный день', 'календарных дня', 'календарных дней'],
  wd: ['рабочий день', 'рабочих дня', 'рабочих дней'],
  mo: ['месяц', 'месяца', 'месяцев'],
  y: ['год', 'года', 'лет'],
};

const MEASURES: Readonly<Record<string, Forms>> = {
  pp: ['процентный пункт', 'процентных пункта', 'процентных пунктов'],
  periods: ['расчётный период', 'расчётных периода', 'расчётных периодов'],
  normMonths: ['месячная плата по нормативу', 'месячные платы по нормативу', 'месячных плат по нормативу'],
  age: ['год', 'года', 'лет'],
};

/** The size of a term in words: «10 рабочих дней», «до 15-го числа следующего месяца». */
export function termWords({ value, unit, backward, month, window }: Term): string {
  if (unit === 'dom') return `до ${value}-го числа ${month === 'next' ? 'следующего' : 'этого'} месяца включительно`;
  if (unit === 'yearDate') return `до ${yearDateWords(String(value))} следующего года включительно`;
  if (Number(value) === 0) return zeroWords(unit, backward);
  const size = counted(Number(value), CLOCKS[unit]);
  const hours = window ? `, только с ${window[0]} до ${window[1]}` : '';
  return (backward ? `не позднее чем за ${size.replace('минута', 'минуту')} до события` : size) + hours;
}

function zeroWords(unit: ClockUnit, backward: boolean): string {
  if (backward) return 'до самого события';
  return unit === 'h' || unit === 'min' ? 'немедленно' : 'в тот же день';
}

function yearDateWords(monthDay: string): string {
  return dayAndMonth(`2000-${monthDay}`);
}

/** The value of a norm for readers: «10 рабочих дней», «9,5 %», «3 000,00 ₽», «1/300». */
export function valueWords(norm: Pick<Norm, 'value' | 'unit' | 'direction' | 'month' | 'window'>): string {
  const { value, unit } = norm;
  if (unit === 'kopecks') return moneyText(Number(value));
  if (unit === 'text') return String(value);
  if (unit === '%') return `${numberText(value)}${NBSP}%`;
  if (norm.direction === 'none' && unit === 'dom') return `${value}-е число`;
  if (norm.direction === 'none' && unit === 'yearDate') return yearDateWords(String(value));
  if (isClock(unit) && (typeof value === 'number' || unit === 'yearDate')) {
    const { direction, month = 'same', window } = norm;
    return termWords({ value, unit, backward: direction === 'backward', moves: false, month, window });
  }
  return `${numberText(value)}${measureWord(value, unit)}`;
}

function measureWord(value: number | string, unit: string): string {
  const forms = isElapsed(unit) ? CLOCKS[unit] : MEASURES[unit];
  if (!forms) return '';
  return NBSP + (typeof value === 'number' ? plural(value, forms) : forms[2]);
}

function isElapsed(unit: string): unit is keyof typeof CLOCKS {
  return unit in CLOCKS;
}

const AREAS: Readonly<Record<Area, string>> = {
  meeting: 'собрания собственников',
  dispatch: 'аварийная служба',
  request: 'заявки диспетчеру',
  outage: 'отключения услуг',
  billing: 'начисления',
  debt: 'долги и пени',
  appeal: 'обращения',
  residence: 'регистрация и справки',
  disclosure: 'раскрытие информации',
  letters: 'сообщения людям',
};

export function normAreaTitle(area: Area): string {
  return AREAS[area];
}

/** The document of a norm for readers: «Гражданский кодекс РФ — КонсультантПлюс, 01.03.2026»; a row from memory says so. */
export function sourceWords({ source, confidence }: Pick<ToldNorm, 'source' | 'confidence'>): string {
  if (!source) return `нет — ${confidenceWords(confidence)}`;
  return `${source.title} — ${source.publisher}${source.day ? `, ${dayDigits(source.day)}` : ''}`;
}

/** When an edition is in force: «с 01.03.2025», «по 28.02.2026», «начало не установлено». */
export function forceWords({ from, to }: Pick<Norm, 'from' | 'to'>): string {
  if (from && to) return `с ${dayDigits(from)} по ${dayDigits(to)}`;
  if (from) return `с ${dayDigits(from)}`;
  return to ? `по ${dayDigits(to)}` : 'начало не установлено';
}
