import { randomUUID } from 'node:crypto';
import { z, type ZodType } from 'zod';

interface Schema {
  type?: string;
  properties?: Record<string, Schema>;
  anyOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  minimum?: number;
  minItems?: number;
  items?: Schema;
}

const words: Readonly<Record<string, () => unknown>> = {
  uuid: randomUUID,
  guid: randomUUID,
  date: () => '2026-12-11',
  'date-time': () => '2026-12-11T10:00:00+03:00',
  email: () => 'proba@example.ru',
  uri: () => 'https://example.ru/',
};

/** A valid value of a schema, so that a bad field is the only thing wrong with a request. */
function sampleOf(schema: Schema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices?.[0]) return sampleOf(choices[0]);
  if (schema.type === 'object') {
    return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sampleOf(part)]));
  }
  if (schema.type === 'array') return schema.items ? [sampleOf(schema.items)] : [];
  if (schema.type === 'integer' || schema.type === 'number') return Math.max(1, schema.minimum ?? 1);
  if (schema.type === 'boolean') return true;
  return words[schema.format ?? '']?.() ?? 'Проба пера для проверки';
}

export function sample(schema: ZodType | undefined): Record<string, unknown> {
  if (!schema) return {};
  const made = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return sampleOf(made) as Record<string, unknown>;
}
