import fc from 'fast-check';
import { z, type ZodType } from 'zod';
import { addDays } from '../../law/base/day';
import type { Random } from '../../bin/seed/random';
import type { Likely } from './world';

export interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  propertyNames?: Schema;
  additionalProperties?: Schema | boolean;
}

/** Where ids of existing things come from: an invented one only tests the first look-up. */
export interface Source {
  random: Random;
  ids: readonly string[];
  /** The region's day: most dates make sense near it. */
  day: string;
  /** Fields that fit together, by route. */
  likely: Likely;
}

const WORDS = ['Проба пера для проверки', '12', 'owner', 'MC_CHOICE', 'AP-01', '2026-12-11T10:00', '5', 'Рябинина'];
const LONGEST = 20_000;
/** How api/http/fields.ts writes a local time. */
const LOCAL_TIME = '^\\d{4}-\\d{2}-\\d{2}T';

type Dated = Pick<Source, 'random' | 'day'>;

const uuidFrom = (random: Random): string =>
  'xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx'.replace(/x/g, () => random.whole(0, 15).toString(16));

const two = (value: number): string => String(value).padStart(2, '0');
const dayFrom = ({ random, day }: Dated): string =>
  random.chance(0.6)
    ? addDays(day, random.whole(-20, 60))
    : `${random.pick([1900, 2019, 2026, 2027, 2099])}-${two(random.whole(1, 12))}-${two(random.whole(1, 28))}`;

const formats: Readonly<Record<string, (source: Dated) => string>> = {
  date: dayFrom,
  'date-time': ({ random, day }) =>
    `${dayFrom({ random, day })}T${two(random.whole(0, 23))}:00:00${random.pick(['Z', '+03:00', '-11:30'])}`,
  email: ({ random }) => random.pick(['proba@example.ru', 'a@b.ru', 'x.y+z@sub.example.ru']),
  uri: () => 'https://example.ru/',
};

/** fast-check makes texts for a pattern; when it cannot, plain words are used. */
function byPattern(pattern: string, random: Random): string {
  try {
    return fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), { numRuns: 1, seed: random.whole(0, 1e9) })[0] ?? '';
  } catch {
    return random.pick(WORDS);
  }
}

function textOf({ format, pattern, minLength = 0, maxLength = 200 }: Schema, { random, ids, day }: Source): string {
  if (format === 'uuid' || format === 'guid')
    return ids.length > 0 && random.chance(0.8) ? random.pick(ids) : uuidFrom(random);
  const known = formats[format ?? '']?.({ random, day });
  if (known !== undefined) return known;
  if (pattern?.startsWith(LOCAL_TIME)) return `${dayFrom({ random, day })}T${two(random.whole(8, 20))}:00`;
  if (pattern) return byPattern(pattern, random);
  const most = Math.min(maxLength, LONGEST);
  const word = random.pick(WORDS);
  const fits = word.length >= minLength && word.length <= most;
  return fits && random.chance(0.8) ? word : 'я'.repeat(random.pick([Math.max(1, minLength), most]));
}

function numberOf({ minimum = -1_000, maximum = 1_000 }: Schema, random: Random): number {
  const [least, most] = [Math.max(minimum, -1e9), Math.min(maximum, 1e9)];
  return random.pick([least, most, random.whole(least, most)]);
}

/**
 * A value of a schema; its limits are as likely as what lies between. Rules a schema cannot express may still refuse
 * it.
 */
export function valueOf(schema: Schema, source: Source): unknown {
  const { random } = source;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return random.pick(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices?.length) return valueOf(random.pick(choices), source);
  if (schema.allOf) return valueOf(Object.assign({}, schema, ...schema.allOf, { allOf: undefined }) as Schema, source);
  switch (schema.type) {
    case 'object':
      return objectOf(schema, source);
    case 'array':
      return Array.from({ length: random.whole(schema.minItems ?? 0, Math.max(schema.minItems ?? 0, 3)) }, () =>
        valueOf(schema.items ?? {}, source),
      );
    case 'integer':
    case 'number':
      return numberOf(schema, random);
    case 'boolean':
      return random.chance(0.5);
    case 'null':
      return null;
    default:
      return textOf(schema, source);
  }
}

function objectOf(schema: Schema, source: Source): Record<string, unknown> {
  const { random } = source;
  const named = Object.entries(schema.properties ?? {}).filter(
    ([name]) => schema.required?.includes(name) || random.chance(0.6),
  );
  const made = Object.fromEntries(named.map(([name, part]) => [name, valueOf(part, source)]));
  if (!schema.propertyNames || typeof schema.additionalProperties !== 'object') return made;
  const keys = Array.from({ length: random.whole(0, 3) }, () => String(valueOf(schema.propertyNames ?? {}, source)));
  return {
    ...made,
    ...Object.fromEntries(keys.map((key) => [key, valueOf(schema.additionalProperties as Schema, source)])),
  };
}

const known = new WeakMap<ZodType, Schema>();

/** The schema of one part of a request; an undeclared part is an empty object. */
export function inputOf(schema: ZodType | undefined): Schema {
  if (!schema) return { type: 'object' };
  const found = known.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema);
  known.set(schema, found);
  return found;
}

export function fieldsOf(schema: Schema): string[] {
  const parts = schema.anyOf ?? schema.oneOf;
  return parts ? [...new Set(parts.flatMap(fieldsOf))] : Object.keys(schema.properties ?? {});
}
