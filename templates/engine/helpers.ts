import { randomUUID } from 'node:crypto';
import Handlebars from 'handlebars';
import { isDay } from '../../law/base/day';
import { moneyText } from '../../law/base/money';
import { counted, dayDigits, dayWords, instantWords, numberText, plural, type Forms } from '../../law/base/russian';
import { CAPITAL_ZONE, localOf } from '../../law/base/zone';
import { assetPath, inlineSheet } from './assets';

type Options = Handlebars.HelperOptions;

/** What a refused form shows again: the typed values and the errors, field by field. */
export interface FormView {
  /** Made by the server when the form is first shown; the same key and body give the same answer. */
  key?: string;
  values?: Record<string, unknown>;
  errors?: Record<string, string>;
  /** The sentence of a refusal that belongs to no single field. */
  say?: string;
}

const STATUSES = ['ok', 'soon', 'late', 'wait', 'plain'];

const pathOf = (address: unknown): string => String(address).split(/[?#]/)[0] ?? '';

/** The form a field belongs to: of several on one page only the form that was sent shows its errors. */
export function formFor(action: unknown, options: Options): FormView {
  const { form, shell } = (options.data?.root ?? {}) as { form?: FormView; shell?: { path?: string } };
  const sent = action === undefined || shell?.path === undefined || pathOf(action) === shell.path;
  return sent ? (form ?? {}) : {};
}

const formOf = (options: Options): FormView => (options.data?.form ?? options.data?.root?.form ?? {}) as FormView;

/** A new form gets a new key; a refused form keeps its key, so that a repeat is recognised as one. */
function formKey(given: unknown, options: Options): string {
  const { key, errors = {}, say } = formOf(options);
  const cameBack = key !== undefined && (say !== undefined || Object.keys(errors).length > 0);
  return typeof given === 'string' ? given : cameBack ? key : randomUUID();
}

const words = (parts: unknown[]): string =>
  parts.map((part) => (part === undefined || part === null ? '' : String(part))).join('');

/** A status has a word, a shape and a colour; shape and colour come from the CSS class. */
function status(kind: unknown, word: unknown): Handlebars.SafeString {
  const known = STATUSES.includes(String(kind)) ? String(kind) : 'plain';
  return new Handlebars.SafeString(
    `<span class="st st--${known}">${Handlebars.escapeExpression(String(word ?? ''))}</span>`,
  );
}

/** The value to show in a field: given by the page, or typed before and sent back. */
function valueOf(field: { name: string; value?: unknown }, options: Options): unknown {
  const typed = formOf(options).values?.[field.name];
  return typed === undefined ? field.value : typed;
}

function errorOf(field: { name: string; error?: string }, options: Options): string | undefined {
  if (field.error) return field.error;
  const errors = formOf(options).errors ?? {};
  return errors[field.name] ?? Object.entries(errors).find(([name]) => name.startsWith(`${field.name}.`))?.[1];
}

/** Is this option selected? Several checkboxes of one name send a list. */
function chosen(value: unknown, held: unknown): boolean {
  return Array.isArray(held)
    ? held.map(String).includes(String(value))
    : held !== undefined && String(held) === String(value);
}

/** Ids in HTML must not contain brackets; a field and its label use the same one. */
const idOf = (name: unknown): string =>
  String(name)
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/-$/, '');

function describedBy(...args: unknown[]): string | undefined {
  const [field, error] = args as [{ name: string; hint?: string; describedBy?: string }, string | undefined];
  const id = idOf(field.name);
  return [field.describedBy, field.hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined;
}

function errorList(options: Options): { href?: string; text: string }[] {
  const { errors = {}, say } = formOf(options);
  const named = Object.entries(errors).map(([name, text]) => ({
    href: `#${idOf(name.replace(/(\.\d+)+$/, ''))}`,
    text,
  }));
  return named.length || !say ? named : [{ text: say }];
}

/** The time zone of the house if the page gives one, otherwise that of the region's capital. */
const zoneOf = (options: Options): string =>
  options.hash['zone'] ?? options.data?.root?.zone ?? options.data?.root?.shell?.zone ?? CAPITAL_ZONE;

const instantOf = (value: unknown): Date => (value instanceof Date ? value : new Date(String(value)));

/** A plain day, or the day of an instant in the zone of the house. */
const dayOf = (value: unknown, options: Options): string =>
  typeof value === 'string' && isDay(value) ? value : localOf(instantOf(value), zoneOf(options)).day;

const formsOf = (args: unknown[]): Forms => [String(args[0]), String(args[1]), String(args[2])];

const formats: Record<string, Handlebars.HelperDelegate> = {
  /** 11 декабря 2026 г. */
  date: (value: unknown, options: Options) => (value ? dayWords(dayOf(value, options)) : ''),
  /** 11.12.2026 */
  digits: (value: unknown, options: Options) => (value ? dayDigits(dayOf(value, options)) : ''),
  /** пн 21 декабря 2026, 14:05 */
  time: (value: unknown, options: Options) => (value ? instantWords(instantOf(value), zoneOf(options)) : ''),
  number: (value: unknown) => (value === undefined || value === null ? '' : numberText(value as number)),
  /** 1 234,56 ₽ from integer kopecks */
  money: (kopecks: unknown) => (kopecks === undefined || kopecks === null ? '' : moneyText(Number(kopecks))),
  /** день, дня, дней — the word alone */
  plural: (count: unknown, ...forms: unknown[]) => plural(Number(count), formsOf(forms)),
  /** 5 дней */
  counted: (count: unknown, ...forms: unknown[]) => counted(Number(count), formsOf(forms)),
};

export const helpers: Record<string, Handlebars.HelperDelegate> = {
  ...formats,
  asset: (name: string) => assetPath(name),
  inlineSheet: () => new Handlebars.SafeString(inlineSheet()),
  status,
  valueOf,
  errorOf,
  errorList,
  formKey,
  describedBy: (field: unknown, error: unknown) => describedBy(field, error),
  idOf,
  chosen: (value: unknown, held: unknown) => chosen(value, held),
  eq: (a: unknown, b: unknown) => a === b,
  or: (...args: unknown[]) => args.slice(0, -1).find(Boolean),
  and: (...args: unknown[]) => args.slice(0, -1).every(Boolean),
  not: (value: unknown) => !value,
  concat: (...args: unknown[]) => words(args.slice(0, -1)),
  array: (...args: unknown[]) => args.slice(0, -1),
};
