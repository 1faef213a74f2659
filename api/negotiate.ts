import type { Request } from 'express';
import { Refusal } from '../law/refusal';
import { shapes, type Route, type Shape } from './route';

/**
 * A browser says text/html; a program with a token or plain «anything» gets JSON. Only the front door shows its page to
 * whoever knocks without saying what they are.
 */
export function wantsPage(request: Request): boolean {
  if (request.headers.authorization !== undefined) return false;
  const accept = request.headers.accept;
  if (request.headers['hx-request'] === 'true') return true;
  if (request.originalUrl === '/' && accept === '*/*') return true;
  return accept !== undefined && accept.includes('text/html') && request.accepts(['html', 'json']) === 'html';
}

export const wantsFragment = (request: Request): boolean =>
  request.headers['hx-request'] === 'true' && request.headers['hx-boosted'] !== 'true';

const isShape = (value: unknown): value is Shape => shapes.includes(value as Shape);

/** `?as=csv` wins over the Accept header, so that a link in a page can ask for a file. */
export function shapeOf(route: Pick<Route, 'page' | 'table' | 'method'>, request: Request): Shape {
  const asked = request.query['as'];
  if (asked === undefined) {
    if (route.table && request.headers.accept === 'text/csv') return 'csv';
    return wantsPage(request) && (route.page !== undefined || route.method === 'post') ? 'page' : 'json';
  }
  const sheet = asked === 'csv' || asked === 'xlsx';
  if (isShape(asked) && !(sheet && !route.table) && !(asked === 'page' && !route.page)) return asked;
  throw new Refusal('shape-unknown', 'В таком виде этот ответ не выдаётся.', 406);
}
