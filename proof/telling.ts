import { load } from 'cheerio';

/** Instants and days that a program is told of a case. */
export interface Known {
  zone: string;
  /** ISO instants. */
  instants: ReadonlySet<string>;
  /** ISO days. */
  days: ReadonlySet<string>;
  /** What people wrote themselves, such as the wording of a question, may name any day. */
  written: readonly string[];
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const SPACES = /[\u00a0\s]+/g;
const WRITTEN = /^(wording|wordings|text|title|place)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Everything in an answer for programs that is an instant or a day. */
export function knownIn(zone: string, ...answers: readonly unknown[]): Known {
  const [instants, days] = [new Set<string>(), new Set<string>()];
  const written: string[] = [];
  const walk = (value: unknown, name = ''): void => {
    if (typeof value === 'string' && WRITTEN.test(name)) written.push(value.replace(SPACES, ' '));
    if (typeof value === 'string' && INSTANT.test(value)) instants.add(value);
    else if (typeof value === 'string' && DAY.test(value)) days.add(value);
    else if (typeof value === 'object' && value !== null)
      for (const [key, one] of Object.entries(value)) walk(one, key);
  };
  answers.forEach((one) => walk(one));
  return { zone, instants, days, written };
}

const MONTHS = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');
const WORDS = new RegExp(
  `(\\d{1,2})\\s(${MONTHS.join('|')})(?:\\s(\\d{4}))?(?:\\sг\\.)?(?:,?\\s(?:в\\s)?(\\d\\d:\\d\\d))?`,
  'g',
);
const DIGITS = /(\d\d)\.(\d\d)\.(\d{4})(?:,?\s(\d\d:\d\d))?/g;

/** A time as somebody reads it: the year and the hour may be left out. */
interface Told {
  text: string;
  date: number;
  month: number;
  year?: number;
  hour?: string;
}

/** «от 25.12.2015 № 937/пр» is the day of an act. */
const ACTS = /от \d\d\.\d\d\.\d{4} №/g;

/** Every day and hour that a text tells, in words or digits. */
function timesTold(text: string): Told[] {
  const plain = text.replace(SPACES, ' ').replace(ACTS, '');
  const words = [...plain.matchAll(WORDS)].map(([found, date, month = '', year, hour]) => ({
    text: found,
    date: Number(date),
    month: MONTHS.indexOf(month) + 1,
    year: year ? Number(year) : undefined,
    hour,
  }));
  const digits = [...plain.matchAll(DIGITS)].map(([found, date, month, year, hour]) => ({
    text: found,
    date: Number(date),
    month: Number(month),
    year: Number(year),
    hour,
  }));
  return [...words, ...digits];
}

/** The wall clock of the place by the library of the language, so that the project's own reckoning is not its judge. */
function wallOf(instant: number, zone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant);
  const part = (name: string): string => parts.find(({ type }) => type === name)?.value ?? '';
  const [year, month, date] = ['year', 'month', 'day'].map((name) => Number(part(name)));
  return { year, month, date, hour: `${part('hour')}:${part('minute')}` };
}

/**
 * What a text tells that no program is told: another hour, the midnight after the last day, a day of another zone. An
 * instant at midnight is the end of a day and is told as that day.
 */
export function strangeTimes(text: string, { zone, instants, days, written }: Known): string[] {
  const walls = [...instants].map((at) => wallOf(Date.parse(at), zone));
  const ends = [...instants].map((at) => wallOf(Date.parse(at) - 1, zone));
  const dates = [...days].map((day) => wallOf(Date.parse(`${day}T12:00:00Z`), 'UTC'));
  const fits = ({ date, month, year, hour }: Told): boolean => {
    const same = (wall: ReturnType<typeof wallOf>): boolean =>
      wall.date === date && wall.month === month && (year === undefined || wall.year === year);
    if (hour !== undefined) return walls.some((wall) => same(wall) && wall.hour === hour);
    return [...walls.filter((wall) => wall.hour !== '00:00'), ...ends, ...dates].some(same);
  };
  return timesTold(text).flatMap((told) =>
    fits(told) || written.some((one) => one.includes(told.text)) ? [] : [told.text],
  );
}

/** How a term was counted day by day, articles with the days of their acts, titles to flats: other days than the case's. */
const OTHERS = '.why, .norm, [data-label="Номер и дата права"]';

/** The words of a page without its frame, and of each row that names the case where the page is a list. */
export function wordsOf(html: string, row?: string): string {
  const read = load(html);
  read(OTHERS).remove();
  if (!row) return read('main').text();
  return read('main tr, main li')
    .filter((_, one) => read(one).text().includes(row))
    .text();
}
