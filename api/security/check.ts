import { z, type ZodType } from 'zod';
import { Refusal } from '../../law/base/refusal';
import { isWritable } from '../http/fields';
import { fieldMessages } from './messages';

const made = new WeakMap<ZodType, ZodType>();

/**
 * An object without a declared field list would swallow anything: unknown fields are refused, not dropped. Made once a
 * schema: a new one is compiled anew at its first use, which costs more than a whole request.
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

/** Objects, or a choice of objects: what `strict` can hold to its fields. */
export function isClosed(schema: ZodType): boolean {
  if (schema instanceof z.ZodObject) return true;
  return schema instanceof z.ZodUnion && schema.options.every((option) => isClosed(option as ZodType));
}

const nothing = z.strictObject({});

/** The field with a sign that no column can hold, however deep it lies: no schema has to think of it. */
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

/** What of a refused form may be shown again and looked up by: no field with a sign that no column can hold. */
export function writableFields(fields: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => unwritableIn(value) === null));
}

/** One part of a request against its schema; a part that is not declared must be empty. */
export function checked<T>(schema: ZodType<T> | undefined, input: unknown): T {
  const unwritable = unwritableIn(input);
  if (unwritable !== null) throw fieldsWrong({ [unwritable]: 'Уберите из текста невидимые знаки.' });
  const result = strict(schema ?? nothing).safeParse(input, { reportInput: true });
  if (result.success) return result.data as T;
  throw fieldsWrong(fieldMessages(result.error.issues));
}

const fieldsWrong = (fields: Record<string, string>): Refusal =>
  new Refusal('fields-wrong', 'Проверьте отмеченные поля и отправьте ещё раз.', 422, fields);
