import { CSV, XLSX } from '../http/answer';
import { shapesOf } from '../http/negotiate';
import type { Route } from '../http/route';
import { jsonSchemaOf, type Json } from './schema';

/** All refusals in one place: an operation only names those it can give. */
const refusals: Readonly<Record<number, readonly [name: string, description: string]>> = {
  400: ['Malformed', 'Запрос не разобрать: адрес, тело или ключ отправки записаны неверно'],
  401: ['SignInFirst', 'Нужно войти, или ключ программы не действует'],
  403: ['Forbidden', 'Нет права: у роли, у ключа программы или у доверенного доступа'],
  404: ['NotFound', 'Такого нет, или оно не для вас'],
  405: ['MethodWrong', 'Этот адрес понимает другие методы: они в заголовке Allow'],
  406: ['ShapeUnknown', 'В таком виде этот ответ не выдаётся'],
  409: ['Conflict', 'Уже выполняется, изменилось или в этом состоянии невозможно'],
  413: ['TooLarge', 'Слишком большой запрос'],
  415: ['TypeUnknown', 'Тело не JSON и не форма, сжато или не в UTF-8'],
  422: ['FieldsWrong', 'Поля заполнены неверно, или закон этого не позволяет'],
  423: ['Travelling', 'Часы региона переводятся'],
  429: ['TooOften', 'Слишком часто: подождите столько секунд, сколько сказано в Retry-After'],
  500: ['Unexpected', 'Сломалось у нас: сообщите оператору номер запроса'],
  503: ['Unavailable', 'Временно недоступно: повторите через столько секунд, сколько сказано в Retry-After'],
};

const OF_BODY: readonly number[] = [413, 415, 423];
const HTML = { 'text/html': { schema: { type: 'string' } } };

const headersOf = (status: number): Json => {
  if (status === 429 || status === 503) return { headers: { 'Retry-After': { schema: { type: 'integer' } } } };
  return status === 405 ? { headers: { Allow: { schema: { type: 'string' } } } } : {};
};

/** A browser gets the same refusal as a page, so that is described too. */
const refusalResponses: Json = Object.fromEntries(
  Object.entries(refusals).map(([status, [name, description]]) => [
    name,
    {
      description,
      ...headersOf(Number(status)),
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Refusal' } }, ...HTML },
    },
  ]),
);

/** The shared part of the document. */
export const components = {
  securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
  responses: refusalResponses,
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
} satisfies Json;

const refusalsOf = ({ method }: Route): Json =>
  Object.fromEntries(
    Object.entries(refusals)
      .filter(([status]) => method === 'post' || !OF_BODY.includes(Number(status)))
      .map(([status, [name]]) => [status, { $ref: `#/components/responses/${name}` }]),
  );

const bytes = { schema: { type: 'string', format: 'binary' } };
const text = { schema: { type: 'string' } };
const isText = (type: string): boolean => /^text\/|\+xml$|\/xml$|ndjson$/.test(type);

/** The formats of a successful answer: those the route declares, and the types of its file. */
function contentOf(route: Route): Json {
  const json = { schema: jsonSchemaOf(route.out, 'output') };
  const files = (route.file?.types ?? []).map((type) => [
    type,
    type === 'application/json' ? json : isText(type) ? text : bytes,
  ]);
  const shapes = shapesOf(route);
  return {
    ...(shapes.includes('json') && { 'application/json': json }),
    ...(shapes.includes('page') && HTML),
    ...(route.table && { [CSV]: text, [XLSX]: bytes }),
    ...(Object.fromEntries(files) as Json),
  };
}

const ELSEWHERE = { description: 'Браузер ведут дальше', headers: { Location: { schema: { type: 'string' } } } };

/** Every status the route can answer with, each with every type of its body. */
export function responsesOf(route: Route): Json {
  const content = contentOf(route);
  const done =
    route.method === 'get'
      ? { 200: { description: 'Ответ', content }, 304: { description: 'Не изменилось с прошлого раза' } }
      : {
          200: { description: 'Сделано', content },
          201: { description: 'Создано', content },
          202: { description: 'Принято, выполняется', content },
        };
  return { ...done, 303: ELSEWHERE, ...refusalsOf(route) };
}
