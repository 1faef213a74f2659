import { z, type ZodType } from 'zod';
import { instantOf } from '../../law/base/zone';
import { phoneOf } from '../../law/dispatch/phone';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;

// Invisible characters that change how a text reads or compares: C0 and C1 controls, bidi marks and overrides,
// zero-width characters, tags, interlinear marks, lone surrogates.
const UNSEEN =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
const EMOJI_JOINED = /(?<=[\p{Extended_Pictographic}\ufe0f\u{1f3fb}-\u{1f3ff}])\u200d(?=\p{Extended_Pictographic})/gu;
const LATIN_AND_CYRILLIC = /\p{Script=Latin}[^\s]*\p{Script=Cyrillic}|\p{Script=Cyrillic}[^\s]*\p{Script=Latin}/u;

/** The joiner inside a joined emoji is allowed: people see one picture. */
const isSeen = (value: string): boolean => !UNSEEN.test(value.replace(EMOJI_JOINED, ''));
const tidy = (value: string): string => value.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').normalize('NFC').trim();

/** Text that Postgres can store and JSON can carry: no NUL, no lone surrogate. */
export const isWritable = (value: string): boolean => !value.includes('\0') && !/\p{Surrogate}/u.test(value);

export interface TextLimits {
  max: number;
  min?: number;
  /** Allows line breaks, which are otherwise refused. */
  lines?: boolean;
}

/** Any text a person writes: NFC, trimmed, without invisible characters. */
export function text({ max, min = 1, lines = false }: TextLimits) {
  const base = z.string().overwrite(tidy).min(min).max(max).refine(isSeen, 'Уберите из текста невидимые знаки.');
  return lines ? base : base.refine((value) => !value.includes('\n'), 'Напишите одной строкой.');
}

/**
 * A name of a person or a thing: starts with a letter, one script per word, so that look-alike letters cannot imitate
 * another name.
 */
export function name(max = 100) {
  return text({ max })
    .regex(/^[\p{L}\p{M}\d .,'’()«»"№/–-]+$/u, 'Оставьте буквы, цифры, пробел, дефис и апостроф.')
    .regex(/\p{L}/u, 'Напишите буквами.')
    .refine((value) => !LATIN_AND_CYRILLIC.test(value), 'Не смешивайте в слове русские и латинские буквы.');
}

const EMAIL = /^[a-z0-9](?:[a-z0-9._%+-]{0,62}[a-z0-9_+-])?@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

export function email() {
  return z
    .string()
    .overwrite((value) => value.trim().toLowerCase())
    .min(1)
    .max(254)
    .regex(EMAIL, 'Укажите адрес почты вида name@example.ru.')
    .refine((value) => !value.includes('..'), 'Укажите адрес почты вида name@example.ru.');
}

/** Accepts any usual spelling of a Russian number; returns +7XXXXXXXXXX. */
export function phone() {
  return z
    .string()
    .max(40)
    .overwrite((value) => phoneOf(value) ?? value)
    .min(1)
    .regex(/^\+7\d{10}$/, 'Укажите номер вида +7 900 123-45-67.');
}

/** An id, in lower case as Postgres returns it. */
export const uuid = () => z.guid().overwrite((value) => value.toLowerCase());

/** An existing day within the years a house can have data for. */
export const day = () =>
  z.iso.date().refine((value) => value >= '1900-01-01' && value < '2100-01-01', 'Укажите дату с 1900 по 2099 год.');

// No place on Earth has a larger offset, and Postgres refuses sixteen hours.
const FAR_OFFSET = /[+-](1[5-9]|2\d):\d\d$/;

/** An instant with its offset: 2026-12-11T10:00:00+03:00. */
export const instant = () =>
  z.iso
    .datetime({ offset: true, local: false })
    .max(40)
    .refine((value) => !FAR_OFFSET.test(value), 'Проверьте часовой пояс.')
    .refine((value) => value >= '1900' && value < '2100', 'Укажите дату с 1900 по 2099 год.');

/** Local time of a house, as <input type="datetime-local"> sends it, without a zone. */
export const localTime = () =>
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/, 'Укажите дату и время.')
    .refine((value) => day().safeParse(value.slice(0, 10)).success, 'Укажите дату, которая есть в календаре.');

/** The instant of such a local time in the zone of its house. */
export function momentOf(typed: string, zone: string): Date {
  const minutes = Number(typed.slice(11, 13)) * HOUR_MINUTES + Number(typed.slice(14, 16));
  return instantOf({ day: typed.slice(0, 10), time: minutes * MINUTE_MS }, zone);
}

/** The largest `integer` of Postgres. */
export const INTEGER_MOST = 2_147_483_647;

const KOPECKS_MOST = 100_000_000_000_000;
const toKopecks = (value: string): number => {
  const [roubles = '0', kopecks = ''] = value
    .replace(/[\s\u00a0\u202f]/g, '')
    .replace(',', '.')
    .split('.');
  return Number(roubles) * 100 + Number(kopecks.padEnd(2, '0'));
};

/** «1 234,56» roubles as a person writes them → 123456 kopecks. */
export function money({ least = 0, most = KOPECKS_MOST }: { least?: number; most?: number } = {}) {
  return z
    .string()
    .max(40)
    .regex(
      /^\s*\d{1,3}([\s\u00a0\u202f]?\d{3})*([.,]\d{1,2})?\s*$|^\d{1,15}([.,]\d{1,2})?$/,
      'Укажите сумму вида 1234,56.',
    )
    .transform(toKopecks)
    .pipe(z.number().int().min(least, 'Сумма слишком мала.').max(most, 'Сумма слишком велика.'));
}

/** A whole number from a form or an address; it must fit our `integer` columns. */
export function whole({ least, most }: { least: number; most: number }) {
  if (most > INTEGER_MOST || least < -INTEGER_MOST) throw new Error(`No column holds ${least}…${most}`);
  return z
    .union([
      z.number(),
      z
        .string()
        .max(20)
        .regex(/^-?\d+$/, 'Укажите число цифрами.')
        .transform(Number),
    ])
    .pipe(z.number().int('Укажите целое число.').min(least).max(most));
}

export const choice = <const T extends readonly [string, ...string[]]>(values: T) => z.enum(values);

/** One checkbox: a form sends «on» or nothing, a program true or false. */
export const ticked = () =>
  z
    .union([z.boolean(), z.enum(['on', 'true', 'yes', '']).transform((value) => value !== '')])
    .optional()
    .transform((value) => value ?? false);

/** Several checkboxes of one name: one ticked box arrives as a single value, none as nothing. */
export const many = <T extends ZodType>(one: T, most = 100) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(one).max(most));

/** An optional field: a form sends it as an empty string. */
export const maybe = <T extends ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

// Room for a key of 300 Cyrillic letters in base64, with its id.
const CURSOR_LONGEST = 2_000;

/** Where the next page of a list begins: the sort key of the last row, encoded for the reader and checked on return. */
export const cursor = <T extends ZodType>(key: T) =>
  z
    .string()
    .max(CURSOR_LONGEST)
    .transform((value, context) => {
      const found = key.safeParse(decoded(value));
      if (found.success) return found.data as z.output<T>;
      context.addIssue({ code: 'custom', message: 'Страница списка устарела. Откройте список заново.' });
      return z.NEVER;
    });

/**
 * The last row of a list in any order: its sort value and its id. Whether the value fits the order is checked where the
 * orders are defined (store/sql/query.ts).
 */
export const rowCursor = () =>
  cursor(z.tuple([z.union([z.string().max(1_000).refine(isWritable), z.int32()]), uuid()]));

export const cursorOf = (key: unknown): string => Buffer.from(JSON.stringify(key)).toString('base64url');

function decoded(value: string): unknown {
  try {
    return JSON.parse(Buffer.from(value, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Where to go after sign-in; only a path of this site. */
export const ownPath = () =>
  z
    .string()
    .max(1_000)
    .regex(/^\/(?![/\\])[\x21-\x7e]*$/, 'Адрес возврата записан неверно.')
    .refine((value) => !value.includes('\\'));
