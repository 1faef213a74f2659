import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { operation } from '../../api/openapi/document';
import { components } from '../../api/openapi/responses';
import type { Route } from '../../api/http/route';
import type { Reply } from './send';
import type { Shot } from './shots';

interface Response {
  $ref?: string;
  content?: Record<string, { schema: object }>;
}

const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
const compiled = new Map<string, ValidateFunction>();

/** What the OpenAPI document says about one status of one operation; null when it says nothing. */
function promiseOf(route: Route, status: number): Response | null {
  const { responses } = operation(route) as { responses: Record<string, Response> };
  const found = responses[status];
  const name = found?.$ref?.split('/').at(-1);
  return name ? ((components.responses as Record<string, Response>)[name] ?? null) : (found ?? null);
}

const known = new Map<string, Response | null>();
function promised(route: Route, status: number): Response | null {
  const key = `${route.id} ${status}`;
  const found = known.get(key) ?? promiseOf(route, status);
  known.set(key, found);
  return found;
}

function breach(key: string, schema: object, body: unknown): string | null {
  const validate = compiled.get(key) ?? ajv.compile({ ...schema, components });
  compiled.set(key, validate);
  if (validate(body)) return null;
  const [first] = validate.errors ?? [];
  return `${first?.instancePath ?? ''} ${first?.message ?? ''} ${JSON.stringify(first?.params)}`;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Without one of these neither a person nor a program knows what to do. */
function refusalWrong({ type, text }: Reply): string | null {
  if (type === 'text/html') return /[а-яё]{3}/i.test(text) ? null : 'a page without a word of Russian';
  const { code, say } = (parsed(text) ?? {}) as { code?: unknown; say?: unknown };
  if (typeof code !== 'string' || !/^[a-z]+(-[a-z]+)*$/.test(code)) return `code ${JSON.stringify(code)}`;
  return typeof say === 'string' && /[а-яё]{3}/i.test(say) ? null : `say ${JSON.stringify(say)}`;
}

/** Codes of the last safety net: the schema should have refused the value. */
const NETTED = /"code":"(data-wrong|data-conflict)"/;
const HTML_NETTED = /Одно из значений здесь не подходит|Пока вы заполняли форму, данные изменились/;
const BARE: readonly number[] = [204, 304];

/** What is wrong with an answer; null when it is what the document describes. */
export function judge(route: Route, shot: Shot, reply: Reply): string | null {
  const { status, type, text, headers } = reply;
  if (status === 0) return 'no answer';
  if (status >= 500 && !(status === 503 && headers['retry-after'])) return `status ${status}`;
  if (status >= 400 && (NETTED.test(text) || HTML_NETTED.test(text))) return 'caught by the last net';
  if (shot.method === 'OPTIONS' && status === 204) return headers['allow'] ? null : 'no Allow';
  const promise = promised(route, status);
  if (!promise) return `status ${status} is not documented`;
  if (status === 303) return headers['location'] ? null : 'no Location';
  if (status === 405 && !headers['allow']) return 'no Allow';
  if (BARE.includes(status) || shot.method === 'HEAD') return text === '' ? null : 'a body where none belongs';
  const content = promise.content?.[type];
  if (!content) return `type ${type || 'none'} of ${status} is not documented`;
  if (status >= 400) {
    const wrong = refusalWrong(reply);
    if (wrong) return wrong;
  }
  if (type !== 'application/json') return null;
  const body = parsed(text);
  if (body === undefined) return 'JSON that does not parse';
  const wrong = breach(`${route.id} ${status}`, content.schema, body);
  return wrong && `body ${wrong}`;
}
