import { z, type ZodType } from 'zod';
import { strict } from '../security/check';

export type Json = Record<string, unknown>;

/** What is accepted (`input`) or promised (`output`), as JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
export function jsonSchemaOf(schema: ZodType, io: 'input' | 'output'): Json {
  const made = z.toJSONSchema(io === 'input' ? strict(schema) : schema, {
    io,
    unrepresentable: 'any',
    cycles: 'ref',
    reused: 'inline',
    target: 'draft-2020-12',
  }) as Json;
  delete made['$schema'];
  return made;
}
