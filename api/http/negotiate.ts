import type { Request } from 'express';
import { Refusal } from '../../law/base/refusal';
import { shapes, type Route, type Shape } from './route';

/**
 * Browsers ask for text/html; a program with a token, or a client that accepts anything, gets JSON. Only the home page
 * is shown as a page to clients that accept anything.
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

type Shaped = Pick<Route, 'page' | 'table' | 'file' | 'method'>;

/** What `?as=` may ask for; a route that answers only with a file offers no choice. */
export function shapesOf({ page, table, file }: Shaped): Shape[] {
  if (file && !file.as) return [];
  const given: Record<Shape, unknown> = { page, json: true, csv: table, xlsx: table, ics: false, pdf: false };
  return shapes.filter((shape) => given[shape] || file?.as === shape);
}

/** `?as=csv` wins over the Accept header, so that a link can ask for a file. */
export function shapeOf(route: Shaped, request: Request): Shape {
  const asked = request.query['as'];
  if (asked === undefined) {
    if (route.table && request.headers.accept === 'text/csv') return 'csv';
    return wantsPage(request) && (route.page !== undefined || route.method === 'post') ? 'page' : 'json';
  }
  const found = shapesOf(route).find((shape) => shape === asked);
  if (found) return found;
  throw new Refusal('shape-unknown', 'В таком виде этот ответ не выдаётся.', 406);
}
