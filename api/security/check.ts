import { z, type ZodType } from 'zod';
import { fieldsWrong } from '../../law/base/refusal';
import { isWritable } from '../http/fields';
import { fieldMessages } from './messages';

const made = new WeakMap<ZodType, ZodType>();

/**
 * An object without declared fields would accept anything: unknown fields are refused, not ignored. Built once per
 * schema, because a new schema is compiled at its first use, which costs more than a whole request.
 */
export function strict(schema: ZodType): ZodType {
  const known = made.get(schema);
  if (known) return known;
  const closed = closedOf(schema);
  made.set(schema, closed);
  return closed;
}

function closedOf(schema: ZodType): ZodType {
  if (schema instanceof z.ZodObject) return schema.strict();
  const variants = (): [z.ZodObject, ...z.ZodObject[]] =>
    (schema as z.ZodUnion).options.map((option) => strict(option as ZodType)) as [z.ZodObject, ...z.ZodObject[]];
  if (schema instanceof z.ZodDiscriminatedUnion) return z.discriminatedUnion(schema.def.discriminator, variants());
  if (schema instanceof z.ZodUnion) return z.union(variants());
  return schema;
}

/** Objects, or a choice of objects: schemas that `strict` can close. */
export function isClosed(schema: ZodType): boolean {
  if (schema instanceof z.ZodObject) return true;
  return schema instanceof z.ZodUnion && schema.options.every((option) => isClosed(option as ZodType));
}

const nothing = z.strictObject({});

/** Finds a field with a character that no column can store, however deep it lies, so that schemas need not check it. */
function unwritableIn(input: unknown): string | null {
  const left: [field: string, value: unknown][] = [['', input]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [field, value] = next;
    if (typeof value === 'string' && !isWritable(value)) return field;
    if (value === null || typeof value !== 'object') continue;
    for (const [name, held] of Object.entries(value)) {
      if (!isWritable(name)) return field;
      left.push([field || name, held]);
    }
  }
  return null;
}

/** The values of a refused form that may be shown and looked up: none with a character that no column can store. */
export function writableFields(fields: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => unwritableIn(value) === null));
}

/** Checks one part of a request against its schema; an undeclared part must be empty. */
export function checked<T>(schema: ZodType<T> | undefined, input: unknown): T {
  const unwritable = unwritableIn(input);
  if (unwritable !== null) throw fieldsWrong({ [unwritable]: 'Уберите из текста невидимые знаки.' });
  const result = strict(schema ?? nothing).safeParse(input, { reportInput: true });
  if (result.success) return result.data as T;
  throw fieldsWrong(fieldMessages(result.error.issues));
}
