import { z, type ZodType } from 'zod';
import { pathNames } from '../declared';
import type { Route } from '../route';
import { strict } from '../security/check';

type Json = Record<string, unknown>;
export interface Document extends Json {
  openapi: string;
  paths: Record<string, Record<string, Json>>;
}

/** What is accepted (`input`) or promised (`output`), as JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
function schemaOf(schema: ZodType, io: 'input' | 'output'): Json {
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

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const refused = (description: string): Json => ({
  description,
  content: json({ $ref: '#/components/schemas/Refusal' }),
});

function parameters(route: Route): Json[] {
  const path = route.params ? schemaOf(route.params, 'input') : { properties: {} };
  const query = route.query ? schemaOf(route.query, 'input') : { properties: {} };
  const named = (within: 'path' | 'query', { properties, required }: Json): Json[] =>
    Object.entries((properties ?? {}) as Json).map(([name, schema]) => ({
      name,
      in: within,
      required: within === 'path' || ((required ?? []) as string[]).includes(name),
      schema,
    }));
  const shapes = route.table ? ['json', 'csv', 'xlsx'] : null;
  return [
    ...named('path', path),
    ...named('query', query),
    ...(shapes
      ? [{ name: 'as', in: 'query', required: false, schema: { enum: shapes }, description: 'Вид ответа' }]
      : []),
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

function responses(route: Route): Json {
  const open = route.allowed === 'anyone';
  return {
    '200': { description: 'Ответ', content: json(schemaOf(route.out, 'output')) },
    ...(route.method === 'post'
      ? { '201': { description: 'Создано', content: json(schemaOf(route.out, 'output')) } }
      : {}),
    ...(open ? {} : { '401': refused('Нужно войти'), '403': refused('Нет права') }),
    ...(route.params ? { '404': refused('Такого нет, или оно не для вас') } : {}),
    ...(route.method === 'post'
      ? { '409': refused('Уже выполняется или изменилось'), '423': refused('Часы переводятся') }
      : {}),
    '422': refused('Поля заполнены неверно'),
    '429': refused('Слишком часто'),
  };
}

function body(route: Route): Json {
  if (route.method !== 'post') return {};
  const schema = schemaOf(route.body ?? z.strictObject({}), 'input');
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

const roleWords = ({ allowed }: Route): string => {
  if (allowed === 'anyone') return 'Открыто всем.';
  if (allowed === 'signed-in') return 'Для всех, кто вошёл.';
  return `Для ролей: ${allowed.map(({ role, on }) => `${role} (${on})`).join(', ')}.`;
};

function operation(route: Route): Json {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.id.split('.')[0]],
    description: roleWords(route),
    parameters: parameters(route),
    ...body(route),
    responses: responses(route),
    security: route.allowed === 'anyone' ? [] : [{ token: [] }],
  };
}

/** Pages of a person's own cabinet are not for programs (no key opens them), so they are not described to them. */
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
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: {
        Refusal: {
          type: 'object',
          required: ['code', 'say', 'fields', 'requestId'],
          properties: {
            code: { type: 'string', description: 'Постоянный код для программы' },
            say: { type: 'string', description: 'Что делать, по-русски' },
            fields: { type: 'object', additionalProperties: { type: 'string' }, description: 'Поле → что исправить' },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
}
