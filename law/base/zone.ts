import { addDays, type Day, dayNumber, dayFromNumber, isDay, parseDay, two } from './day';
import { Refusal } from './refusal';

/** The default zone where no house is given. */
export const CAPITAL_ZONE = 'Europe/Moscow';

/** Local wall-clock time of one place. The zone is always given; the machine's own zone is never used. */
export interface Local {
  day: Day;
  /** Milliseconds since local midnight by the wall clock. */
  time: number;
}

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

interface Zone {
  format: Intl.DateTimeFormat;
  /** Offsets already computed, by quarter of an hour: every rule since 1973 changes on a quarter. */
  offsets: Map<number, number>;
}

const QUARTER_MS = 900_000;
const QUARTERS_SINCE = Date.UTC(1973, 0, 1);
const REMEMBERED = 5000;
const zones = new Map<string, Zone>();

function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const made = { format: makeFormat(name), offsets: new Map<number, number>() };
  zones.set(name, made);
  return made;
}

function makeFormat(zone: string): Intl.DateTimeFormat {
  const refusal = new Refusal('zone-unknown', `Часового пояса «${zone}» нет. Пример правильного: Europe/Moscow.`);
  if (!/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(zone)) throw refusal;
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    throw refusal;
  }
}

export function isZone(zone: string): boolean {
  try {
    zoneOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** Refuses a zone that does not exist. */
export function parseZone(zone: string): string {
  zoneOf(zone);
  return zone;
}

export function offsetMs(instant: number, name: string): number {
  const { format, offsets } = zoneOf(name);
  if (instant < QUARTERS_SINCE) return askOffset(instant, format);
  const quarter = Math.floor(instant / QUARTER_MS);
  const known = offsets.get(quarter);
  if (known !== undefined) return known;
  if (offsets.size >= REMEMBERED) offsets.clear();
  const asked = askOffset(instant, format);
  offsets.set(quarter, asked);
  return asked;
}

/**
 * The options fix the format: 12/31/2026, 23:59:59. Slicing that text is several times faster than asking for parts.
 */
function askOffset(instant: number, format: Intl.DateTimeFormat): number {
  const text = format.format(instant);
  const number = (from: number, to: number): number => Number(text.slice(from, to));
  const date = [number(6, 10), number(0, 2) - 1, number(3, 5)] as const;
  const wall = Date.UTC(...date, number(12, 14), number(15, 17), number(18, 20));
  return wall - Math.floor(instant / 1000) * 1000;
}

export function localOf(instant: Date, zone: string): Local {
  const wall = instant.getTime() + offsetMs(instant.getTime(), zone);
  const number = Math.floor(wall / DAY_MS);
  return { day: dayFromNumber(number), time: wall - number * DAY_MS };
}

/** Wall clock to instant. A skipped time becomes the first instant after the gap; a repeated time, the earlier one. */
export function instantOf(local: Local, zone: string): Date {
  const wall = dayNumber(local.day) * DAY_MS + local.time;
  const before = offsetMs(wall - DAY_MS, zone);
  const after = offsetMs(wall + DAY_MS, zone);
  if (before === after) return new Date(wall - before);
  const fits = [wall - before, wall - after].filter((instant) => instant + offsetMs(instant, zone) === wall);
  if (fits.length > 0) return new Date(Math.min(...fits));
  return new Date(firstAfterGap(wall - after, wall - before, before, zone));
}

function firstAfterGap(low: number, high: number, offsetBefore: number, zone: string): number {
  let [stillBefore, already] = [low, high];
  while (already - stillBefore > 1) {
    const middle = Math.floor((stillBefore + already) / 2);
    if (offsetMs(middle, zone) === offsetBefore) stillBefore = middle;
    else already = middle;
  }
  return already;
}

/** The first instant of a day in the zone; not always 00:00, because some clocks changed at midnight. */
export function startOfDay(day: Day, zone: string): Date {
  return instantOf({ day, time: 0 }, zone);
}

/** 24:00 of the day (ГК РФ ст. 194): the first instant that no longer belongs to it. */
export function endOfDay(day: Day, zone: string): Date {
  return startOfDay(addDays(day, 1), zone);
}

export function clockText(time: number): string {
  return `${two(Math.floor(time / HOUR_MS))}:${two(Math.floor((time % HOUR_MS) / MINUTE_MS))}`;
}

/** ISO 8601 with the zone's own offset: 2026-12-12T00:00:00+03:00. */
export function isoIn(instant: Date, zone: string): string {
  const { day, time } = localOf(instant, zone);
  const seconds = two(Math.floor((time % MINUTE_MS) / 1000));
  const rest = time % 1000 === 0 ? '' : `.${String(time % 1000).padStart(3, '0')}`;
  const offset = Math.round(offsetMs(instant.getTime(), zone) / MINUTE_MS);
  const size = Math.abs(offset);
  const sign = offset < 0 ? '-' : '+';
  return `${day}T${clockText(time)}:${seconds}${rest}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const MOMENT = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3})\d*)?)?(Z|[+-]\d{2}:\d{2})?)?$/;

export interface Moment {
  instant: Date;
  /** The local day of the event in the zone; 24:00 belongs to the day it ends. */
  day: Day;
  hasTime: boolean;
}

/** A date, a local date-time, a date-time with offset, or an instant; all in the named zone. */
export function parseMoment(event: Date | string, zone: string): Moment {
  parseZone(zone);
  if (event instanceof Date) return momentOfInstant(event, zone);
  const match = MOMENT.exec(event.trim());
  if (!match) throw badMoment(event);
  const [, dayText = '', hours, minutes, seconds = '0', fraction = '0', offset] = match;
  const day = parseDay(dayText);
  if (hours === undefined) return { instant: startOfDay(day, zone), day, hasTime: false };
  const time =
    Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000 + Number(fraction.padEnd(3, '0'));
  if (Number(minutes) > 59 || Number(seconds) > 59 || time > DAY_MS) throw badMoment(event);
  if (offset) return momentOfInstant(withOffset(day, time, offset, event), zone);
  const instant = time === DAY_MS ? endOfDay(day, zone) : instantOf({ day, time }, zone);
  return { instant, day: time === DAY_MS ? day : localOf(instant, zone).day, hasTime: true };
}

function momentOfInstant(instant: Date, zone: string): Moment {
  if (Number.isNaN(instant.getTime())) throw badMoment('');
  const { day } = localOf(instant, zone);
  if (!isDay(day)) throw badMoment(day);
  return { instant, day, hasTime: true };
}

function withOffset(day: Day, time: number, offset: string, event: string): Date {
  const utc = dayNumber(day) * DAY_MS + time;
  if (offset === 'Z') return new Date(utc);
  const [hours, minutes] = [Number(offset.slice(1, 3)), Number(offset.slice(4, 6))];
  if (hours > 14 || minutes > 59) throw badMoment(event);
  const size = hours * HOUR_MS + minutes * MINUTE_MS;
  return new Date(utc - (offset.startsWith('-') ? -size : size));
}

function badMoment(event: string): Refusal {
  return new Refusal(
    'event-unreadable',
    `Момент «${event}» не читается. Введите дату 2026-12-11 или дату и время 2026-12-11T10:00.`,
  );
}
