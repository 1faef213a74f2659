import { z } from 'zod';
import { pathNames } from '../http/declared';
import { shapesOf } from '../http/negotiate';
import type { Route } from '../http/route';
import { signedHeaders } from '../security/signature';
import { components, responsesOf } from './responses';
import { jsonSchemaOf, type Json } from './schema';

export interface Document extends Json {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
}

const json = (schema: Json): Json => ({ 'application/json': { schema } });
/** What a signed body is sent with. */
const signed: Json[] = [
  [signedHeaders.key, { type: 'string', format: 'uuid' }, 'Имя ключа станции'],
  [signedHeaders.at, { type: 'string', pattern: '^\\d{9,11}$' }, 'Время отправки, секунды Unix'],
  [signedHeaders.signature, { type: 'string', pattern: '^[0-9a-f]{64}$' }, 'HMAC-SHA256 над «время.тело», hex'],
].map(([name, schema, description]) => ({ name, in: 'header', required: true, schema, description }));

function parameters(route: Route): Json[] {
  const path = route.params ? jsonSchemaOf(route.params, 'input') : { properties: {} };
  const query = route.query ? jsonSchemaOf(route.query, 'input') : { properties: {} };
  const named = (within: 'path' | 'query', { properties, required }: Json): Json[] =>
    Object.entries((properties ?? {}) as Json).map(([name, schema]) => ({
      name,
      in: within,
      required: within === 'path' || ((required ?? []) as string[]).includes(name),
      schema,
    }));
  const shapes = shapesOf(route);
  return [
    ...named('path', path),
    ...named('query', query),
    ...(shapes.length > 1
      ? [{ name: 'as', in: 'query', required: false, schema: { enum: shapes }, description: 'Вид ответа' }]
      : []),
    ...(route.signed ? signed : []),
    ...(route.method === 'post'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: route.kept !== 'never',
            schema: { type: 'string', format: 'uuid' },
            description: 'Тот же ключ и то же тело — тот же ответ',
          },
        ]
      : []),
  ];
}

function body(route: Route): Json {
  if (route.method !== 'post') return {};
  const schema = jsonSchemaOf(route.body ?? z.strictObject({}), 'input');
  const content = route.files ? { 'multipart/form-data': { schema: withFiles(schema, route.files) } } : json(schema);
  return { requestBody: { required: true, content } };
}

function withFiles(schema: Json, files: Readonly<Record<string, number>>): Json {
  const fields = Object.entries(files).map(([name, most]) => [
    name,
    { type: 'array', maxItems: most, items: { type: 'string', contentMediaType: 'application/octet-stream' } },
  ]);
  return { ...schema, properties: { ...(schema['properties'] as Json), ...(Object.fromEntries(fields) as Json) } };
}

const roleWords = ({ allowed, signed: signedBy }: Route): string => {
  if (signedBy) return 'Для телефонной станции с её ключом.';
  if (allowed === 'anyone') return 'Открыто всем.';
  if (allowed === 'signed-in') return 'Для всех, кто вошёл.';
  return `Для ролей: ${allowed.map(({ role, on }) => `${role} (${on})`).join(', ')}.`;
};

export function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0]],
    description: roleWords(route),
    parameters: parameters(route),
    ...body(route),
    responses: responsesOf(route),
    security: route.allowed === 'anyone' ? [] : [{ token: [] }],
  };
}

/** Pages of a person's own cabinet cannot be opened with a key, so programs get no description of them. */
export const forPrograms = (route: Route): boolean => !route.id.startsWith('account.');

export function openApi(routes: readonly Route[], publicUrl: string): Document {
  const paths: Document['paths'] = {};
  for (const route of routes.filter(forPrograms)) {
    const path = pathNames(route.path).reduce((made, name) => made.replace(`:${name}`, `{${name}}`), route.path);
    (paths[path] ??= {})[route.method] = operation(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Домовой',
      version: '1',
      description: 'Сроки и дела многоквартирных домов. Ключ выпускают в кабинете.',
    },
    servers: [{ url: publicUrl }],
    paths,
    components,
  };
}
